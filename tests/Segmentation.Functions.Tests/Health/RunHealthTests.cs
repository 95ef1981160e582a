using System.Text;
using EndToEnd;
using Segmentation.Functions.Health;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Health;

public sealed class RunHealthTests
{
    private const string Clusters = """
        scheme: personas
        version: 1
        kind: clusters
        features: { arr: { scale: none }, silent: {} }
        clusters: 2..3
        missing: unknown
        segments: [{ id: everyone }, { id: unknown }]

        """;

    [Fact]
    public async Task A_base_that_shifts_is_to_be_watched_and_then_reviewed_and_one_that_does_not_is_stable()
    {
        await using var population = await Population.OpenAsync();
        var first = (await population.RunAsync(Population.Customers(1))).Health!;
        Assert.Equal("stable: there is nothing to compare with yet", first.Reason);
        Assert.All(first.Schemes, scheme => Assert.Null(scheme.Baseline));
        Assert.All(first.Schemes, scheme => Assert.Null(scheme.SegmentShift));

        var same = (await population.RunAsync(Population.Customers(2))).Health!;
        Assert.Equal("stable: nothing has shifted since 2026-03-02", same.Reason);
        Assert.Equal("stable. Nothing has shifted since 2026-03-02.", same.Summary);

        var touch = Touch(await population.RunAsync(Population.Customers(3, times: 3, share: 0.25)));
        Assert.Equal("watch", touch.Verdict);
        Assert.Matches(
            @"^watch: touch: since 2026-03-02, (arr has shifted \(PSI 0\.\d\d\)|.* of customers.*; arr has shifted)",
            touch.Reason);
        Assert.Equal((1, new DateOnly(2026, 3, 2), 600L), (
            touch.Baseline!.Run, touch.Baseline.AsOf, touch.Baseline.Customers));

        var report = await population.RunAsync(Population.Customers(4, times: 2));
        Assert.Equal(("refit", "refit"), (report.Health!.Verdict, Touch(report).Verdict));
        Assert.Contains("arr has shifted (PSI ", report.Health.Reason, StringComparison.Ordinal);
        Assert.EndsWith(". Review its definition", report.Health.Reason, StringComparison.Ordinal);
        Assert.StartsWith("review. touch: since 2026-03-02, ", report.Health.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("PSI", report.Health.Summary, StringComparison.Ordinal);
        // Nothing of what the other scheme looks at has changed.
        var areas = report.Health.Schemes[0];
        Assert.Equal("stable: areas: nothing has shifted since 2026-03-02", areas.Reason);
        Assert.Equal(["region", "silent"], areas.Measures.Select(measure => measure.Name));
    }

    [Fact]
    public async Task A_changed_definition_and_a_refit_that_was_asked_for_begin_anew()
    {
        await using var population = await Population.OpenAsync();
        await population.RunAsync(Population.Customers(1));
        Assert.Equal(1, Touch(await population.RunAsync()).Baseline!.Run);
        var workspaces = population.Spine.Get<WorkspaceStore>();
        workspaces.Use(workspaces.Keep(Population.Definitions(
            "schemes/touch.yaml",
            Population.Touch.Replace("700", "710", StringComparison.Ordinal))));
        var changed = await population.RunAsync();
        Assert.Null(Touch(changed).Baseline);
        Assert.Equal(1, changed.Health!.Schemes[0].Baseline!.Run);
        Assert.Equal(3, Touch(await population.RunAsync()).Baseline!.Run);

        Assert.All(
            (await population.RunAsync(new RunRequest { Refit = true })).Health!.Schemes,
            scheme => Assert.Null(scheme.Baseline));
        Assert.All((await population.RunAsync()).Health!.Schemes, scheme => Assert.Equal(5, scheme.Baseline!.Run));
    }

    [Fact]
    public async Task Learned_segments_are_compared_since_they_were_learned()
    {
        await using var population = await Population.OpenAsync(changed: ["schemes/personas.yaml", Clusters]);
        await population.RunAsync(Population.Customers(1));
        var personas = Personas(await population.RunAsync(Population.Customers(2)));
        Assert.Equal((true, 1), (personas.IsLearned, personas.Baseline!.Run));
        Assert.Equal(["arr", "silent"], personas.Measures.Select(measure => measure.Name));
        var later = await population.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 7, 1) });
        Assert.Null(Personas(later).Baseline);
        Assert.Equal(1, Touch(later).Baseline!.Run);
    }

    [Fact]
    public async Task A_rollback_behind_a_fit_begins_anew_and_its_moves_are_not_expected_again()
    {
        await using var population = await Population.OpenAsync(changed: ["schemes/personas.yaml", Clusters]);
        await population.RunAsync(Population.Customers(1));
        await population.RunAsync(new RunRequest { Refit = true });
        var begun = await population.RunAsync();
        Assert.Equal(2, Personas(begun).Baseline!.Run);
        Assert.All(Touch(begun).Segments, segment => Assert.Null(segment.ExpectedShare));
        var back = await population.RunAsync(new RunRequest { Kind = RunKind.Rollback, Of = 1 });
        Assert.Null(Personas(back).Baseline);
        Assert.Equal(2, Touch(back).Baseline!.Run);
        Assert.All(Touch(back).Segments, segment => Assert.NotNull(segment.ExpectedShare));
        Assert.All(Touch(await population.RunAsync()).Segments, segment => Assert.Null(segment.ExpectedShare));
        // All these runs looked at one day.
        var values = population.Spine.Get<RunHealth>().Find(5)!.Find("touch")!.Values;
        Assert.All(values, series => Assert.Equal(5, Assert.Single(series.Points).Run));
    }

    [Fact]
    public async Task Of_fewer_than_a_hundred_customers_no_edge_and_no_category_is_kept_and_a_hundred_begin_anew()
    {
        await using var population = await Population.OpenAsync();
        string Kept(int run) => Encoding.UTF8.GetString(population.Data.Read(RunStore.Name(run, HealthRecord.File)));
        await population.RunAsync(
            "id,arr,region,seen\na,2000,north,\nb,800,north,\nc,900.25,south,\nd,900.25,south,\n");
        Assert.DoesNotContain("north", Kept(1), StringComparison.Ordinal);
        Assert.All(
            population.Spine.Get<RunHealth>().Find(1)!.Schemes.SelectMany(scheme => scheme.Baseline.Columns),
            column => Assert.Empty(column.Bins.Exact ?? []));
        Assert.Null(Touch(await population.RunAsync(Population.Customers(1))).Baseline);
        Assert.Contains("north", Kept(2), StringComparison.Ordinal);
        Assert.Equal(2, Touch(await population.RunAsync(Population.Customers(2))).Baseline!.Run);
    }

    [Fact]
    public async Task The_first_value_of_an_objective_outlives_a_run_that_does_not_know_it()
    {
        await using var population = await Population.OpenAsync();
        await population.RunAsync("id,arr,region,seen\na,1000,north,\n");
        var unknown = await population.RunAsync("id,arr,region,seen\na,,north,\n");
        Assert.Null(Assert.Single(unknown.Health!.Objectives).Now);
        var known = await population.RunAsync("id,arr,region,seen\na,1200,north,\n");
        var objective = Assert.Single(known.Health!.Objectives);
        Assert.Equal((1200m, 1000m), (objective.Now!.Value, objective.First!.Value));
    }

    [Fact]
    public async Task What_contracts_are_still_worth_is_followed_as_lifetime_value()
    {
        await using var population = await Population.OpenAsync(changed:
        [
            "sources.yaml", """
                customers: { file: "customers*.csv", id: id, fields: { arr: money, region: text, seen: date } }
                streams:
                  contracts:
                    file: contracts.csv
                    customer: customer
                    time: start
                    fields: { ended: date, monthly: money }
                """,
            "measures.yaml", """
                arr: { value: arr }
                region: { value: region }
                silent: { value: days_since(seen) }
                rest: { value: "remaining_value(contracts.monthly, ends: ended, period: 30d, horizon: 90d)" }
                """,
        ]);
        population.Write("contracts.csv", "customer,start,ended,monthly\na,2026-01-01,,100\n");
        var run = (await population.RunAsync("id,arr,region,seen\na,2000,north,\n")).Run;
        var high = population.Spine.Get<RunHealth>().Find(run)!.Find("touch")!.Values[0];
        Assert.NotNull(Assert.Single(high.Points).Lifetime);
    }

    [Fact]
    public async Task Moves_worth_and_objectives_are_followed_from_run_to_run()
    {
        await using var population = await Population.OpenAsync();
        const string Header = "id,arr,region,seen\n";
        await population.RunAsync($"{Header}a,2000,north,\nb,800,north,\nc,900,south,\nd,100,south,\n");
        await population.RunAsync($"{Header}a,2000,north,\nb,1600,north,\nc,900,south,\nd,100,south,\ne,50,south,\n");
        var report = await population.RunAsync(
            $"{Header}a,1600,north,\nb,1600,north,\nc,900,south,\nd,100,south,\ne,1550,south,\n");
        var record = population.Spine.Get<RunHealth>().Find(report.Run)!.Find("touch")!;
        Assert.Equal(
            [
                new MigrationCell("high", "high", 2, 1), new MigrationCell("mid", "mid", 1, 1),
                new MigrationCell("low", "high", 1, 0.5), new MigrationCell("low", "low", 1, 0.5),
            ],
            record.Migration);
        Assert.Equal(
            [new SegmentFlow("low", "high", 1), new SegmentFlow("mid", "high", 1)], record.Flows);
        Assert.Equal(
            [(1, 1L, 2000m), (2, 2, 1800m), (3, 3, 1583.333333m)],
            record.Values[0].Points.Select(point => (point.Run, point.Customers, point.Value!.Value)));
        // In the run before, one of two left mid for high, and low kept its one customer.
        Assert.Equal(
            [0.6, 0.2, 0.2], Touch(report).Segments.Select(segment => segment.Share));
        Assert.Equal(
            [0.5, 0.1, 0.4], Touch(report).Segments.Select(segment => segment.ExpectedShare!.Value));
        Assert.Equal("there are too few customers to tell of shifts", report.Health!.Reason["stable: ".Length..]);

        var objective = Assert.Single(report.Health.Objectives);
        Assert.Equal((1150m, 950m), (objective.Now!.Value, objective.First!.Value));
        Assert.Equal(
            "arr is 1,150, 950 on 2026-03-02; it needs +84.1584 a month to be 2,000 by 2027-01-01, and made +3,000",
            objective.Text);
        Assert.True(objective.IsOnPace);
        Assert.Equal(
            new DateOnly(2026, 4, 1), Touch(report).Review!.Due);
    }

    [Theory]
    [InlineData("id,arr,region,seen\n")]
    [InlineData("id,arr,region,seen\na,100,north,2026-01-01\n")]
    [InlineData("id,arr,region,seen\na,,,\nb,,,\nc,,,\n")]
    public async Task Nobody_one_customer_and_nothing_but_nulls_are_stable(string customers)
    {
        await using var population = await Population.OpenAsync();
        await population.RunAsync(customers);
        var report = await population.RunAsync();
        Assert.Equal("stable", report.Health!.Verdict);
        Assert.DoesNotContain(
            "NaN", Encoding.UTF8.GetString(population.Data.Read(RunStore.Name(report.Run, RunReport.File))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_and_seven_shards_give_the_same_bytes()
    {
        var files = new List<(string Report, string Health)>();
        foreach (var shards in new[] { 1, 7 })
        {
            await using var population = await Population.OpenAsync(shards);
            await population.RunAsync(Population.Customers(1));
            var run = (await population.RunAsync(Population.Customers(2, times: 1.3))).Run;
            string Text(string file) => Encoding.UTF8.GetString(population.Data.Read(RunStore.Name(run, file)));
            files.Add((Text(RunReport.File), Text(HealthRecord.File)));
        }

        Assert.Contains("\"psi\"", files[0].Report, StringComparison.Ordinal);
        Assert.Equal(files[0], files[1]);
    }

    private static SchemeHealth Personas(RunReport report) =>
        report.Health!.Schemes.Single(scheme => scheme.Scheme == "personas");

    private static SchemeHealth Touch(RunReport report) =>
        report.Health!.Schemes.Single(scheme => scheme.Scheme == "touch");
}
