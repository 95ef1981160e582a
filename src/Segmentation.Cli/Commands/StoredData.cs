using Azure.Data.Tables;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>A data folder as commands read it, whoever works in it.</summary>
internal static class StoredData
{
    /// <summary>The runs of a data folder; null when it has no tables.</summary>
    public static RunLedger? Runs(DataFolder data) =>
        Tables(data) is { } tables ? new RunLedger(tables, TimeProvider.System) : null;

    /// <summary>The imports of a data folder; null when it has no tables.</summary>
    public static ImportLedger? Imports(DataFolder data) =>
        Tables(data) is { } tables ? new ImportLedger(tables) : null;

    /// <summary>The published run.</summary>
    /// <exception cref="ImportException">When there is none.</exception>
    public static async Task<int> PublishedAsync(DataFolder data, CancellationToken cancel)
    {
        var published = Runs(data) is { } runs ? (await runs.PointerAsync(cancel)).Published : 0;
        return published > 0
            ? published
            : throw new ImportException(
                data.Root, "no run is published yet", "a data folder with a run",
                "run segment run IMPORT first, or name the folder with --data");
    }

    private static TableServiceClient? Tables(DataFolder data)
    {
        var settings = Settings.FromEnvironment() with { Data = data.Root };
        // Reading must not make a file.
        return settings.Tables is not null || File.Exists(data.PathOf(Settings.TablesFile))
            ? new TableServiceClient(settings.TableConnection)
            : null;
    }
}
