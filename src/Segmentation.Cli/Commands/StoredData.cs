using Azure.Data.Tables;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>What commands read, whoever works on it.</summary>
/// <param name="settings">Where it is.</param>
internal sealed class StoredData(Settings settings)
{
    /// <summary>The files.</summary>
    public BlobStore Files { get; } = Clients.Files(settings);

    /// <summary>The data folder.</summary>
    public string Folder { get; } = Path.GetFullPath(settings.Data);

    /// <summary>The runs; null when there are no tables.</summary>
    public RunLedger? Runs() => Tables() is { } tables ? new RunLedger(tables, TimeProvider.System) : null;

    /// <summary>The imports; null when there are no tables.</summary>
    public ImportLedger? Imports() => Tables() is { } tables ? new ImportLedger(tables) : null;

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
        settings.Storage is not null || File.Exists(Path.Combine(Folder, Clients.TablesFile))
            ? Clients.Tables(settings)
            : null;
}
