using System.Globalization;
using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Dumps;
using Segmentation.Engine.Tests.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Lifetime;

/// <summary>Contracts from rows to what models tell of customers.</summary>
public sealed class ContractMeasureTests
{
    private const string Sources = """
        streams:
          contracts:
            file: contracts.csv
            customer: customer
            time: start
            fields: { ended: date, plan: text, monthly: money }
        """;

    private const string Measures = """
        renews: { value: "p_renew(contracts, ends: ended, period: 30d)" }
        renews_in_plan: { value: "p_renew(contracts, ends: ended, period: 30d, by: plan)" }
        renews_in_year: { value: "p_renew(contracts, ends: ended, period: 30d, by: year)" }
        rest:
          value: "remaining_value(contracts.monthly, ends: ended, period: 30d, horizon: 90d, discount: 0% per 30d)"
        """;

    private static readonly int AsOf = new DateOnly(2026, 1, 1).DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(33, 0)]
    [InlineData(34, 1)]
    [InlineData(63, 1)]
    [InlineData(64, 2)]
    [InlineData(99, 3)]
    [InlineData(int.MaxValue, 71_582_788)]
    public void A_renewal_counts_when_a_tenth_of_the_next_period_is_over(int days, int renewals) =>
        Assert.Equal(renewals, Tenures.Renewals(days, 30));

    [Fact]
    public void Contracts_that_overlap_or_follow_at_once_are_one_tenure()
    {
        var (plan, shard) = Read("""
            A,2025-01-01,2025-03-02,basic,10
            A,2025-03-03,2025-06-01,pro,10
            A,2025-05-01,,pro,20
            B,2025-01-01,2025-02-10,basic,10
            B,2025-08-01,2025-08-10,pro,10
            C,2025-11-01,2026-05-01,,5
            D,2026-01-02,,basic,5
            """);

        var tenures = new PurchaseReading(plan).Tenures(shard, plan.Lifetimes[1], AsOf);

        Assert.Equal([12, -1, 1, -1], tenures.Survived);
        Assert.Equal<IEnumerable<string?>>(["basic", null, null, null], tenures.Cohort);
        Assert.Equal(
            [new(12, false, "basic"), new(1, true, "basic"), new(0, true, "pro"), new(1, false, null)], tenures.All);
        // Of those that run, one ends behind the as-of day.
        Assert.Equal([20, 0, 5, 0], new PurchaseReading(plan).Tenures(shard, plan.Lifetimes[3], AsOf).Amount);
    }

    [Fact]
    public void A_contract_without_a_first_day_is_passed_over()
    {
        var (plan, shard) = Read("""
            A,2025-01-01,,basic,10
            A,2025-11-01,,pro,10
            B,2025-01-01,2025-03-01,basic,10
            """);
        var days = ((DateColumn)shard.Find("contracts")!.Column(shard.Find("contracts")!.Layout.Day)).Values;
        (days[0], days[2]) = (DateColumn.Null, DateColumn.Null);
        for (var call = 0; call < 4; call++)
        {
            var tenures = new PurchaseReading(plan).Tenures(shard, plan.Lifetimes[call], AsOf);
            Assert.Equal([1, -1], tenures.Survived);
            Assert.Equal(new(1, false, call switch { 1 => "pro", 2 => "2025", _ => null }), Assert.Single(tenures.All));
        }
    }

    [Fact]
    public void Only_so_many_cohorts_have_a_model_and_it_is_said_when_there_are_more()
    {
        // The first 20 cohorts have one contract each, the others two.
        var all = Enumerable.Range(0, 120).SelectMany(cohort => Enumerable.Range(0, cohort < 20 ? 1 : 2)
            .Select(i => new Tenure((cohort + i) % 4, cohort % 3 > 0, $"c{cohort:000}"))).ToArray();
        var learned = ContractLearner.Learn(
            new ModelKey(ModelKey.Sbg, "contracts", null, null), 1, new DateOnly(2026, 1, 1),
            [Tenures.Of(0) with { All = all }]);
        Assert.Equal(
            [null, .. Enumerable.Range(20, ContractLearner.MostCohorts).Select(cohort => $"c{cohort:000}")],
            learned.Cohorts!.Select(cohort => cohort.Cohort));
        Assert.Contains(
            "there are 120 cohorts: the 100 largest are looked at, the others go by all together; choose a field with "
            + "fewer values for by:", learned.Warnings);
        Assert.Equal(learned.Cohorts![0], learned.CohortOf("c000"));
    }

    [Fact]
    public void A_large_cohort_has_its_own_model_and_a_small_one_goes_by_all()
    {
        var (plan, shard) = Read(Planted(400));
        var models = Learn(plan, shard);

        var measured = plan.Compute(shard, AsOf, models);

        var (all, plans) = (models.All[0].Cohorts![0], models.All[1].Cohorts!);
        Assert.Equal([null, "basic", "pro", "rare"], plans.Select(cohort => cohort.Cohort));
        Assert.Equal([null, null, null, "5 contracts; a model needs 100"], plans.Select(cohort => cohort.Why));
        Assert.Equal(all.Model, plans[0].Model);
        // The share that renewed, of those whose first period is over.
        var over = new PurchaseReading(plan).Tenures(shard, plan.Lifetimes[0], AsOf).All
            .Where(tenure => tenure.Ended || tenure.Survived > 0).ToArray();
        Assert.Equal(over.Count(tenure => tenure.Survived > 0) / (double)over.Length, all.Curve[0].Survival, 1e-12);
        Assert.Contains("1 of 3 cohorts have too few contracts or ends and go by all together", models.All[1].Warnings);
        var tenures = new PurchaseReading(plan).Tenures(shard, plan.Lifetimes[1], AsOf);
        for (var row = 0; row < tenures.Survived.Length; row++)
        {
            var (survived, own) = (tenures.Survived[row], Value(measured, 1, row));
            if (survived == Tenures.None)
            {
                Assert.Null(own);
                Assert.Null(Value(measured, 3, row));
                continue;
            }

            var model = plans.FirstOrDefault(cohort => cohort.Cohort == tenures.Cohort[row])?.Model ?? all.Model!;
            Assert.Equal(all.Model!.Renewal(survived), Value(measured, 0, row));
            Assert.Equal(model.Renewal(survived), own);
            var (one, two, three) = (all.Model.Renewal(survived), all.Model.Renewal(survived + 1),
                all.Model.Renewal(survived + 2));
            Assert.Equal(10 * (one + one * two + one * two * three), Value(measured, 3, row)!.Value, 1e-9);
        }
    }

    [Fact]
    public void Too_few_contracts_go_by_the_share_that_renewed()
    {
        var (plan, shard) = Read("""
            A,2025-11-01,,basic,10
            B,2025-01-01,2025-02-10,basic,10
            """);
        var models = Learn(plan, shard);
        Assert.Equal((LearnedModel.Naive, "2 contracts; a model needs 100"), (models.All[0].Status, models.All[0].Why));
        // Two renewals of A's, one of B's, and the end of B's.
        Assert.Equal(2 / 3.0, Value(plan.Compute(shard, AsOf, models), 0, 0));
        Assert.Equal(2 / 3.0 + 4 / 9.0 + 8 / 27.0, Value(plan.Compute(shard, AsOf, models), 3, 0)!.Value / 10, 1e-9);
        Assert.Null(Value(plan.Compute(shard, AsOf), 0, 0));
    }

    [Theory]
    [InlineData("p_renew(contracts, period: 30d)", "p_renew without ends; expected the field with the day")]
    [InlineData("p_renew(contracts, ends: ended)", "p_renew without period; expected after how long")]
    [InlineData("p_renew(contracts, ends: ende, period: 30d)", "unknown name 'ende'")]
    [InlineData("p_renew(contracts, ends: plan, period: 30d)", "expected a date")]
    [InlineData("p_renew(contracts, ends: ended, period: 30d, horizon: 30d)", "unknown argument 'horizon' of p_renew")]
    [InlineData("remaining_value(contracts.monthly, ends: ended, period: 30d)", "remaining_value without horizon")]
    [InlineData(
        "remaining_value(contracts.monthly, ends: ended, period: 91d, horizon: 90d)",
        "the horizon '90d', in which no period of 91d ends; expected 91d or more")]
    [InlineData("remaining_value(contracts, ends: ended, period: 30d, horizon: 90d)", "expected an amount of a stream")]
    public void What_is_wrong_is_said_with_its_place(string expression, string message)
    {
        var problems = new Problems();
        MeasurePlan.Bind(MeasuredDump.WorkspaceOf(Sources, $"a: {{ value: \"{expression}\" }}"), problems);
        Assert.Contains(message, Assert.Single(problems.All).ToString());
    }

    private static double? Value(MeasuredShard measured, int measure, int row) =>
        ((NumberColumn)measured.Measures[measure]).Values[row] is var value && double.IsNaN(value) ? null : value;

    private static LifetimeModels Learn(MeasurePlan plan, Shard shard) => new([.. plan.Lifetimes
        .DistinctBy(call => call.Keys.Single())
        .Select(call => ContractLearner.Learn(
            call.Keys.Single(), 1, new DateOnly(2026, 1, 1), [new PurchaseReading(plan).Tenures(shard, call, AsOf)]))]);

    private static (MeasurePlan Plan, Shard Shard) Read(string rows)
    {
        var workspace = MeasuredDump.WorkspaceOf(Sources, Measures);
        var stream = workspace.Streams.First();
        var reading = Reading.Of("customer,start,ended,plan,monthly\n" + rows + "\n", stream, workspace);
        Assert.Empty(reading.Rejections);
        var layout = RowLayout.Of(stream);
        var table = TableMerge.Merge(layout, [.. reading.Parsed.Select(parsed => parsed.Accepted)], TimeZoneInfo.Utc);
        var problems = new Problems();
        var plan = MeasurePlan.Bind(workspace, problems);
        Assert.Empty(problems.All);
        return (plan!, new Shard(new Dictionary<string, (RowLayout, Table)> { [stream.Name] = (layout, table) }));
    }

    // Each contract ends after a period with a chance of its own, smaller with plan pro.
    private static string Planted(int count)
    {
        var random = new Random(9);
        var rows = new StringBuilder();
        for (var row = 0; row < count; row++)
        {
            var plan = row < 5 ? "rare" : row % 2 == 0 ? "basic" : "pro";
            var leaves = Math.Pow(random.NextDouble(), plan == "pro" ? 4 : 2);
            var start = new DateOnly(2023, 1, 1).AddDays(random.Next(0, 1000));
            var periods = 1;
            while (random.NextDouble() >= leaves && periods < 60)
                periods++;
            var end = start.AddDays(30 * periods);
            var ended = end < new DateOnly(2026, 1, 1) ? end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            rows.Append(CultureInfo.InvariantCulture, $"C{row:0000},{start:yyyy-MM-dd},{ended},{plan},10\n");
        }

        return rows.ToString().TrimEnd();
    }
}
