using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Writes down that the import of a file in the inbox could not be started. It blocks nothing: <see cref="Reconcile"/>
/// starts the import of the file's folder as soon as it can, and what comes of that has a row of its own.
/// </summary>
public sealed class DumpGivenUp(
    BlobStore data, ImportLedger ledger, Receipts receipts, WorkspaceStore workspaces, AnnounceImport announce,
    TimeProvider time, ILogger<DumpGivenUp> logger)
{
    /// <summary>Where Azure Functions names the blobs for which a function failed too often.</summary>
    public const string Queue = "webjobs-blobtrigger-poison";

    /// <summary>Writes a row and a receipt, and announces them; twice is the same as once.</summary>
    /// <param name="message">JSON with <c>ContainerName</c>, <c>BlobName</c> and <c>ETag</c>.</param>
    /// <param name="cancel">Ends the work.</param>
    [Function(nameof(DumpGivenUp))]
    public async Task RunAsync(
        [QueueTrigger(Queue, Connection = Connection.Storage)] string message, CancellationToken cancel)
    {
        if (Read(message) is not { } file)
        {
            ImportLog.Unreadable(logger, Queue);
            return;
        }

        // Who took it or took it away knows more.
        if (!data.Has(file.Name))
            return;
        var why = Why(file.Name);
        var row = await RowAsync(file, why, cancel);
        receipts.Refuse(row.Import, why);
        await ledger.SettleAsync(row, cancel);
        ImportLog.Rejected(logger, row.Import, why);
        await announce.RunAsync(row.At.UtcDateTime, cancel);
    }

    /// <summary>The file that a message names; null when it names none of the inbox.</summary>
    private static ListedFile? Read(string message)
    {
        try
        {
            return JsonSerializer.Deserialize<GivenUp>(message, Json.Options) is { ETag: { } etag } blob
                && $"{blob.ContainerName}/{blob.BlobName}" is var name
                && name.StartsWith($"{Inbox.Root}/", StringComparison.Ordinal)
                ? new ListedFile(name, etag, 0, default)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The row of a file. Its key is that of no inbox folder, whose names do not begin with the inbox: it neither hides
    /// nor lifts what came of the folder.
    /// </summary>
    private async Task<ImportRow> RowAsync(ListedFile file, string why, CancellationToken cancel)
    {
        var key = Inbox.Fingerprint([file]);
        return new ImportRow
        {
            RowKey = key,
            Import = key[..ImportFiles.IdLength],
            State = ImportRow.Rejected,
            Folder = Inbox.FolderOf(file.Name[(Inbox.Root.Length + 1)..]),
            // The announcement is known by it.
            At = (await ledger.FindAsync(key, cancel))?.At ?? time.GetUtcNow(),
            Workspace = workspaces.Current,
            IsFinal = false,
            Error = why,
        };
    }

    private string Why(string name) => Sentence.Of(
        data.PathOf(name), "its import could not be started, however often it was tried", "a started import",
        $"nothing when it is taken within the next minutes; else see what the log says of {nameof(DumpArrived)}");

    private sealed record GivenUp(string? ContainerName, string? BlobName, string? ETag);
}
