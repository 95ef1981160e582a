using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>An import that came to its end.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Request">What it was asked to take.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="At">When.</param>
public sealed record SettledImport(ImportWork Work, ImportRequest Request, ImportOutcome Outcome, DateTime At);

/// <summary>
/// Writes down what came of an import, empties its inbox folder when it was taken or is held, and deletes its work
/// files.
/// </summary>
public sealed class SettleImport(
    BlobStore data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, ImportLedger ledger,
    Receipts receipts, HeldImports held, Inbox inbox, ErasedDumps dumps, CleanDumps all, ILogger<SettleImport> logger)
{
    /// <summary>Settles an import.</summary>
    [Function(nameof(SettleImport))]
    public async Task RunAsync([ActivityTrigger] SettledImport settled, CancellationToken cancel)
    {
        var (work, request, outcome) = (settled.Work, settled.Request, settled.Outcome);
        var arrival = Read<Arrival>(ImportScratch.Arrival(work));
        var known = await ledger.FindAsync(settled.At, cancel);
        // The work files go last: without them, and with a row of this very time, all was done already.
        if (arrival is null && known is not null)
        {
            scratch.Delete(work);
            return;
        }

        var waiting = Waiting(request, arrival);
        // Somebody decided before: there is nothing to say of a second decision.
        if (request.Confirms is not null && outcome.Fault is not null && waiting is null)
        {
            RemoveWork(work, arrival);
            return;
        }

        var seen = Read<ListedFile[]>(ImportScratch.Seen(work)) ?? [];
        // When it was written down before, some of the work files may be gone already.
        var row = known is not null && known.Import == arrival?.Taken.Id ? known : Row(settled, arrival, seen, waiting);
        if (row.State == ImportRow.Rejected)
            receipts.Refuse(row.Import, row.Error!);
        else if (outcome.Fault is null && request.Workspace is { } version)
            workspaces.Use(request.Deploys ?? new Deployment(version, settled.At, Deployment.Run));
        await ledger.SettleAsync(row, cancel);
        if (outcome.Fault is { IsHeld: true })
            Hold(settled, arrival!, row);
        else if (outcome.Fault is null && waiting is not null)
            held.Delete(row.Import);
        Clean(work, arrival);
        Log(row);
        if (request.IsInbox && row.State != ImportRow.Rejected && arrival is not null)
            inbox.Clear(request.Folder, [.. seen.Where(file => IsTaken(arrival, file.Name))]);
        RemoveWork(work, arrival);
    }

    private void Hold(SettledImport settled, Arrival arrival, ImportRow row)
    {
        // What is not there any more was kept before.
        if (Read<BuiltImport>(ImportScratch.Held(settled.Work)) is not { } built)
            return;
        receipts.Hold(built, row.Error!);
        held.Keep(
            new HeldImport(arrival.Taken, arrival.Said, settled.Request, row.RowKey, row.Error!, built.Receipt)
            {
                Before = built.Manifest.Imports.Count - 1,
                Current = workspaces.Current,
            },
            settled.Work);
    }

    /// <summary>Takes the rows of erased customers out of what is kept of the import.</summary>
    private void Clean(ImportWork work, Arrival? arrival)
    {
        if (arrival is null || data.Files(ImportScratch.ToClean(work)) is not { Count: > 0 } imports)
            return;
        if (imports.Contains(ErasedDumps.All))
        {
            all.Clean([], []);
            return;
        }

        var workspace = workspaces.Read(arrival.Workspace);
        foreach (var import in (store.Load()?.Imports ?? []).Where(import => imports.Contains(import.Id)))
            dumps.Clean(import, import.Accepted, workspace, []);
        if (held.Find(arrival.Taken.Id) is { } waiting)
            dumps.Clean(waiting.Taken, HeldImports.Folder(waiting.Taken.Id), workspace, []);
    }

    /// <summary>The held import that is confirmed, or whose files arrived again; null for none.</summary>
    private HeldImport? Waiting(ImportRequest request, Arrival? arrival) =>
        !request.Rereads && (request.Confirms ?? arrival?.Taken.Id) is { } import ? held.Find(import) : null;

    private void Log(ImportRow row)
    {
        if (row.State == ImportRow.Held)
            ImportLog.Held(logger, row.Import, row.Error!);
        else if (row.Error is { } error)
            ImportLog.Rejected(logger, row.Import, error);
        else
            ImportLog.Settled(logger, row.Import, row.State, row.Rows, row.RejectedRows);
    }

    private T? Read<T>(string name)
        where T : class => scratch.Has(name) ? scratch.Read<T>(name) : null;

    /// <summary>What a manifest does not name is no part of the import: it stays.</summary>
    private static bool IsTaken(Arrival arrival, string name) => arrival.Said is null
        || name is ImportManifest.Name or ImportFiles.Success || arrival.Taken.Files.Any(file => file.Name == name);

    private ImportRow Row(SettledImport settled, Arrival? arrival, ListedFile[] seen, HeldImport? waiting)
    {
        var (request, outcome) = (settled.Request, settled.Outcome);
        var receipt = outcome is { Fault: null, Import: { } id } ? receipts.Read(id)
            : outcome.Fault is { IsHeld: true } ? scratch.Read<BuiltImport>(ImportScratch.Held(settled.Work)).Receipt
            : null;
        var state = StateOf(settled);
        // A rejection says nothing of what is held; all else does, and an import has one row that is held.
        var key = state == ImportRow.Rejected ? null : waiting?.Row;
        key ??= Key(settled, arrival, seen);
        return new ImportRow
        {
            RowKey = key,
            Import = outcome.Import ?? request.Confirms ?? arrival?.Taken.Id ?? key[..ImportFiles.IdLength],
            State = state,
            Folder = request.IsInbox
                ? request.Folder
                : Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Folder)),
            At = settled.At,
            Workspace = arrival?.Workspace ?? request.Workspace ?? workspaces.Current,
            BaseVersion = outcome.Fault is null ? receipt?.BaseVersion : null,
            Rows = receipt?.Total().Read,
            RejectedRows = receipt?.Total().Rejected,
            Error = outcome.Fault?.Message,
            IsFinal = outcome.Fault is null or { IsFinal: true },
        };
    }

    /// <summary>An import whose confirmation fails is still held.</summary>
    private static string StateOf(SettledImport settled) => settled.Outcome switch
    {
        { Fault.IsHeld: true } => ImportRow.Held,
        { Fault: not null } => settled.Request.Confirms is null ? ImportRow.Rejected : ImportRow.Held,
        { AlreadyTaken: true } => ImportRow.Repeated,
        _ => ImportRow.Accepted,
    };

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
