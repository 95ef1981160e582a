using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The transitions of published runs whose files are kept, oldest first: the messages again, with the same ids.
/// </summary>
public sealed class ListTransitions(BlobStore data, RunStore files, PublishedRuns runs, ReadCounter reads)
{
    private static readonly string[] Filters = ["scheme", "from", "to", "direction", "cause", "owner"];

    /// <summary>
    /// The transitions behind <c>?after={run}.{sequence}</c>, of one run, scheme, segment left or entered, direction,
    /// cause or owner.
    /// </summary>
    [Function("ListTransitions")]
    [Operation("The messages about moves again, with the same ids, oldest first")]
    [Query("after", typeof(string), "only those behind this run and sequence, such as 7.118; a next of this list too")]
    [Query("run", typeof(int), "only of this run")]
    [Query("scheme", typeof(string), "only of this scheme")]
    [Query("from", typeof(string), "only those that left this segment")]
    [Query("to", typeof(string), "only those that entered this segment")]
    [Query("direction", typeof(string), "only upgrades, downgrades, first or removed")]
    [Query("cause", typeof(string), "only of this cause")]
    [Query("owner", typeof(string), "only of customers of this owner")]
    [Query("limit", typeof(int), "how many items the page may have, 1 to 1,000; 100 without it")]
    [Answers(200, typeof(TransitionList), "the moves of published runs whose files are kept", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(400, "bad-after", "bad-limit", "bad-run")]
    [Fails(410, "cursor-expired")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "transitions")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOfLimit(request, out var limit, out var problem))
            return problem;
        if (After(request) is not var (run, sequence))
        {
            return Answers.BadRequest(
                "bad-after", "after: expected the run and sequence of a transition, such as 7.118");
        }

        if (Only(request) is not { } only)
            return Answers.BadRequest("bad-run", "run: found no number; expected the number of a published run");
        var pointer = await runs.PointerAsync(cancel);
        var published = (await runs.AllAsync(pointer, cancel)).OrderBy(known => known.Run).ToArray();
        var asked = published.Where(known => only == 0 || known.Run == only).ToArray();
        var kept = asked.Where(known => files.Has(known.Run)).ToArray();
        // A run of which others need files outlives younger ones: what is missing may be behind it.
        if (run + only > 0 && asked.Except(kept).Any(gone => gone.Run >= run))
        {
            return Answers.Gone(
                "moves behind this place are not kept any more; read all segments, and begin with the published run");
        }

        Count(request, published);
        var items = new List<JsonNode>();
        var last = (Run: run, Sequence: sequence);
        foreach (var known in kept.Where(known => known.Run >= run))
        {
            var behind = known.Run == run ? sequence : 0;
            foreach (var (number, line) in TransitionFile.InOrder(data, known.Run, files.Base(known.Run).Shards))
            {
                if (number <= behind)
                    continue;
                if (items.Count == limit)
                    return Answers.Ok(request, pointer.Published, new TransitionList(items, Text(last)));
                last = (known.Run, number);
                if (Message(line, known, request) is { } message)
                    items.Add(message);
            }
        }

        return Answers.Ok(request, pointer.Published, new TransitionList(items, null));
    }

    private void Count(HttpRequest request, PublishedRun[] published)
    {
        var scheme = SearchCustomers.Asked(request, "scheme");
        if (scheme is null || published is [.., var last] && last.Schemes.Contains(scheme))
            reads.Count(request, scheme ?? ReadCounter.All);
    }

    private static string Text((int Run, long Sequence) place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.Run}.{place.Sequence}");

    private static (int Run, long Sequence)? After(HttpRequest request)
    {
        var text = request.Query["after"].FirstOrDefault() ?? request.Query["cursor"].FirstOrDefault();
        if (string.IsNullOrEmpty(text))
            return (0, 0);
        var parts = text.Split('.');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (run, sequence)
            : null;
    }

    /// <summary>The run of <c>?run=</c>; 0 without one, and null for what is no number of a run.</summary>
    private static int? Only(HttpRequest request) => SearchCustomers.Asked(request, "run") is not { } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var run) && run > 0 ? run : null;

    private static JsonObject? Message(byte[] line, PublishedRun run, HttpRequest request)
    {
        var message = JsonNode.Parse(line)!.AsObject();
        foreach (var filter in Filters)
        {
            if (SearchCustomers.Asked(request, filter) is { } wanted
                && (string?)message["data"]![filter] != wanted)
                return null;
        }

        message["time"] = Messages.EventMessage.Time(run.PublishedAt);
        return message;
    }
}

/// <summary>A page of messages about moves.</summary>
/// <param name="Items">The messages, oldest first.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
internal sealed record TransitionList(
    [property: Holds(typeof(TransitionMessage))] IReadOnlyList<JsonNode> Items, string? Next);
