using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Checks definitions that are sent, or the current ones; nothing is kept.</summary>
public sealed class LintWorkspace(
    WorkspaceStore workspaces, ReviewBook reviews, SchemeReads reads, TimeProvider time)
{
    /// <summary>The problems, by file, line and column; a workspace without any has an empty list.</summary>
    [Function(nameof(LintWorkspace))]
    [Operation("Checks definitions that are sent, or the current ones; nothing is kept")]
    [Body(typeof(LintBody), IsOptional = true)]
    [Answers(200, typeof(LintAnswer), "the problems by file, line and column; none for definitions without any")]
    [Fails(400, "bad-date", "malformed-json", "too-many-files")]
    [Fails(409, "no-workspace")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/lint")] HttpRequest request,
        CancellationToken cancel)
    {
        var (sent, problem) = await SentDefinitions.ReadAsync(request, workspaces, cancel);
        return problem ?? (sent!.AsOf is null
            ? Problems(sent.Files!, await reads.UnreadAsync(cancel))
            : Answers.BadRequest("malformed-json", "body: found asOf; expected files alone, which have no day"));
    }

    private IActionResult Problems(
        IReadOnlyDictionary<string, byte[]> files, IReadOnlyCollection<string> unread)
    {
        var (_, problems) = Lint.Of(files, time.GetUtcNow(), workspaces.Live, reviews.All, unread);
        return Answers.Ok(new LintAnswer([.. problems.Select(DefinitionProblem.Of)], null));
    }
}

/// <summary>What is wrong with definitions.</summary>
/// <param name="Items">The problems, by file, line and column.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record LintAnswer(IReadOnlyList<DefinitionProblem> Items, string? Next);
