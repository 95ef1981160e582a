using Segmentation.Functions.Imports;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace EndToEnd.Serve;

/// <summary>Imports that are committed at any moment of a run are in the last published one.</summary>
public sealed class LostWakeUpTests
{
    private static readonly TimeSpan Reconciliation = TimeSpan.FromMinutes(6);

    [Theory]
    [InlineData(nameof(TakeRun), false, 0)]
    [InlineData(nameof(TakeRun), true, 0)]
    [InlineData(nameof(FreezeRun), false, 0)]
    [InlineData(nameof(FreezeRun), true, 0)]
    [InlineData(nameof(ScoreShard), true, 1)]
    [InlineData(nameof(PublishRun), false, 0)]
    [InlineData(nameof(PublishRun), true, 0)]
    [InlineData(nameof(AnnounceRun), true, 0)]
    [InlineData(nameof(FinishRun), false, 0)]
    [InlineData(nameof(FinishRun), true, 0)]
    // The second look found nothing to do; what is committed now nobody sees before the timer.
    [InlineData(nameof(TakeRun), true, 1)]
    public async Task Two_imports_that_are_committed_while_a_run_stands_still_are_published(
        string function, bool isAfter, int skip)
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        var gate = app.Gates.Hold(function, isAfter, skip);
        DropOrders(app, "a");
        await gate.ReachedAsync();
        DropOrders(app, "b");
        DropOrders(app, "c");
        await app.ImportsAsync(3, "accepted");
        gate.Open();
        clock.Jump(Reconciliation);
        await PublishedAsync(app, baseVersion: 3);
        var found = await app.Api.LookUpAsync(["a", "b", "c"]);
        Assert.All(found, customer => Assert.Equal("small", Shop.SegmentOf(customer, "size")));
        Assert.All(found, customer => Assert.False(customer.GetProperty("stale").GetBoolean()));
    }

    [Theory]
    [InlineData(nameof(CommitBase), false)]
    [InlineData(nameof(CommitBase), true)]
    [InlineData(nameof(SettleImport), false)]
    [InlineData(nameof(StartSegmentation), false)]
    public async Task An_import_that_stands_still_while_a_run_ends_is_published(string function, bool isAfter)
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        DropOrders(app, "a");
        await app.FinishedAsync(1);
        var gate = app.Gates.Hold(function, isAfter);
        DropOrders(app, "b");
        await gate.ReachedAsync();
        var asked = await app.Api.PostAsync("runs", """{"asOf":"2024-02-02"}""");
        Assert.Equal(202, asked.Status);
        await app.FinishedAsync(asked["run"].GetInt32());
        gate.Open();
        await app.ImportsAsync(2, "accepted");
        await PublishedAsync(app, baseVersion: 2);
        Assert.All(
            await app.Api.LookUpAsync(["a", "b"]), customer => Assert.Equal("small", Shop.SegmentOf(customer, "size")));
    }

    [Fact]
    public async Task Two_imports_that_are_merged_at_the_same_time_are_both_in_the_base()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, new FastClock());
        var gate = app.Gates.Hold(nameof(CommitBase), isAfter: false);
        DropOrders(app, "a");
        await gate.ReachedAsync();
        DropOrders(app, "b");
        await app.ImportsAsync(1, "accepted");
        gate.Open();
        await app.ImportsAsync(2, "accepted");
        await PublishedAsync(app, baseVersion: 2);
        Assert.All(
            await app.Api.LookUpAsync(["a", "b"]), customer => Assert.Equal("small", Shop.SegmentOf(customer, "size")));
    }

    private static void DropOrders(RunningApp app, string customer) =>
        app.Drop("delta", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, customer));

    private static Task<Answer> PublishedAsync(RunningApp app, int baseVersion) => RunningApp.UntilAsync(
        () => app.Api.OkAsync("runs"), answer => answer.Items.Any(run =>
            run.GetProperty("isCurrent").GetBoolean() && run.GetProperty("baseVersion").GetInt32() == baseVersion));
}
