using Azure.Data.Tables;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>What commands read, whoever works on it.</summary>
internal sealed class StoredData
{
    /// <summary>Opens it.</summary>
    /// <param name="settings">Where it is.</param>
    /// <exception cref="DefinitionException">When the data folder works on another account.</exception>
    public StoredData(Settings settings)
    {
        (Settings, Folder, Files) = (settings, Path.GetFullPath(settings.Data), Clients.Files(settings));
        DataAccount.Check(Folder, Files);
    }

    /// <summary>Where it is.</summary>
    public Settings Settings { get; }

    /// <summary>The files.</summary>
    public BlobStore Files { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The definitions.</summary>
    public WorkspaceStore Workspaces => new(Files, new Memo());

    /// <summary>The reviews that people recorded.</summary>
    public ReviewBook Reviews => new(Files);

    /// <summary>The runs; null when there are no tables.</summary>
    public RunLedger? Runs() => Tables() is { } tables ? new RunLedger(tables, TimeProvider.System) : null;

    /// <summary>The imports; null when there are no tables.</summary>
    public ImportLedger? Imports() => Tables() is { } tables ? new ImportLedger(tables) : null;

    /// <summary>The segments that persons set; null when there are no tables.</summary>
    public OverrideLedger? Overrides() => Tables() is { } tables ? new OverrideLedger(tables) : null;

    /// <summary>What people say about the segments of customers; null when there are no tables.</summary>
    public StandingVotes? Votes() => Tables() is { } tables
        ? new StandingVotes(
            new FeedbackLedger(tables),
            new PublishedRuns(new RunLedger(tables, TimeProvider.System), new RunStore(Files), new BaseStore(Files)))
        : null;

    /// <summary>Who asked for which scheme; null when there are no tables.</summary>
    public ReadLedger? Reads() => Tables() is { } tables ? new ReadLedger(tables) : null;

    /// <summary>The names of the schemes that nobody asks for; none when there are no tables.</summary>
    public Task<IReadOnlyCollection<string>> UnreadAsync(CancellationToken cancel) => Tables() is { } tables
        ? new SchemeReads(new ReadLedger(tables), new RunLedger(tables, TimeProvider.System), TimeProvider.System)
            .UnreadAsync(cancel)
        : Task.FromResult<IReadOnlyCollection<string>>([]);

    /// <summary>The published run.</summary>
    /// <exception cref="ImportException">When there is none.</exception>
    public async Task<int> PublishedAsync(CancellationToken cancel)
    {
        var published = Runs() is { } runs ? (await runs.PointerAsync(cancel)).Published : 0;
        return published > 0
            ? published
            : throw new ImportException(
                Files.Root, "no run is published yet", "data with a run",
                "run segment run IMPORT first, or name its place with --data or --storage");
    }

    // Reading must not make a file.
    private TableServiceClient? Tables() =>
        Settings.Storage is not null || File.Exists(Path.Combine(Folder, Clients.TablesFile))
            ? Clients.Tables(Settings)
            : null;
}
