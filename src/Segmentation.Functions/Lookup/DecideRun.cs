using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Publishes a held run, throws it away, or goes back to an earlier one.</summary>
public sealed class DecideRun(RunLedger ledger, RunDecisions decisions)
{
    /// <summary>Asks for a run that publishes what a held one found.</summary>
    [Function("PublishHeldRun")]
    [Operation("Publishes what a held run found, by a run of its own")]
    [Answers(202, typeof(AskedRunAnswer), "the run that publishes it; Location is where it is seen")]
    [Fails(404, "unknown-run")]
    [Fails(409, "files-gone", "not-held", "outdated")]
    public Task<IActionResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{number}/publish")] HttpRequest request,
        string number, [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        AskAsync(request, number, client, decisions.PublishAsync, cancel);

    /// <summary>Throws a held run away.</summary>
    [Function("DiscardHeldRun")]
    [Operation("Throws a held run away")]
    [Answers(200, typeof(AskedRunAnswer), "the run")]
    [Fails(404, "unknown-run")]
    [Fails(409, "not-held")]
    public async Task<IActionResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{number}/discard")] HttpRequest request,
        string number, CancellationToken cancel)
    {
        if (await FindAsync(number, cancel) is not { } row)
            return RunAnswers.UnknownRun();
        var decided = await decisions.DiscardAsync(row, cancel);
        return decided.Refused is { } refused
            ? Answers.Conflict(refused.Code, refused.Text)
            : Answers.Ok(new AskedRunAnswer(decided.Run.Run, decided.Run.State));
    }

    /// <summary>Asks for a run that takes back the results of an earlier one.</summary>
    [Function("RollBackToRun")]
    [Operation("Goes back to the results of an earlier run, by a run of its own")]
    [Answers(202, typeof(AskedRunAnswer), "the run that goes back; Location is where it is seen")]
    [Fails(404, "unknown-run")]
    [Fails(409, "files-gone", "is-current", "not-published")]
    public Task<IActionResult> RollBackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{number}/rollback")] HttpRequest request,
        string number, [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        AskAsync(request, number, client, decisions.RollBackAsync, cancel);

    private async Task<IActionResult> AskAsync(
        HttpRequest request, string number, DurableTaskClient client,
        Func<RunRow, CancellationToken, Task<RunDecision>> decide, CancellationToken cancel)
    {
        if (await FindAsync(number, cancel) is not { } row)
            return RunAnswers.UnknownRun();
        var decided = await decide(row, cancel);
        if (decided.Refused is { } refused)
            return Answers.Conflict(refused.Code, refused.Text);
        await StartSegmentation.StartAsync(client, cancel);
        return Answers.Accepted(
            request, string.Create(CultureInfo.InvariantCulture, $"/api/runs/{decided.Run.Run}"),
            new AskedRunAnswer(decided.Run.Run, decided.Run.State));
    }

    private async Task<RunRow?> FindAsync(string number, CancellationToken cancel) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? await ledger.FindAsync(run, cancel)
            : null;
}
