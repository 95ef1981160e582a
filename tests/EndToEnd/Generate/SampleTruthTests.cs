using System.Globalization;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Generate;

/// <summary>What is in the files is what the truth says, and the truth is what the parameters say.</summary>
public sealed class SampleTruthTests : IDisposable
{
    private const int Customers = 3000;
    private const int Imports = 6;

    private static readonly DateOnly End = new(2026, 6, 1);
    private SampleFiles? _files;

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("e-commerce")]
    [InlineData("contractual")]
    public void Rates_chances_and_values_have_the_means_of_their_distributions(string kind)
    {
        var files = Write(kind);
        var parameters = files.Business.Kind;
        var a = parameters.LeavingA;
        AssertMean(files, "purchase_rate", parameters.MeanRate, within: 0.06);
        AssertMean(files, "leaving_chance", a / (a + parameters.LeavingB), within: 0.06);
        AssertMean(files, "value", parameters.MeanValue, within: 0.06);
        Assert.All(files.Truth.Rows, row => Assert.Equal(
            (double)row.Exact("leaving_chance")
                * (parameters.HasContracts ? 1.0 / parameters.TermMonths : (double)row.Exact("purchase_rate")),
            (double)row.Exact("hazard"), 2e-6));
    }

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("e-commerce")]
    [InlineData("contractual")]
    public void Personas_have_their_shares_of_steady_and_of_fickle_customers(string kind)
    {
        var files = Write(kind);
        var parameters = files.Business.Kind;
        var threshold = (decimal)parameters.FickleFrom;
        var groups = files.Truth.Rows.ToLookup(row => row.Exact("leaving_chance") >= threshold);
        foreach (var persona in parameters.Personas)
        {
            AssertShare(groups[false], persona.Name, persona.OfSteady);
            AssertShare(groups[true], persona.Name, persona.OfFickle);
        }
    }

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("e-commerce")]
    [InlineData("contractual")]
    public void There_are_as_many_orders_as_the_rates_and_the_time_give(string kind)
    {
        var files = Write(kind);
        var expected = files.Truth.Rows.Sum(row =>
            (double)row.Exact("purchase_rate") * (LastDay(row).DayNumber - Day(row["signup_date"]).DayNumber)
            / Timeline.DaysOfMonth);
        // In a shop the first order is the signup; the rate is that of the others.
        var orders = files.Rows("orders").Count() - (files.Business.Kind.HasContracts ? 0 : Customers);
        Assert.Equal(1, orders / expected, 0.05);
    }

    [Fact]
    public void As_many_leave_a_shop_as_repeat_orders_and_chances_give()
    {
        var files = Write("e-commerce");
        var orders = files.Rows("orders").CountBy(row => row["customer_id"]).ToDictionary();
        var expected = files.Truth.Rows.Sum(
            row => (double)row.Exact("leaving_chance") * (orders[row["customer_id"]] - 1));
        Assert.Equal(1, files.Left.Count() / expected, 0.06);
    }

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("contractual")]
    public void As_many_contracts_end_as_renewals_and_chances_give(string kind)
    {
        var files = Write(kind);
        var months = files.Business.Kind.TermMonths;
        var expected = files.Truth.Rows.Sum(row =>
        {
            var last = row["left_on"].Length > 0 ? Day(row["left_on"]) : End.AddDays(-1);
            var renewals = 0;
            while (Day(row["signup_date"]).AddMonths((renewals + 1) * months) <= last)
                renewals++;
            return renewals * (double)row.Exact("leaving_chance");
        });
        Assert.Equal(1, files.Left.Count() / expected, 0.08);
    }

    [Fact]
    public void Amounts_lie_around_the_value_of_their_customer()
    {
        var files = Write("e-commerce");
        var values = files.Truth.Rows.ToDictionary(row => row["customer_id"], row => row.Exact("value"));
        var ratios = files.Rows("orders").Select(row => (double)(row.Exact("amount") / values[row["customer_id"]]));
        Assert.Equal(1, ratios.Average(), 0.02);
        Assert.Equal(0.2, ratios.Average(ratio => (ratio - 1) * (ratio - 1)), 0.02);
    }

    [Fact]
    public void A_contract_ends_and_grows_on_the_days_that_the_truth_says()
    {
        var files = Write("b2b-saas");
        var contracts = files.Rows("subscriptions").ToLookup(row => row["customer_id"]);
        Assert.All(files.Truth.Rows, truth =>
        {
            var rows = contracts[truth["customer_id"]].ToArray();
            Assert.Equal(truth["left_on"], rows[^1]["end_date"]);
            var grew = SampleFiles.Moves(truth).Any(move => move is ("own-data", "grew", _));
            // Who signs up in the month in which it grows is told of once, as grown.
            Assert.True(rows[^1].Whole("seats") == rows[0].Whole("seats") * (grew && rows.Length > 1 ? 2 : 1)
                || (grew && rows[0]["start_date"].StartsWith("2026", StringComparison.Ordinal)));
            Assert.Equal(truth["signup_date"], rows[0]["start_date"]);
        });
    }

    [Fact]
    public void Silent_customers_are_not_heard_of_again_and_some_there_are()
    {
        var files = Write("b2b-saas");
        var silent = files.Truth.Rows.SelectMany(row => SampleFiles.Moves(row)
                .Where(move => move is ("clock", "silent", _)).Select(move => (Id: row["customer_id"], move.Day)))
            .ToDictionary(move => move.Id, move => move.Day);
        Assert.InRange(silent.Count, Customers * 0.015, Customers * 0.035);
        foreach (var (name, column) in new[] { ("usage", "usage_date"), ("orders", "order_date"),
            ("interactions", "date"), ("tickets", "opened_on") })
            Assert.All(
                files.Rows(name).Where(row => silent.ContainsKey(row["customer_id"])),
                row => Assert.True(string.CompareOrdinal(row[column], silent[row["customer_id"]]) < 0));
    }

    [Fact]
    public void Twins_share_their_tax_number_with_the_customer_that_the_truth_names()
    {
        var files = Write("b2b-saas");
        var numbers = files.Rows("customers").Select(row => (Id: row["customer_id"], Tax: row["tax_number"]))
            .Distinct().ToDictionary(row => row.Id, row => row.Tax);
        var twins = files.Truth.Rows.Where(row => row["twin_of"].Length > 0).ToArray();
        Assert.Equal(Customers / 100, twins.Length);
        Assert.All(twins, row => Assert.Equal(numbers[row["twin_of"]], numbers[row["customer_id"]]));
        Assert.Equal(Customers - twins.Length, numbers.Values.Distinct().Count());
    }

    [Fact]
    public void Personas_pick_their_benefit_and_those_who_leave_recommend_less()
    {
        var files = Write("contractual");
        var truth = files.Truth.ById();
        var surveys = files.Rows("surveys").ToArray();
        var benefits = files.Business.Kind.Personas.ToDictionary(persona => persona.Name, persona => persona.Benefit);
        var picks = surveys.Where(row => row["survey"] == "benefit").ToArray();
        // Seven in ten pick their own; of the others one in four does by chance.
        var own = picks.Count(row => benefits[truth[row["customer_id"]]["persona"]] == row["answer"]);
        Assert.Equal(0.775, (double)own / picks.Length, 0.05);
        var scores = surveys.Where(row => row["survey"] == "nps")
            .ToLookup(row => truth[row["customer_id"]]["state"], row => row.Whole("score"));
        Assert.True(scores["alive"].Average() > scores["left"].Average() + 1);
    }

    [Theory]
    [InlineData("b2b-saas")]
    [InlineData("e-commerce")]
    [InlineData("contractual")]
    public void Who_names_its_benefit_three_times_or_more_names_that_of_the_truth_most_often(string kind)
    {
        var files = Write(kind);
        var truth = files.Truth.ById();
        var named = files.Rows("surveys").Where(row => row["survey"] == "benefit")
            .GroupBy(row => row["customer_id"], row => row["answer"]).Where(picks => picks.Count() >= 3).ToArray();
        Assert.InRange(named.Length, Customers * 0.2, Customers);
        var right = named.Count(picks =>
            picks.CountBy(pick => pick).MaxBy(pick => pick.Value).Key == truth[picks.Key]["benefit"]);
        Assert.InRange((double)right / named.Length, 0.9, 1);
    }

    [Fact]
    public void Some_accounts_jump_from_lead_to_churned_to_onboarding_on_the_days_that_the_truth_says()
    {
        var files = Write("b2b-saas");
        var told = Enumerable.Range(0, Imports).Select(import =>
            CsvTable.Read(Path.Combine(files.Import(import), "customers.csv")).ById()).ToArray();
        var jumpers = files.Truth.Rows
            .Where(row => row["moves"].Contains("journey:", StringComparison.Ordinal)).ToArray();
        Assert.InRange(jumpers.Length, Customers * 0.01, Customers * 0.02);
        Assert.All(jumpers, row =>
        {
            var days = SampleFiles.Moves(row).Select(move => (move.What, Day(move.Day))).ToArray();
            var (id, jumped) = (row["customer_id"], days[0].Item2);
            Assert.Equal([("lead>churned", jumped), ("churned>onboarding", jumped.AddMonths(1))], days);
            var first = jumped.Month;
            Assert.Equal(
                ["lead", "churned", "onboarding"],
                new[] { told[0], told[first], told[first + 1] }.Select(import => import[id]["status"]));
        });
        Assert.All(
            files.Rows("customers").Where(row => row["status"] is "lead" or "onboarding"),
            row => Assert.Contains(jumpers, jumper => jumper["customer_id"] == row["customer_id"]));
    }

    public void Dispose() => _files?.Dispose();

    private static void AssertMean(SampleFiles files, string column, double expected, double within) =>
        Assert.Equal(1, (double)files.Truth.Rows.Average(row => row.Exact(column)) / expected, within);

    private static void AssertShare(IEnumerable<CsvTable.Row> rows, string persona, int percent) =>
        Assert.Equal(percent / 100.0, rows.Average(row => row["persona"] == persona ? 1.0 : 0), 0.04);

    private static DateOnly LastDay(CsvTable.Row truth) => SampleFiles.Moves(truth)
        .Where(move => move.What == "silent").Select(move => Day(move.Day))
        .Append(truth["left_on"].Length > 0 ? Day(truth["left_on"]) : End).Min();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private SampleFiles Write(string kind) =>
        _files = new SampleFiles(new SampleBusiness(BusinessKinds.Of(kind), Customers, Imports, Seed: 3));
}
