using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
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
    [Operation("Why a customer is where it is, and what moved it there")]
    [Query("scheme", typeof(string), "the scheme; without it a list when the run has several")]
    [Query("run", typeof(int), "the number of a published run; without it the newest")]
    [Answers(200, typeof(Explanation), "the explanation in the one scheme", HasETag = true)]
    [Answers(200, typeof(ExplanationList), "the explanations in several schemes", HasETag = true)]
    [Answers(200, typeof(CustomerStatus), "awaiting-first-run: it was imported, and no published run has it yet")]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(400, "bad-run")]
    [Fails(404, "unknown-customer", "unknown-run", "unknown-scheme")]
    [Fails(409, "ambiguous-customer")]
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
        Explanation[] explained =
        [
            .. explain.Of(customer, scheme, run).Select(explanation => explanation with
            {
                Move = explanation.Move ?? Move(explanation, shown),
            }),
        ];
        return explained.Length == 1 ? explained[0] : new ExplanationList(explained, null);
    }

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

/// <summary>The explanations of a customer in several schemes.</summary>
/// <param name="Items">The explanations, by the name of the scheme.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record ExplanationList(IReadOnlyList<Explanation> Items, string? Next);
