using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Makes definitions live: files that are sent, or a version that is kept.</summary>
public sealed class DeployWorkspace(
    WorkspaceStore workspaces, GoLive live, ReviewBook reviews, TimeProvider time)
{
    private const int LongestAuthor = 200;
    private const int LongestNote = 1_000;

    /// <summary>Makes them live; 202 with the run that shows them, 200 when there is nothing to do.</summary>
    [Function(nameof(DeployWorkspace))]
    [Operation("Makes definitions live: files that are sent, or a version that is kept")]
    [Body(typeof(DeployBody))]
    [Header("If-Match", "the ETag of the current version, to change no other one")]
    [Answers(200, typeof(DeployAnswer), "they are live, and there is nothing to do")]
    [Answers(202, typeof(DeployAnswer), "they are live, or when dumps were read again; Location is the run")]
    [Fails(400, "bad-date", "definition-errors", "malformed-json", "too-long", "too-many-files")]
    [Fails(404, "unknown-version")]
    [Fails(409, "other-workspace")]
    [Fails(412, "version-moved")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "workspaces/current")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body);
        var (sent, problem) = SentDefinitions.Read(await text.ReadToEndAsync(cancel));
        if ((problem ?? Problem(sent!)) is { } wrong)
            return wrong;
        var current = workspaces.Current;
        if (request.Headers.IfMatch is { Count: > 0 } known
            && (current is null || !ETags.Has(known, $"\"{current}\"")))
            return Moved(current);
        var (version, warnings, refused) = Keep(sent!);
        if (refused is not null)
            return refused;
        try
        {
            var step = await live.PlanAsync(version!, sent!.AsOf, cancel);
            var by = step.Deployment with { Author = sent.Author, Note = sent.Note };
            return await GoAsync(request, client, step with { Deployment = by }, current, warnings, cancel);
        }
        catch (DefinitionException fault)
        {
            return Answers.Conflict("other-workspace", fault.Message);
        }
    }

    private async Task<IActionResult> GoAsync(
        HttpRequest request, DurableTaskClient client, LiveStep step, string? current,
        IReadOnlyList<DefinitionProblem> warnings, CancellationToken cancel)
    {
        var version = step.Deployment.Version;
        if (step.Rereads)
        {
            await StartSegmentation.OnceAsync(
                client, nameof(ImportDumps), Rereading.InstanceOf(version), step.Import, cancel);
            return Answers.Accepted(request, "/api/runs", new DeployAnswer(version, null, null, true, warnings));
        }

        if (!workspaces.TryUse(step.Deployment, current))
            return Moved(workspaces.Current);
        if (step.Run is null)
            return Answers.Ok(new DeployAnswer(version, null, null, false, warnings));
        var run = await live.RunAsync(step, cancel);
        var answer = new DeployAnswer(version, run.Run, run.State, false, warnings);
        if (run.FinishedAt is not null)
            return Answers.Ok(answer);
        await StartSegmentation.StartAsync(client, cancel);
        return Answers.Accepted(
            request, string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Run}"), answer);
    }

    /// <summary>The version of what was sent, and what a person should know of it; or why it is refused.</summary>
    private (string? Version, IReadOnlyList<DefinitionProblem> Warnings, IActionResult? Refused) Keep(
        SentDefinitions sent)
    {
        if (sent.Version is { } known)
        {
            return workspaces.Has(known)
                ? (known, [], null)
                : (null, [], Answers.NotFound("unknown-version", "no definitions of this version are kept"));
        }

        var (read, problems) = Lint.Of(sent.Files!, time.GetUtcNow(), workspaces.Live, reviews.All);
        return problems.Any(problem => problem.Severity == Severity.Error)
            ? (null, [], Answers.BadDefinitions(problems))
            : (workspaces.Keep(read!), [.. problems.Select(DefinitionProblem.Of)], null);
    }

    private static IActionResult? Problem(SentDefinitions sent)
    {
        if (sent.Files is null == sent.Version is null)
            return Answers.BadRequest("malformed-json", "body: expected either files or a version");
        if (sent.Author?.Length > LongestAuthor || sent.Note?.Length > LongestNote)
            return Answers.BadRequest("too-long", string.Create(
                CultureInfo.InvariantCulture,
                $"author, note: expected at most {LongestAuthor} and {LongestNote} characters"));
        return null;
    }

    private static IActionResult Moved(string? current) => Answers.ConditionFailed(
        "version-moved", $"the current version is {current ?? "none"}; look at what changed, and send its ETag");
}

/// <summary>Definitions that are live.</summary>
/// <param name="Version">Their version.</param>
/// <param name="Run">The run that shows them; null when there is none yet.</param>
/// <param name="State">The run's state; left out without one.</param>
/// <param name="Rereads">Whether the kept dumps are read again first, because the sources changed.</param>
/// <param name="Warnings">What a person should know of them.</param>
internal sealed record DeployAnswer(
    string Version, int? Run, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? State,
    bool Rereads, IReadOnlyList<DefinitionProblem> Warnings);
