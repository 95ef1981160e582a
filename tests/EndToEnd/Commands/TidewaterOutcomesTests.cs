using System.Globalization;
using System.Text.Json;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Commands;

/// <summary>Outcomes and effort of the sample business, against a plain loop over its files.</summary>
public sealed class TidewaterOutcomesTests(TidewaterOutcomesTests.Shown shown)
    : IClassFixture<TidewaterOutcomesTests.Shown>
{
    private static readonly DateOnly AsOf = new(2026, 6, 1);

    [Fact]
    public void Retention_of_the_whole_base_is_what_invoices_and_endings_say()
    {
        var all = shown.Line(null, null);
        var (start, lost, gained) = Retained(shown.Customers);
        Assert.NotEqual(0, gained);
        Assert.Equal(start, all.GetProperty("startingValue").GetDecimal());
        Assert.Equal((start - lost) / start, all.GetProperty("grr").GetDecimal(), 12);
        Assert.Equal((start + gained - lost) / start, all.GetProperty("nrr").GetDecimal(), 12);
        Assert.Equal(
            shown.Customers.Count(row => shown.Ended.Contains(row["customer_id"])),
            all.GetProperty("outcomes").GetProperty("churned").GetProperty("customers").GetInt32());
    }

    [Theory]
    [InlineData("touch", "mid-touch")]
    [InlineData("touch", "no-contract")]
    [InlineData("rfm", "at-risk")]
    public void Retention_of_a_segment_is_that_of_the_customers_that_are_in_it_now(string scheme, string segment)
    {
        var line = shown.Line(scheme, segment);
        var (start, lost, gained) = Retained(shown.Customers.Where(row => row[scheme] == segment));
        Assert.NotEqual(0, start);
        Assert.Equal((start - lost) / start, line.GetProperty("grr").GetDecimal(), 12);
        Assert.Equal((start + gained - lost) / start, line.GetProperty("nrr").GetDecimal(), 12);
    }

    [Fact]
    public void Effort_sums_to_the_minute_for_all_customers_and_over_the_segments_of_each_scheme()
    {
        Assert.Equal(1600 * 60, shown.Customers.Sum(row => row.Whole("effort_budget")));
        foreach (var scheme in new[] { "activity", "renewal", "rfm", "touch" })
        {
            Assert.Equal(1600 * 60, shown.Lines.Where(line => line.GetProperty("scheme").GetString() == scheme)
                .Sum(line => line.GetProperty("minutes").GetInt64()));
        }
    }

    [Fact]
    public void Effort_follows_the_contract_and_is_double_where_it_is_at_risk()
    {
        var weights = shown.Customers.Select(row => row["arr"].Length == 0 ? 0 : row.Exact("arr") * (IsAtRisk(row) ? 2 : 1));
        var (total, minutes) = (weights.Sum(), shown.Customers.Select(row => row.Whole("effort_budget")));
        Assert.All(weights.Zip(minutes), pair => Assert.InRange(
            pair.Second, Math.Floor(pair.First * 96000 / total), Math.Floor(pair.First * 96000 / total) + 1));
    }

    [Fact]
    public void Margin_is_the_value_without_60_for_each_hour_of_service()
    {
        var all = shown.Line(null, null);
        var value = shown.Customers.Where(row => row["arr"].Length > 0).Sum(row => row.Exact("arr"));
        Assert.Equal(
            value - 60 * shown.Customers.Sum(row => row.Exact("hours")), all.GetProperty("margin").GetDecimal());
    }

    [Fact]
    public void The_summary_shows_a_table_of_outcomes() => Assert.Matches(
        @"outcomes since 2025-06-01\n\s+accounts +then +churned +GRR +NRR +margin +hours\n", shown.Output);

    [Fact]
    public void The_card_of_a_segment_tells_what_became_of_its_customers()
    {
        var line = shown.Line("touch", "no-contract");
        var card = Command.Done("explain", "--segment", "no-contract", "--scheme", "touch", "--data", shown.Data).Output;
        foreach (var told in new[]
        {
            "What became of them since 2025-06-01",
            Invariant($"  churned: {shown.Ended.Count:N0} of {line.GetProperty("accounts").GetInt32():N0} customers"),
            Invariant($"  retention of the {line.GetProperty("startingValue").GetDecimal():N0} EUR then: gross 0.0 %"),
            "  effort, as planned: 0.0 hours",
        })
            Assert.Contains(told, card, StringComparison.Ordinal);
    }

    private (decimal Start, decimal Lost, decimal Gained) Retained(IEnumerable<CsvTable.Row> customers)
    {
        var (start, lost, gained) = (0m, 0m, 0m);
        foreach (var id in customers.Select(row => row["customer_id"]))
        {
            var (then, now) = (shown.Billed(id, 730, 365), shown.Billed(id, 365, 0));
            start += then;
            if (then == 0)
                continue;
            lost += shown.Ended.Contains(id) ? then : now > 0 && now < then ? then - now : 0;
            gained += Math.Max(0, now - then);
        }

        return (start, lost, gained);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsAtRisk(CsvTable.Row row) =>
        (row["nps"].Length > 0 && row.Whole("nps") <= 6) || (row["idle_days"].Length > 0 && row.Whole("idle_days") > 45);

    /// <summary>Six hundred accounts, their six months taken as one import.</summary>
    public sealed class Shown : IDisposable
    {
        private const string Customer = "Associated Company IDs";

        private readonly TempFolder _folder = new();
        private readonly Dictionary<string, string> _companies;
        private readonly ILookup<string, (DateOnly Day, decimal Amount)> _invoices;

        public Shown()
        {
            new SampleBusiness(BusinessKinds.Of("tidewater"), Customers: 600, Imports: 6, Seed: 1)
            {
                Shape = Segmentation.Cli.Generate.Planted.Sheets.Shape.HubSpot,
            }.Write(_folder["all"], _ => { });
            Directory.CreateDirectory(_folder["in"]);
            foreach (var file in Directory.GetFiles(_folder["all"], "hubspot*.csv", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(_folder["in"], Path.GetFileName(file)));
            Output = Command.Done(
                "run", _folder["in"], "--workspace", "tidewater", "--data", _folder["data"], "--out", _folder["out"],
                "--as-of", "2026-06-01").Output;
            Customers = CsvTable.Read(_folder["out/customers.csv"]).Rows;
            Lines = [.. Report.Read(_folder["out/report.json"]).GetProperty("outcomes").EnumerateArray()];
            var companies = Rows("companies").ToLookup(row => row["Tax Number"], row => row["Record ID"]);
            _companies = companies.SelectMany(same => same.Distinct().Select(
                id => (id, One: same.Min(StringComparer.Ordinal)!))).ToDictionary();
            _invoices = Rows("invoices").ToLookup(
                Company, row => (Day(row["Invoice date"]), row.Exact("Amount billed")));
            Ended = Rows("subscriptions").Where(row => row["Status"] == "Cancelled"
                && Day(row["Cancellation date"]) > AsOf.AddDays(-365) && Day(row["Cancellation date"]) <= AsOf)
                .Select(Company).ToHashSet();
            // A company with two ids may have another contract that goes on.
            Ended.IntersectWith(Customers.Where(row => row["contracts"] == "0").Select(row => row["customer_id"]));
        }

        public string Output { get; }

        public string Data => _folder["data"];

        internal CsvTable.Row[] Customers { get; }

        public JsonElement[] Lines { get; }

        /// <summary>The accounts whose last contract ended in the year before the as-of day.</summary>
        public HashSet<string> Ended { get; }

        public JsonElement Line(string? scheme, string? segment) => Lines.Single(line =>
            line.GetProperty("scheme").GetString() == scheme && line.GetProperty("segment").GetString() == segment);

        /// <summary>What an account was billed in (as of - from, as of - to].</summary>
        public decimal Billed(string customer, int from, int to) => _invoices[customer]
            .Where(invoice => invoice.Day > AsOf.AddDays(-from) && invoice.Day <= AsOf.AddDays(-to))
            .Sum(invoice => invoice.Amount);

        public void Dispose() => _folder.Dispose();

        /// <summary>The account of a row: companies with one tax number are one, under the smallest id.</summary>
        private string Company(CsvTable.Row row) => _companies.GetValueOrDefault(row[Customer], row[Customer]);

        private IEnumerable<CsvTable.Row> Rows(string sort) => Directory.GetFiles(_folder["in"], $"*-{sort}-*.csv")
            .Order(StringComparer.Ordinal).SelectMany(file => CsvTable.Read(file).Rows);

        private static DateOnly Day(string text) =>
            DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
