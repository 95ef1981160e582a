using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Tells why a customer is where it is, and what moved it there.</summary>
public sealed class ExplainSegments(
    BlobStore data, RunStore files, FindCustomer find, ExplainCustomer explain, PublishedRuns runs,
    CustomerResults results)
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
        return Answers.Ok(request, pointer.Published, await AnswerAsync(customer, scheme, run, cancel));
    }

    private async Task<object> AnswerAsync(string customer, string? scheme, int run, CancellationToken cancel)
    {
        var history = await results.HistoryAsync(customer, new Pointer(run, []), cancel);
        var pointer = await runs.PointerAsync(cancel);
        var explained = explain.Of(customer, scheme, run).Select(explanation => Answer(
            explanation, history.Where(row => pointer.Shows(row.Run)), customer)).ToArray();
        return explained.Length == 1 ? explained[0] : new { Items = explained, Next = (string?)null };
    }

    private object Answer(Explanation explanation, IEnumerable<HistoryRow> history, string customer)
    {
        var moved = history.Select(row => (row.Run, Move: JsonSerializer.Deserialize<StoredMove[]>(
                row.Moves, Hosting.Json.Options)!.FirstOrDefault(move => move.Scheme == explanation.Scheme)))
            .FirstOrDefault(row => row.Move is not null);
        return new
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
            explanation.DecidedBy,
            explanation.Inputs,
            explanation.RunnerUp,
            explanation.Margin,
            Held = (object?)null,
            Override = (object?)null,
            Move = moved.Move is null ? null : Move(moved.Run, moved.Move, customer),
            explanation.NearestChange,
        };
    }

    private object Move(int run, StoredMove move, string customer) => new
    {
        move.From,
        move.To,
        Run = run,
        move.Cause,
        move.Causes,
        Inputs = MoveInputs(run, move.Scheme, customer),
        Text = move.From is null ? $"new in run {run}: {move.To}"
            : move.To is null ? $"removed in run {run}; it was {move.From}"
            : string.Create(CultureInfo.InvariantCulture, $"moved from {move.From} to {move.To} in run {run}"),
    };

    /// <summary>
    /// What differed when the customer moved, from that run's transitions; null when they are not kept.
    /// </summary>
    private JsonElement? MoveInputs(int run, string scheme, string customer)
    {
        if (!files.Has(run))
            return null;
        var id = System.Text.Encoding.UTF8.GetBytes(customer);
        var shard = Engine.Columns.StableHash.Shard(Engine.Columns.StableHash.Of(id), files.Base(run).Shards);
        var subject = JsonSerializer.SerializeToUtf8Bytes(customer, Hosting.Json.Options);
        foreach (var line in data.Lines(TransitionFile.Name(run, shard)))
        {
            // Only lines that name the customer are worth parsing.
            if (line.AsSpan().IndexOf(subject) < 0)
                continue;
            var moved = JsonSerializer.Deserialize<JsonElement>(line).GetProperty("data");
            if (moved.GetProperty("customer").GetString() == customer
                && moved.GetProperty("scheme").GetString() == scheme)
                return moved.GetProperty("reasons");
        }

        return null;
    }
}
