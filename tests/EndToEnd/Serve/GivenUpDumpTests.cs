using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace EndToEnd.Serve;

/// <summary>A dump whose import cannot be started is told, and is taken when it can be.</summary>
public sealed class GivenUpDumpTests
{
    private const string Rejected = "segmentation.import.rejected.v1";

    private static readonly TimeSpan Reconciliation = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_dump_that_was_given_up_is_shown_and_announced_and_taken_by_the_next_reconciliation()
    {
        var clock = new FastClock();
        await using var app = await RunningApp.StartAsync(Shop.Workspace, clock);
        await RunningApp.UntilAsync(
            () => Task.FromResult(app.Gates.Calls(nameof(Reconcile))), calls => calls > 0);
        var reconciliation = app.Gates.Hold(nameof(Reconcile), isAfter: false);
        app.Gates.Fail(nameof(DumpArrived));
        app.Folder.Write("data/dumps/inbox/orders.csv", Shop.Orders("2024-01-20", 10, "a"));

        var row = Assert.Single((await app.ImportsAsync(1, "rejected")).Items);
        Assert.Contains(
            "dumps/inbox/orders.csv: its import could not be started", row.GetProperty("error").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("", row.GetProperty("folder").GetString());
        var listed = Command.Done("imports", row.GetProperty("import").GetString()!, "--data", app.Data).Output;
        Assert.Contains(row.GetProperty("error").GetString()!, listed, StringComparison.Ordinal);
        var messages = await RunningApp.UntilAsync(() => Task.FromResult(app.Messages()), sent => sent.Length > 0);
        Assert.Equal(Rejected, Assert.Single(messages).GetProperty("type").GetString());

        reconciliation.Open();
        clock.Jump(Reconciliation);
        await app.ImportsAsync(1, "accepted");
        await app.ImportsAsync(1, "rejected");
    }
}
