using Azure.Data.Tables;
using EndToEnd;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Runs;
using static Segmentation.Functions.Tests.Runs.HeldBusiness;

namespace Segmentation.Functions.Tests.Results;

/// <summary>What people see of holds, and of what persons set.</summary>
public sealed class SettledResultTests : IDisposable
{
    private static readonly Override Set =
        new("b", "live", "asleep", "Moved away.", "ann", new DateOnly(2026, 9, 1));

    private readonly HeldBusiness _business = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_tells_what_the_definition_says_until_when_it_is_held_and_what_a_person_set()
    {
        await using var spine = await HeldAsync();
        var (_, results) = await spine.Get<CustomerResults>().ReadAsync(["a", "b", "c"], Cancel);
        var live = results.Select(visible => visible.Result!.Segments["live"]).ToArray();
        Assert.Equal(
            new StoredSegment("awake", 1, live[0].Scores, null, "asleep", new DateOnly(2026, 8, 20), null), live[0]);
        Assert.Equal(
            new StoredSegment(
                "asleep", 2, live[1].Scores, null, "awake", null,
                new SetSegment("asleep", "Moved away.", "ann", Set.Expires) { ConflictRuns = 1 }),
            live[1]);
        Assert.Equal(new StoredSegment("awake", 1, live[2].Scores), live[2]);
    }

    [Fact]
    public async Task Only_rows_of_whom_something_changed_are_written()
    {
        await using var spine = await HeldAsync();
        await _business.RunAsync(spine, "2026-05-01", [Set], Orders("2026-04-20", ("d", 1)));
        await _business.RunAsync(spine, "2026-05-01", [Set with { Reason = "Away." }], Orders("2026-04-20", ("e", 1)));
        var (_, results) = await spine.Get<CustomerResults>().ReadAsync(["b"], Cancel);
        Assert.Equal(("Away.", 3L), (
            results[0].Result!.Segments["live"].Override!.Reason,
            results[0].Result!.Segments["live"].Override!.ConflictRuns));
        var rows = spine.Get<TableServiceClient>().GetTableClient("segments")
            .QueryAsync<CustomerRow>("Run eq 4", cancellationToken: Cancel);
        var written = new List<string>();
        await foreach (var row in rows)
            written.Add(row.Customer == "" ? row.RowKey : row.Customer);
        Assert.Equal(["b", "e"], written.Where(row => !row.StartsWith("t~", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task The_report_counts_who_is_held_who_is_set_and_what_has_no_effect()
    {
        await using var spine = await HeldAsync();
        var report = Json.Read<RunReport>(_business.Folder.Data, RunStore.Name(2, RunReport.File));
        var live = report.Schemes.Single(scheme => scheme.Scheme == "live");
        Assert.Equal(new HeldCounts(0, 1, 0), live.Held);
        Assert.Equal((1, 1, 0m), (live.Overridden, live.Conflicts, live.FlapRate));
        Assert.Null(report.Schemes.Single(scheme => scheme.Scheme == "rfm").Held);
        await _business.RunAsync(
            spine, "2026-05-02", [Set, Set with { Segment = "gone", Customer = "a" }, Set with { Scheme = "gone" }],
            Orders("2026-04-20", ("b", 1)));
        Assert.Equal(
            [
                "overrides of 1 customers have no effect: there is no segment 'asleep' in a scheme 'gone'",
                "overrides of 1 customers have no effect: there is no segment 'gone' in a scheme 'live'",
            ],
            Json.Read<RunReport>(_business.Folder.Data, RunStore.Name(3, RunReport.File)).Warnings
                .Where(warning => warning.StartsWith("overrides", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_explanation_tells_what_holds_what_a_person_set_and_the_way_back()
    {
        await using var spine = await HeldAsync("schemes/after.yaml", After);
        var explain = new ExplainCustomer(_business.Folder.Data);
        var held = explain.Of("a", "live", 2)[0];
        Assert.Equal(new HeldSegment("minimum-stay", new DateOnly(2026, 8, 20), "asleep", null, null), held.Held);
        Assert.Equal(("awake", "asleep"), (held.Segment, held.ModelSegment));
        Assert.Equal("no other segment's condition holds", held.DecidedBy);
        Assert.Equal("awake", held.NearestChange[0].Segment);
        var set = explain.Of("b", "live", 2)[0];
        Assert.Equal(("asleep", "awake", "ann"), (set.Segment, set.ModelSegment, set.Override!.Author));
        Assert.Equal(("override-set", null), (set.Move!.Cause, set.WayBack));
        var after = explain.Of("b", "after", 2)[0];
        Assert.Equal(("no", "no"), (after.Segment, after.ModelSegment));
        // As long as b is set asleep no number brings it back.
        Assert.Equal((0, null), (after.NearestChange.Count, after.WayBack));
    }

    [Fact]
    public async Task The_nearest_way_back_leads_to_the_segment_left()
    {
        await using var spine = await _business.OpenAsync();
        await _business.RunAsync(spine, "2026-02-01", [], Orders("2026-02-01", ("a", 1)));
        await _business.RunAsync(spine, "2026-08-01", [], Orders("2026-07-31", ("b", 1)));
        var explanation = new ExplainCustomer(_business.Folder.Data).Of("a", "live", 2)[0];
        Assert.Equal(("asleep", "awake"), (explanation.Segment, explanation.Move!.From));
        Assert.Equal(new NearestChange("silent", 181L, 90L, "awake"), explanation.WayBack);
    }

    [Fact]
    public void Who_has_no_segment_of_the_definition_is_where_it_says()
    {
        var shard = new ScoredShard(
            Some.Texts("a", "b"), ["live.segment", "live.model"],
            [Some.Column("awake", "awake"), Some.Column(null, "asleep")]);
        var settled = new SettledSegments(shard, "live");
        var none = new Dictionary<(string, string), Override>();
        Assert.Null(settled.Of(0, none));
        Assert.Equal(
            new SettledSegment("awake", "asleep") { By = Engine.Tracking.Holds.HoldKind.Buffer }, settled.Of(1, none));
    }

    public void Dispose() => _business.Dispose();

    /// <summary>Two runs: then a is held awake, b is set asleep, and c is where the definition says.</summary>
    private async Task<PlainSpine> HeldAsync(params string[] changed)
    {
        var spine = await _business.OpenAsync(["schemes/live.yaml", Live + "minimum_stay: P200D\n", .. changed]);
        await _business.RunAsync(
            spine, "2026-02-01", [], Orders("2026-02-01", ("a", 1), ("b", 1), ("c", 1)));
        await _business.RunAsync(spine, "2026-05-10", [Set], Orders("2026-05-09", ("b", 1), ("c", 1)));
        return spine;
    }
}
