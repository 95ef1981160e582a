using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>Tells what definitions that are sent, or the current ones, would do; nothing is kept.</summary>
public sealed class PreviewWorkspace(
    MakePreview previews, PreviewTurn turn, RunLedger ledger, WorkspaceStore workspaces)
{
    private const int RetrySeconds = 10;

    /// <summary>The preview, one at a time: <c>{"files": {...}, "asOf": "2026-06-01"}</c>, both optional.</summary>
    [Function(nameof(PreviewWorkspace))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/preview")] HttpRequest request,
        CancellationToken cancel)
    {
        var (sent, problem) = await SentDefinitions.ReadAsync(request, workspaces, cancel);
        if (sent is null)
            return problem!;
        var day = default(DateOnly);
        if (sent.AsOf is { } text && !DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return Answers.BadRequest("bad-date", "asOf: found no date; expected a day such as 2026-11-21");
        if (!turn.TryTake())
        {
            request.HttpContext.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
            return Answers.Conflict("busy", "another preview is being made; ask again when it is done");
        }

        try
        {
            return await PreviewAsync(sent, sent.AsOf is null ? null : day, cancel);
        }
        finally
        {
            turn.Return();
        }
    }

    private async Task<IActionResult> PreviewAsync(SentDefinitions sent, DateOnly? asOf, CancellationToken cancel)
    {
        var published = (await ledger.PointerAsync(cancel)).Published;
        try
        {
            return Answers.Ok(await Task.Run(() => previews.OfAsync(sent.Files!, asOf, published, cancel), cancel));
        }
        catch (DefinitionException fault)
        {
            return Answers.BadRequest("bad-definitions", fault.Message);
        }
        catch (ImportException fault)
        {
            return Answers.Conflict("no-preview", fault.Message);
        }
    }
}
