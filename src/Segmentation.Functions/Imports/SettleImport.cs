using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>An import that came to its end.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Request">What it was asked to take.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="At">When.</param>
public sealed record SettledImport(ImportWork Work, ImportRequest Request, ImportOutcome Outcome, DateTime At);

/// <summary>
/// Writes down what came of an import, empties its inbox folder when it was taken, and deletes its work files.
/// </summary>
public sealed class SettleImport(
    BlobStore data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, ImportLedger ledger,
    Receipts receipts, Inbox inbox, ILogger<SettleImport> logger)
{
    /// <summary>Settles an import.</summary>
    [Function(nameof(SettleImport))]
    public async Task RunAsync([ActivityTrigger] SettledImport settled, CancellationToken cancel)
    {
        var (work, request, outcome) = (settled.Work, settled.Request, settled.Outcome);
        var arrival = Read<Arrival>(ImportScratch.Arrival(work));
        // The work files go last: without them, and with a row of this very time, all was done already.
        if (arrival is null && await ledger.FindAsync(settled.At, cancel) is not null)
        {
            scratch.Delete(work);
            return;
        }

        var seen = Read<ListedFile[]>(ImportScratch.Seen(work)) ?? [];
        var row = Row(settled, arrival, seen);
        if (outcome.Fault is { } fault)
            receipts.Refuse(row.Import, fault.Message);
        else if (request.Workspace is { } version)
            workspaces.Use(version);
        await ledger.SettleAsync(row, cancel);
        if (row.Error is { } error)
            ImportLog.Rejected(logger, row.Import, error);
        else
            ImportLog.Settled(logger, row.Import, row.State, row.Rows, row.RejectedRows);
        if (request.IsInbox && outcome.Fault is null && arrival is not null)
            inbox.Clear(request.Folder, [.. seen.Where(file => IsTaken(arrival, file.Name))]);
        RemoveWork(work, arrival);
    }

    private T? Read<T>(string name)
        where T : class => scratch.Has(name) ? scratch.Read<T>(name) : null;

    /// <summary>What a manifest does not name is no part of the import: it stays.</summary>
    private static bool IsTaken(Arrival arrival, string name) => arrival.Said is null
        || name is ImportManifest.Name or ImportFiles.Success || arrival.Taken.Files.Any(file => file.Name == name);

    private ImportRow Row(SettledImport settled, Arrival? arrival, ListedFile[] seen)
    {
        var (request, outcome) = (settled.Request, settled.Outcome);
        var receipt = outcome is { Fault: null, Import: { } id } ? receipts.Read(id) : null;
        var key = Key(settled, arrival, seen);
        return new ImportRow
        {
            RowKey = key,
            Import = outcome.Import ?? arrival?.Taken.Id ?? key[..ImportFiles.IdLength],
            State = outcome.Fault is not null ? ImportRow.Rejected
                : outcome.AlreadyTaken ? ImportRow.Repeated
                : ImportRow.Accepted,
            Folder = request.IsInbox
                ? request.Folder
                : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Folder)),
            At = settled.At,
            Workspace = arrival?.Workspace ?? request.Workspace ?? workspaces.Current,
            BaseVersion = receipt?.BaseVersion,
            Rows = receipt?.Total().Read,
            RejectedRows = receipt?.Total().Rejected,
            Error = outcome.Fault?.Message,
            IsFinal = outcome.Fault is null or { IsFinal: true },
        };
    }

    /// <summary>
    /// The hash of names and ETags; files of a path have their contents for an ETag, and what was never copied has the
    /// name of its work.
    /// </summary>
    private string Key(SettledImport settled, Arrival? arrival, ListedFile[] seen)
    {
        if (settled.Request.IsInbox)
            return Inbox.Fingerprint(seen.Length > 0 ? seen : inbox.Files(settled.Request.Folder));
        var files = arrival is null || settled.Request.Rereads
            ? [new ListedFile(settled.Request.Folder, settled.Work.Key, 0, default)]
            : arrival.Taken.Files.Select(file => new ListedFile(file.Name, file.Sha256, file.Length, default));
        return Inbox.Fingerprint(files);
    }

    private void RemoveWork(ImportWork work, Arrival? arrival)
    {
        data.DeleteFolder(work.Arriving);
        if (arrival is not null && store.Load()?.Imports.Any(import => import.Id == arrival.Taken.Id) != true)
            data.DeleteFolder(arrival.Taken.Accepted);
        scratch.Delete(work);
    }
}
