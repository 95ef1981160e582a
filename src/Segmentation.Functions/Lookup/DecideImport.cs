using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Imports;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Takes a held import as it is, or throws it away.</summary>
public sealed class DecideImport(ImportLedger ledger, HeldImports held, WorkspaceStore workspaces)
{
    /// <summary>Takes it into the base; a run follows.</summary>
    [Function("ConfirmHeldImport")]
    [Operation("Takes a held import as it is; a run follows")]
    [Answers(202, typeof(DecidedImport), "it is being taken; Location is the import")]
    [Fails(404, "unknown-import")]
    [Fails(409, "being-decided", "not-held")]
    public Task<IActionResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports/{id}/confirm")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        DecideAsync(
            request, id, client, nameof(ImportDumps), import => import.Confirmed(workspaces.Current), cancel);

    /// <summary>Deletes its dumps; the base stays as it is.</summary>
    [Function("DiscardHeldImport")]
    [Operation("Throws a held import away; the base stays as it is")]
    [Answers(202, typeof(DecidedImport), "it is being thrown away; Location is the import")]
    [Fails(404, "unknown-import")]
    [Fails(409, "being-decided", "not-held")]
    public Task<IActionResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "imports/{id}/discard")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        DecideAsync(request, id, client, nameof(DiscardDumps), import => import.Taken.Id, cancel);

    private async Task<IActionResult> DecideAsync(
        HttpRequest request, string id, DurableTaskClient client, string orchestration,
        Func<HeldImport, object> input, CancellationToken cancel)
    {
        if (await ledger.FindImportAsync(id, cancel) is not { } row)
            return ListImports.UnknownImport();
        if (held.Find(id) is not { } import)
            return Answers.Conflict("not-held", $"import {id} is {row.State}; only held ones wait for a decision");
        var instance = HeldImport.InstanceOf(id);
        return await StartSegmentation.OnceAsync(client, orchestration, instance, input(import), cancel)
            ? Answers.Accepted(request, $"/api/imports/{id}", new DecidedImport(row.Import, row.State))
            : Answers.Conflict("being-decided", $"import {id} is being confirmed or discarded already; see its state");
    }
}
