using Segmentation.Functions.Exports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Exports;

/// <summary>Files that are made while rows are written, and shown when the run is published.</summary>
public sealed class PrepareFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_files_before_their_run_is_published_and_then_they_are_only_moved()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var shown = Shown(store);
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        Assert.Equal(shown, Shown(store));
        Assert.Equal(["customers.csv", "transitions.ndjson"], store.Folder.Data.Files("runs/2/out"));
        Assert.False(Directory.Exists(store.Folder["out"]));

        // Files that are made are not made again: these bytes are the test's.
        store.Folder.Data.Write("published/next/files/segments.csv", "made"u8.ToArray());
        store.Folder.Data.Write("runs/2/out/customers.csv", "made"u8.ToArray());
        await PublishAsync(store, run);
        Assert.Equal("made", Output(store, "customers.csv"));
        Assert.Equal("made"u8, store.Bytes("segments.csv"));
        Assert.Equal(2, store.Manifest.Run);
        Assert.Equal((await RowAsync(store, run)).PublishedAt, store.Manifest.PublishedAt);
        Assert.False(store.Folder.Data.HasFolder("published/next"));
        Assert.False(store.Folder.Data.HasFolder("runs/2/out"));
    }

    [Fact]
    public async Task Files_that_were_made_ahead_are_those_that_are_made_afterwards()
    {
        await using var ahead = await Store.OpenAsync();
        await using var after = await Store.OpenAsync();
        foreach (var (store, isAhead) in new[] { (ahead, true), (after, false) })
        {
            await store.FirstRunAsync();
            var run = await ScoredAsync(store);
            if (isAhead)
                await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
            await PublishAsync(store, run);
        }

        Assert.Contains("delta/2.csv", ahead.Manifest.Files.Select(file => file.Name));
        Assert.Equal(after.Manifest.Files, ahead.Manifest.Files);
        Assert.All(after.Manifest.Files, file => Assert.Equal(after.Bytes(file.Name), ahead.Bytes(file.Name)));
        foreach (var file in new[] { "customers.csv", "transitions.ndjson", "rejects.csv" })
            Assert.Equal(Output(after, file), Output(ahead, file));
    }

    [Fact]
    public async Task Changes_are_told_of_what_is_shown_when_the_run_is_published()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);

        // What is shown becomes another set, which has no customers to tell changes from.
        var folder = new ExportFolder(store.Folder.Data);
        Assert.True(folder.TryRewrite(file => file.Name == "customers.csv" ? WriteNobody : null));
        await PublishAsync(store, run);
        var delta = store.Manifest.Files.Single(file => file.Name == "delta/2.csv");
        Assert.Equal(store.Rows("customers.csv").Length - 1, delta.Rows);
    }

    [Fact]
    public async Task A_set_that_lacks_a_file_is_made_anew_and_not_taken_for_whole()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        // As a folder is left whose deletion was ended.
        store.Folder.Data.Delete("published/next/files/customers.csv");
        await PublishAsync(store, run);
        Assert.Contains("-7", store.Rows("customers.csv")[1][0], StringComparison.Ordinal);
        Assert.All(store.Manifest.Files, file => Assert.True(new ExportFolder(store.Folder.Data).IsWhole(file)));
    }

    [Fact]
    public async Task What_is_done_again_late_changes_nothing_and_leaves_nothing()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        await store.Spine.ProjectAsync(run);
        await store.Spine.Get<PublishRun>().RunAsync(run, Cancel);
        await store.Spine.Get<WriteExports>().RunAsync(run, Cancel);
        var shown = Shown(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        await store.Spine.Get<WriteExports>().RunAsync(run, Cancel);
        Assert.Equal(shown, Shown(store));
        await store.Spine.Get<FinishRun>().RunAsync(run, Cancel);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        Assert.Equal(shown, Shown(store));
        Assert.False(store.Folder.Data.HasFolder("published/next"));
        Assert.False(store.Folder.Data.HasFolder("runs/2/out"));
    }

    [Fact]
    public async Task Files_that_cannot_be_made_ahead_hold_nothing_up()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var run = await ScoredAsync(store);
        var inTheWay = store.Folder.Write("data/runs/2/out", "no folder");
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        Assert.True(store.Folder.Data.Has("published/next/ready.json"));
        File.Delete(inTheWay);
        await PublishAsync(store, run);
        Assert.Contains("\n-7,", Output(store, "customers.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_run_that_is_given_up_go_with_it()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var shown = Shown(store);
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        await store.Spine.GiveUpAsync(run);
        await store.Spine.Get<FinishRun>().RunAsync(run, Cancel);
        Assert.False(store.Folder.Data.HasFolder("published/next"));
        Assert.False(store.Folder.Data.HasFolder("runs/2/out"));
        Assert.Equal(shown, Shown(store));

        // Nor does a late step of it write anything.
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        Assert.False(store.Folder.Data.HasFolder("published/next"));
    }

    [Fact]
    public async Task A_run_whose_output_cannot_be_written_stays_published_and_is_completed_later()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var run = await ScoredAsync(store);
        await store.Spine.Get<PrepareFiles>().RunAsync(run, Cancel);
        await store.Spine.ProjectAsync(run);
        await store.Spine.Get<PublishRun>().RunAsync(run, Cancel);
        var inTheWay = store.Folder.Write("out", "no folder");
        await Assert.ThrowsAnyAsync<IOException>(() => store.Spine.Get<WriteOutput>().RunAsync(run, Cancel));
        await store.Spine.GiveUpAsync(run);
        await store.Spine.Get<FinishRun>().RunAsync(run, Cancel);
        var row = await RowAsync(store, run);
        Assert.Equal((RunState.Published, "given up"), (row.State, row.Error));

        File.Delete(inTheWay);
        Assert.Equal(
            new TakenRun(run, TakenRun.Relay),
            await store.Spine.Get<TakeRun>().RunAsync(new RunTaker("again", RelayAfter: 0), Cancel));
        await store.Spine.Get<WriteOutput>().RunAsync(run, Cancel);
        Assert.Contains("\n-7,", Output(store, "customers.csv"), StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"-7\"", Output(store, "transitions.ndjson"), StringComparison.Ordinal);
    }

    /// <summary>A second run up to its report, in which a customer moves.</summary>
    private static async Task<int> ScoredAsync(Store store)
    {
        store.Folder.Write("in/more/orders.csv", Store.Orders(("-7", 9)));
        Assert.Null((await store.Spine.ImportAsync(store.Folder["in/more"], delta: true)).Fault);
        var run = await store.Spine.TakeAsync(Store.Request with { Output = store.Folder["out"] });
        await store.Spine.ScoreAsync(run);
        return run;
    }

    private static async Task PublishAsync(Store store, int run)
    {
        await store.Spine.ProjectAsync(run);
        await store.Spine.Get<PublishRun>().RunAsync(run, Cancel);
        await store.Spine.RelayAsync(run);
        await store.Spine.Get<WriteOutput>().RunAsync(run, Cancel);
        await store.Spine.Get<WriteExports>().RunAsync(run, Cancel);
        await store.Spine.Get<FinishRun>().RunAsync(run, Cancel);
    }

    private static long WriteNobody(AppendBytes append)
    {
        append("customer_id\r\n"u8);
        return 0;
    }

    private static string Output(Store store, string file) =>
        File.ReadAllText(Path.Combine(store.Folder["out"], file));

    private static Task<RunRow> RowAsync(Store store, int run) =>
        store.Spine.Get<RunLedger>().GetAsync(run, Cancel);

    private static string[] Shown(Store store) =>
        [.. store.Folder.Data.List(ExportFolder.Latest).Select(file => $"{file.Name} {file.ETag}")];
}
