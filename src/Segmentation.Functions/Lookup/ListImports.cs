using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.OpenApi;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows which imports were taken, rejected or held, and where every row went.</summary>
public sealed class ListImports(BlobStore data, ImportLedger ledger, Receipts receipts, HeldImports held)
{
    /// <summary>All imports, newest first.</summary>
    [Function("ListImports")]
    [Operation("All imports, newest first")]
    [Paged]
    [Answers(200, typeof(ImportList), "a page of imports")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var rows = await ledger.NewestFirstAsync(cancel);
        var items = rows.Skip((int)page.Offset).Take(page.Limit).Select(Item).ToArray();
        var end = page.Offset + items.Length;
        return Answers.Ok(new ImportList(items, end < rows.Count ? Page.Cursor(1, end) : null));
    }

    /// <summary>One import with its ledger.</summary>
    [Function("ShowImport")]
    [Operation("Where every row of an import went, and how full its fields are")]
    [Answers(200, typeof(ImportAnswer), "the import with its ledger")]
    [Fails(404, "unknown-import")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports/{id}")] HttpRequest request, string id,
        CancellationToken cancel)
    {
        if (await ledger.FindImportAsync(id, cancel) is not { } row)
            return UnknownImport();
        var receipt = row.State == ImportRow.Held ? held.Find(id)?.Receipt
            : receipts.Has(id) ? receipts.Read(id)
            : null;
        return Answers.Ok(new ImportAnswer(row.Import, row.State, row.Folder, row.At)
        {
            BaseVersion = row.BaseVersion,
            Rows = row.Rows,
            RejectedRows = row.RejectedRows,
            Error = row.Error,
            Mode = receipt?.Mode,
            Files = receipt?.Files ?? [],
            Unread = receipt?.Unread ?? [],
            Resolved = receipt?.Resolved ?? 0,
            Absent = receipt?.Absent ?? 0,
            Removed = receipt?.Removed ?? 0,
            Fields = receipt?.Fields ?? [],
        });
    }

    /// <summary>The rejected rows of an import, page by page, with file, line, column, code, value and hint.</summary>
    [Function("ListRejects")]
    [Operation("The rejected rows of an import")]
    [Paged]
    [Answers(200, typeof(RejectList), "a page of rejected rows, in the order of the files")]
    [Fails(404, "unknown-import")]
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
        return Answers.Ok(new RejectList([.. items.Take(page.Limit)], next));
    }

    private static ImportItem Item(ImportRow row) => new(
        row.Import, row.State, row.Folder, row.At, row.BaseVersion, row.Rows, row.RejectedRows, row.Error);

    internal static IActionResult UnknownImport() =>
        Answers.NotFound("unknown-import", "no import has this id; see the list of imports");
}
