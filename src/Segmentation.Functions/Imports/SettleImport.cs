using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>An import that came to its end.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Request">What it was asked to take.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="At">When.</param>
public sealed record SettledImport(ImportWork Work, ImportRequest Request, ImportOutcome Outcome, DateTime At);

/// <summary>
/// Writes down what came of an import, tells it, empties its inbox folder when it was taken, and deletes its work files.
/// </summary>
public sealed class SettleImport(
    DataFolder data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, ImportLedger ledger,
    Receipts receipts, Inbox inbox, Messenger messenger)
{
    /// <summary>Settles an import.</summary>
    [Function(nameof(SettleImport))]
    public async Task RunAsync([ActivityTrigger] SettledImport settled, CancellationToken cancel)
    {
        var arrival = scratch.Has(ImportScratch.Arrival(settled.Work))
            ? scratch.Read<Arrival>(ImportScratch.Arrival(settled.Work))
            : null;
        // The work files go last: without them, and with a row of this very time, all was told before the process ended.
        if (arrival is null && await ledger.IsSettledAsync(settled.At, cancel))
            return;
        var row = Row(settled, arrival);
        if (settled.Outcome.Fault is { } fault)
            receipts.Refuse(row.Import, fault.Message);
        await ledger.SettleAsync(row, cancel);
        await messenger.SendAsync([Message(row, settled)], settled.At, cancel);
        if (settled.Request.IsInbox && settled.Outcome.Fault is null && arrival is not null)
            inbox.Clear(settled.Request.Folder, arrival.Seen);
        RemoveWork(settled.Work, arrival);
    }

    private ImportRow Row(SettledImport settled, Arrival? arrival)
    {
        var (request, outcome) = (settled.Request, settled.Outcome);
        var receipt = outcome is { Fault: null, Import: { } id } ? receipts.Read(id) : null;
        var key = Key(request, arrival);
        return new ImportRow
        {
            RowKey = key,
            Import = outcome.Import ?? arrival?.Taken.Id ?? key[..ImportFiles.IdLength],
            State = outcome.Fault is not null ? ImportRow.Rejected
                : outcome.AlreadyTaken ? ImportRow.Repeated
                : ImportRow.Accepted,
            Folder = request.IsInbox ? request.Folder : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Folder)),
            At = settled.At,
            BaseVersion = receipt?.BaseVersion,
            Rows = receipt?.Total().Read,
            RejectedRows = receipt?.Total().Rejected,
            Error = outcome.Fault?.Message,
        };
    }

    /// <summary>The hash of names and ETags; files of a path have their contents for an ETag.</summary>
    private string Key(ImportRequest request, Arrival? arrival)
    {
        var files = arrival is { Seen.Count: > 0 } ? arrival.Seen
            : request.IsInbox ? inbox.Files(request.Folder)
            : (arrival?.Taken.Files ?? []).Select(file => new InboxFile(file.Name, file.Sha256, file.Length, default));
        return Inbox.Fingerprint(files);
    }

    private byte[] Message(ImportRow row, SettledImport settled)
    {
        var type = row.State == ImportRow.Rejected ? "import.rejected" : "import.accepted";
        var workspace = store.Load()?.Workspace
            ?? (workspaces.Current is { } version ? workspaces.Read(version).Name : "unknown");
        return CloudEvent.Of(
            workspace, type, $"imports/{row.Import}", settled.At.Ticks.ToString(CultureInfo.InvariantCulture),
            new { row.Import, row.State, row.BaseVersion, row.Rows, row.RejectedRows, row.Error });
    }

    private void RemoveWork(ImportWork work, Arrival? arrival)
    {
        data.DeleteFolder(work.Arriving);
        if (arrival is not null && store.Load()?.Imports.Any(import => import.Id == arrival.Taken.Id) != true)
            data.DeleteFolder(arrival.Taken.Accepted);
        scratch.Delete(work);
    }
}
