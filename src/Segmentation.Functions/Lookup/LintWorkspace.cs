using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Checks definitions that are sent, or the current ones; nothing is kept.</summary>
public sealed class LintWorkspace(WorkspaceStore workspaces, TimeProvider time)
{
    /// <summary>The problems, by file, line and column; a workspace without any has an empty list.</summary>
    [Function(nameof(LintWorkspace))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/lint")] HttpRequest request,
        CancellationToken cancel)
    {
        var (sent, problem) = await SentDefinitions.ReadAsync(request, workspaces, cancel);
        return problem ?? (sent!.AsOf is null
            ? Problems(sent.Files)
            : Answers.BadRequest("malformed-json", "body: found asOf; expected files alone, which have no day"));
    }

    private IActionResult Problems(IReadOnlyDictionary<string, byte[]> files)
    {
        var (_, problems) = Lint.Of(files, time.GetUtcNow());
        return Answers.Ok(new { Items = problems.Select(Item).ToArray(), Next = (string?)null });
    }

    private static object Item(Problem problem) => new
    {
        problem.Code,
        Severity = problem.Severity.ToString().ToLowerInvariant(),
        problem.At.File,
        problem.At.Line,
        problem.At.Column,
        problem.Found,
        problem.Expected,
        problem.Fix,
        Text = problem.WithCode(),
    };
}
