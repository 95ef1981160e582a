using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Tells why a customer is where it is, and what moved it there.</summary>
public sealed class ExplainSegments(
    RunStore files, FindCustomer find, ExplainCustomer explain, PublishedRuns runs, CustomerResults results,
    ReadCounter reads)
{
    /// <summary>
    /// The explanation of <c>?scheme=</c>, in the published run or in <c>&amp;run=</c>; without a scheme a list when
    /// the run has several. In place of the id, an external key or a name will do that no other customer has.
    /// </summary>
    [Function("ExplainCustomer")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/explain")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        var pointer = await runs.PointerAsync(cancel);
        var run = pointer.Published;
        if (request.Query["run"].FirstOrDefault() is { } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out run))
            return Answers.BadRequest("bad-run", "run: found no number; expected the number of a published run");
        if (!pointer.Shows(run) || !files.Has(run))
        {
            return pointer.Published == 0 && runs.IsImported(asked)
                ? Answers.Ok(new CustomerStatus(asked, CustomerStatus.Awaiting))
                : Answers.NotFound(
                    pointer.Published == 0 ? "unknown-customer" : "unknown-run",
                    "no such run is published, or its files are not kept any more");
        }

        if (runs.Find(run, asked) is null && runs.IsImported(asked))
            return Answers.Ok(new CustomerStatus(asked, CustomerStatus.Awaiting));
        var match = find.Find(asked, run);
        if (match.Id is not { } customer)
            return match.Count == 0 ? FindSegments.UnknownCustomer(match.Suggestion) : Answers.Ambiguous(match);

        var scheme = request.Query["scheme"].FirstOrDefault();
        if (scheme is not null && !(await runs.GetAsync(run, cancel)).Schemes.Contains(scheme))
            return Answers.NotFound("unknown-scheme", "the run has no scheme of this name");
        reads.Count(request, scheme ?? ReadCounter.All);
        return Answers.Ok(request, pointer.Published, await AnswerAsync(customer, scheme, run, cancel));
    }

    private async Task<object> AnswerAsync(string customer, string? scheme, int run, CancellationToken cancel)
    {
        var history = await results.HistoryAsync(customer, new Pointer(run, []), cancel);
        var pointer = await runs.PointerAsync(cancel);
        var shown = history.Where(row => pointer.Shows(row.Run)).ToArray();
        var explained = explain.Of(customer, scheme, run).Select(explanation => Answer(
            explanation, explanation.Move ?? Move(explanation, shown))).ToArray();
        return explained.Length == 1 ? explained[0] : new { Items = explained, Next = (string?)null };
    }

    private static object Answer(Explanation explanation, LastMove? move) => new
    {
        explanation.Customer,
        explanation.Run,
        explanation.AsOf,
        explanation.Scheme,
        explanation.Segment,
        explanation.Name,
        explanation.Description,
        explanation.Playbook,
        explanation.SinceRun,
        explanation.Entered,
        explanation.DecidedBy,
        explanation.Inputs,
        explanation.Unknown,
        explanation.RunnerUp,
        explanation.Margin,
        explanation.ModelSegment,
        explanation.Held,
        explanation.Override,
        Move = move,
        explanation.NearestChange,
        explanation.WayBack,
    };

    /// <summary>The last move of a history, whose run's files may be gone.</summary>
    private static LastMove? Move(Explanation explanation, IEnumerable<HistoryRow> history) => history
        .SelectMany(row => JsonSerializer.Deserialize<StoredMove[]>(row.Moves, Hosting.Json.Options)!
            .Where(move => move.Scheme == explanation.Scheme)
            .Select(move => new LastMove(move.From, move.To, row.Run, move.Cause, move.Causes, null)
            {
                Irregular = move.Irregular,
            }))
        .FirstOrDefault();
}
