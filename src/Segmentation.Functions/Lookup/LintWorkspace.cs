using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Checks definitions that are sent, or the current ones; nothing is kept.</summary>
public sealed class LintWorkspace(WorkspaceStore workspaces, ReviewBook reviews, TimeProvider time)
{
    private const string Expected = """body: expected nothing, or {"files": {"workspace.yaml": "name: shop", ...}}""";

    /// <summary>The problems, by file, line and column; a workspace without any has an empty list.</summary>
    [Function(nameof(LintWorkspace))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/lint")] HttpRequest request,
        CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(cancel);
        if (string.IsNullOrWhiteSpace(body))
            return workspaces.Current is { } current
                ? Problems(workspaces.Read(current).Files)
                : Answers.Conflict("no-workspace", "there are no current definitions; send the files");
        var (sent, problem) = SentDefinitions.Read(body);
        return problem ?? (sent!.Files is { } files && sent is { Version: null, Author: null, Note: null }
            ? Problems(files)
            : Answers.BadRequest("malformed-json", Expected));
    }

    private IActionResult Problems(IReadOnlyDictionary<string, byte[]> files)
    {
        var (_, problems) = Lint.Of(files, time.GetUtcNow(), workspaces.Live, reviews.All);
        return Answers.Ok(new { Items = problems.Select(Answers.Item).ToArray(), Next = (string?)null });
    }
}
