using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>Announces what came of an import, from its row.</summary>
public sealed class AnnounceImport(
    BaseStore store, WorkspaceStore workspaces, ImportLedger ledger, Messenger messenger)
{
    /// <summary>Announces the import that was settled at a time.</summary>
    [Function(nameof(AnnounceImport))]
    public async Task RunAsync([ActivityTrigger] DateTime at, CancellationToken cancel)
    {
        if (await ledger.FindAsync(at, cancel) is { } row)
            await messenger.SendAsync([Message(row)], row.At, ParkedEvents.OfNoRun, cancel);
    }

    private byte[] Message(ImportRow row)
    {
        var type = row.State switch
        {
            ImportRow.Rejected or ImportRow.Discarded => "import.rejected",
            ImportRow.Held => "import.held",
            _ => "import.accepted",
        };
        var workspace = store.Load()?.Workspace
            ?? (workspaces.Current is { } version ? workspaces.Read(version).Name : "unknown");
        return CloudEvent.Of(
            workspace, type, $"imports/{row.Import}", row.At.UtcTicks.ToString(CultureInfo.InvariantCulture),
            new { row.Import, row.State, row.BaseVersion, row.Rows, row.RejectedRows, row.Error });
    }
}
