using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>The run that shows definitions which went live.</summary>
public sealed class GoLiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_nobody_asked_for_before_the_process_ended_is_asked_for_once()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var (workspaces, live) = (shop.Spine.Get<WorkspaceStore>(), shop.Spine.Get<GoLive>());
        var files = workspaces.Live!.Files.ToDictionary(StringComparer.Ordinal);
        files["schemes/rfm.yaml"] = [.. files["schemes/rfm.yaml"], .. "\n# edited"u8];
        var version = workspaces.Keep(WorkspaceFolder.Read(files));
        var ended = await live.PlanAsync(version, null, Cancel);
        Assert.True(workspaces.TryUse(ended.Deployment, workspaces.Current));

        var day = new DateOnly(2026, 7, 1);
        var run = await live.RunAsync(await live.PlanAsync(version, day, Cancel), Cancel);
        Assert.Equal((2, day, version), (run.Run, run.Asked.AsOf, run.Asked.Workspace));
        Assert.Equal(2, (await live.RunAsync(await live.PlanAsync(version, null, Cancel), Cancel)).Run);
    }
}
