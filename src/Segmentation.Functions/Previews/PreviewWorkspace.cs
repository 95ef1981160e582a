using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>Tells what definitions that are sent, or the current ones, would do; nothing is kept.</summary>
public sealed class PreviewWorkspace(
    MakePreview previews, PreviewTurn turn, RunLedger ledger, WorkspaceStore workspaces, ReviewBook reviews,
    TimeProvider time)
{
    private const int RetrySeconds = 10;

    /// <summary>The preview, one at a time: <c>{"files": {...}, "asOf": "2026-06-01"}</c>, both optional.</summary>
    [Function(nameof(PreviewWorkspace))]
    [Operation("What definitions that are sent, or the current ones, would do; nothing is kept")]
    [Body(typeof(PreviewBody), IsOptional = true)]
    [Answers(200, typeof(PreviewReport), "the preview")]
    [Fails(400, "bad-date", "definition-errors", "malformed-json", "too-many-files")]
    [Fails(409, "busy", "no-preview", "no-workspace")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/preview")] HttpRequest request,
        CancellationToken cancel)
    {
        var (sent, problem) = await SentDefinitions.ReadAsync(request, workspaces, cancel);
        if (sent is null)
            return problem!;
        var (workspace, problems) = Lint.Of(sent.Files!, time.GetUtcNow(), workspaces.Live, reviews.All);
        if (problems.Any(found => found.Severity == Severity.Error))
            return Answers.BadDefinitions(problems);
        if (!turn.TryTake())
        {
            request.HttpContext.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
            return Answers.Conflict("busy", "a preview or backtest is being made; ask again when it is done");
        }

        try
        {
            var published = (await ledger.PointerAsync(cancel)).Published;
            return Answers.Ok(await Task.Run(
                () => previews.OfAsync(workspace!, problems, sent.AsOf, published, cancel), cancel));
        }
        catch (SegmentationException fault)
        {
            return Answers.Conflict("no-preview", fault.Message);
        }
        finally
        {
            turn.Return();
        }
    }
}
