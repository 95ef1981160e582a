using System.Text.Json.Nodes;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

/// <summary>What a run says of schemes whose definition changed.</summary>
public sealed class SchemeChangesTests
{
    [Fact]
    public async Task A_changed_scheme_is_told_with_both_sizes_and_the_same_when_it_is_repeated()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var run = await DeployAsync(shop, Some.Grid.Replace("f >= 2", "f >= 3", StringComparison.Ordinal));
        var name = TransitionFile.Summary(run);
        var bytes = shop.Folder.Data.Read(name);
        var data = JsonNode.Parse(Assert.Single(shop.Folder.Data.Lines(name)))!["data"]!;
        Assert.Equal(
            ("definition-change", 3, 3),
            ((string)data["cause"]!, (int)data["version"]!, (int)data["previousVersion"]!));
        var segments = data["segments"]!.AsArray();
        Assert.Equal(6, segments.Sum(segment => (int)segment!["customers"]!));
        Assert.Equal(6, segments.Sum(segment => (int)segment!["previousCustomers"]!));
        Assert.Contains(segments, segment => (int)segment!["customers"]! != (int)segment["previousCustomers"]!);
        var report = Json.Read<RunReport>(shop.Folder.Data, RunStore.Name(run, RunReport.File));
        Assert.Equal([new DefinitionChange("rfm", 3, 3)], report.DefinitionChanges);

        await shop.Spine.Get<CloseRun>().RunAsync(run, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, shop.Folder.Data.Read(name));
    }

    [Fact]
    public async Task A_comment_an_owner_or_another_file_changes_no_scheme()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var run = await DeployAsync(shop, Some.Grid + "\nowner: ana # asks the questions\n");
        Assert.Empty(shop.Folder.Data.Lines(TransitionFile.Summary(run)));
    }

    /// <summary>Makes definitions with this scheme live, and scores their run.</summary>
    private static async Task<int> DeployAsync(Shop shop, string grid)
    {
        var workspaces = shop.Spine.Get<WorkspaceStore>();
        var files = workspaces.Live!.Files.ToDictionary(StringComparer.Ordinal);
        files["schemes/rfm.yaml"] = System.Text.Encoding.UTF8.GetBytes(grid);
        var version = workspaces.Keep(WorkspaceFolder.Read(files));
        workspaces.Use(
            new Deployment(version, DateTimeOffset.UnixEpoch, Deployment.Deploy));
        var step = await shop.Spine.Get<GoLive>().PlanAsync(version, null, TestContext.Current.CancellationToken);
        Assert.False(step.Rereads);
        var run = await shop.Spine.TakeAsync(step.Run);
        await shop.Spine.ScoreAsync(run);
        return run;
    }
}
