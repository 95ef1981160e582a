using Segmentation.Cli.Export;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace EndToEnd.Export;

/// <summary>A base that is exported, imported elsewhere with another number of shards, and exported again.</summary>
internal sealed class RoundTrip : IDisposable
{
    private readonly TempFolder _folder = new();

    private RoundTrip()
    {
    }

    public TempFolder Folder => _folder;

    /// <summary>What came of the import of the export.</summary>
    public Receipt Receipt { get; private set; } = null!;

    /// <summary>How far an export was when it told last, by stage.</summary>
    public Dictionary<string, StageProgress> Progress { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes the way to and fro.</summary>
    /// <param name="workspace">The folder of definitions, told the folder of the test.</param>
    /// <param name="asOf">The as-of day of both runs.</param>
    /// <param name="imports">The folders or files of dumps, oldest first, told the folder of the test.</param>
    public static async Task<RoundTrip> OfAsync(
        Func<TempFolder, string> workspace, DateOnly asOf, Func<TempFolder, IEnumerable<string>> imports)
    {
        var trip = new RoundTrip();
        var definitions = WorkspaceFolder.Read(workspace(trip._folder), "workspace");
        await trip.RunAsync("first", definitions, shards: 3, asOf, imports(trip._folder));
        var exported = WorkspaceFolder.Read(trip._folder["first/export/workspace"], "workspace");
        trip.Receipt = await trip.RunAsync("second", exported, shards: 2, asOf, [trip._folder["first/export/dumps"]]);
        return trip;
    }

    /// <summary>The files of an export, but for the as-of day and the hashes, which the files have.</summary>
    public SortedDictionary<string, string> Exported(string name) => Pipeline.FilesOf(_folder[$"{name}/export"]);

    /// <summary>What a run says.</summary>
    public RunReport Report(string name) =>
        new RunStore(new DataFolder(_folder[$"{name}/data"])).Report(1);

    /// <summary>The results of both runs are the same, and so are the files of both exports.</summary>
    public void AssertSame()
    {
        Assert.Equal(_folder.Text("first/out/customers.csv"), _folder.Text("second/out/customers.csv"));
        Assert.Equal(Exported("first"), Exported("second"));
        Assert.All(Receipt.Files, file => Assert.Equal(
            (0, 0, 0, 0, 0),
            (file.Ledger.Blank, file.Ledger.Filtered, file.Ledger.Rejected, file.Ledger.Duplicate,
                file.Ledger.Superseded)));
        Assert.Equivalent(
            Report("first").Schemes.Select(scheme => scheme.Segments),
            Report("second").Schemes.Select(scheme => scheme.Segments), strict: true);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Receipt> RunAsync(
        string name, Workspace workspace, int shards, DateOnly asOf, IEnumerable<string> imports)
    {
        var data = new DataFolder(_folder[$"{name}/data"]);
        var settings = new Settings
        {
            Shards = shards,
            Parallelism = 2,
            ChunkBytes = 1 << 16,
            Exports = name == "first",
        };
        await using var spine = await PlainSpine.OpenAsync(data, workspace, settings);
        string? import = null;
        foreach (var folder in imports)
        {
            var outcome = await spine.ImportAsync(folder);
            Assert.Null(outcome.Fault);
            import = outcome.Import;
        }

        await spine.RunAsync(new RunRequest { AsOf = asOf, Output = _folder[$"{name}/out"] });
        var store = spine.Get<BaseStore>();
        new BaseExport(
            store, store.Existing(), workspace, new DataFolder(_folder[$"{name}/export"]), settings,
            new Stages(TimeProvider.System, progress => Progress[progress.Stage] = progress)).Write(asOf);
        return Segmentation.Functions.Hosting.Json.Read<Receipt>(data, Receipts.Name(import!, "json"));
    }
}
