using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows which imports were taken, rejected or held, and where every row went.</summary>
public sealed class ListImports(BlobStore data, ImportLedger ledger, Receipts receipts, HeldImports held)
{
    /// <summary>All imports, newest first.</summary>
    [Function("ListImports")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var rows = await ledger.NewestFirstAsync(cancel);
        var items = rows.Skip((int)page.Offset).Take(page.Limit).Select(Item).ToArray();
        var end = page.Offset + items.Length;
        return Answers.Ok(new { Items = items, Next = end < rows.Count ? Page.Cursor(1, end) : null });
    }

    /// <summary>One import with its ledger.</summary>
    [Function("ShowImport")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports/{id}")] HttpRequest request, string id,
        CancellationToken cancel)
    {
        if (await ledger.FindImportAsync(id, cancel) is not { } row)
            return UnknownImport();
        var receipt = row.State == ImportRow.Held ? held.Find(id)?.Receipt
            : receipts.Has(id) ? receipts.Read(id)
            : null;
        return Answers.Ok(new
        {
            row.Import,
            row.State,
            row.Folder,
            row.At,
            row.BaseVersion,
            row.Rows,
            row.RejectedRows,
            row.Error,
            receipt?.Mode,
            Files = receipt?.Files
                .Select(file => new { file.File, file.Source, file.Bytes, file.Ledger }).ToArray() ?? [],
            Unread = receipt?.Unread ?? [],
            Resolved = receipt?.Resolved ?? 0,
            Absent = receipt?.Absent ?? 0,
            Removed = receipt?.Removed ?? 0,
            Fields = receipt?.Fields ?? [],
        });
    }

    /// <summary>The rejected rows of an import, page by page, with file, line, column, code, value and hint.</summary>
    [Function("ListRejects")]
    public async Task<IActionResult> RejectsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports/{id}/rejects")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        if (await ledger.FindImportAsync(id, cancel) is not { } row)
            return UnknownImport();
        var file = Receipts.Name(row.Import, row.IsTaken ? "rejects.csv" : "refused.csv");
        var items = data.Has(file)
            ? RejectsFile.Read(data, file).Skip((int)page.Offset).Take(page.Limit + 1).ToArray()
            : [];
        var next = items.Length > page.Limit ? Page.Cursor(1, page.Offset + page.Limit) : null;
        return Answers.Ok(new { Items = items.Take(page.Limit), Next = next });
    }

    private static object Item(ImportRow row) => new
    {
        row.Import,
        row.State,
        row.Folder,
        row.At,
        row.BaseVersion,
        row.Rows,
        row.RejectedRows,
        row.Error,
    };

    internal static IActionResult UnknownImport() =>
        Answers.NotFound("unknown-import", "no import has this id; see the list of imports");
}
