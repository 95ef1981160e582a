using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>Shows the customers that a person should look at, the most value at stake first.</summary>
public sealed class ListAttention(
    PublishedRuns runs, RunStore files, WorkspaceStore workspaces, CurrentAttention attention, CustomerNames names)
{
    /// <summary>
    /// The customers of <c>?owner=</c>, <c>&amp;reason=</c> and <c>&amp;scheme=</c>, page by page:
    /// <c>&amp;limit=&amp;cursor=</c>.
    /// </summary>
    [Function("ListAttention")]
    [Operation("Lists the customers that a person should look at, the most value at stake first")]
    [Query("owner", typeof(string), "Only customers of this owner")]
    [Query("reason", typeof(string), "Only customers with this reason, such as detractor")]
    [Query("scheme", typeof(string), "Only customers of whom this scheme says so")]
    [Paged]
    [Answers(StatusCodes.Status200OK, typeof(AttentionAnswer), "The customers, and the sums over all pages",
        HasETag = true)]
    [Answers(StatusCodes.Status304NotModified, null, "The caller has it")]
    [Fails(StatusCodes.Status400BadRequest, "unknown-reason")]
    [Fails(StatusCodes.Status404NotFound, "no-run", "unknown-scheme")]
    [Fails(StatusCodes.Status410Gone, "cursor-expired")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "attention")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        if (page.RunIn(await runs.PointerAsync(cancel), files) is not { } number)
            return Page.Gone();
        if (number == 0)
            return Answers.NotFound("no-run", "no run was published yet");
        var run = await runs.GetAsync(number, cancel);
        var asked = new AskedAttention(
            SearchCustomers.Asked(request, "owner"), SearchCustomers.Asked(request, "reason"),
            SearchCustomers.Asked(request, "scheme"));
        if (asked.Reason is { } word && AttentionReason.Find(word) is null)
            return UnknownReason(word);
        if (asked.Scheme is { } scheme && !run.Schemes.Contains(scheme))
            return ListSchemes.UnknownScheme();
        var overlaid = await attention.OverlaidAsync(run, cancel);
        var found = attention.Merged(run, overlaid).Where(asked.Matches).ToList();
        return page.Offset > found.Count
            ? Page.BadCursor()
            : Answers.Ok(request, ETag(number, overlaid), Answer(run, page, found));
    }

    private AttentionAnswer Answer(PublishedRun run, Page page, List<AttentionPlace> found)
    {
        var workspace = workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));
        var tally = new AttentionTally(workspace.Value is not null);
        foreach (var place in found)
        {
            tally.Add(
                place.Value, place.Rank.Stake, place.Kinds.Select(kind => kind.Reason).Distinct(), place.Owner);
        }

        var end = (int)Math.Min(found.Count, page.Offset + page.Limit);
        return new AttentionAnswer(
            run.Run, run.AsOf, workspace.Currency,
            [.. found.Take((int)page.Offset..end).Select(place => Item(run.Run, place))], tally.Totals(),
            end < found.Count ? Page.Cursor(run.Run, end) : null);
    }

    private AttentionItem Item(int run, AttentionPlace place)
    {
        var entry = attention.Entry(run, place);
        return new AttentionItem(
            entry.Customer, names.In(run).Of(entry.Customer).Name, place.Owner, entry.Value, entry.Stake,
            entry.Reasons, entry.Playbook, entry.NextAction);
    }

    /// <summary>The run, and behind it what people say and set between two, when they do.</summary>
    private static string ETag(int run, IReadOnlyList<OverlaidReason> overlaid) => overlaid.Count == 0
        ? Answers.ETag(run)
        : string.Create(CultureInfo.InvariantCulture, $"\"{run}.{Hash(overlaid):x}\"");

    private static ulong Hash(IReadOnlyList<OverlaidReason> overlaid) =>
        StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', overlaid)));

    private static IActionResult UnknownReason(string word)
    {
        string[] words = [.. AttentionReason.All.Select(reason => reason.Word)];
        return Answers.BadRequest("unknown-reason", Sentence.Of(
            "reason", $"unknown reason {Sentence.Quoted(word)}", $"one of {string.Join(", ", words)}",
            Suggestion.For(word, words)));
    }

    /// <summary>Which customers are asked for; null for any.</summary>
    private sealed record AskedAttention(string? Owner, string? Reason, string? Scheme)
    {
        public bool Matches(AttentionPlace place) => (Owner is null || place.Owner == Owner)
            && place.Kinds.Any(kind =>
                (Reason is null || kind.Reason == Reason) && (Scheme is null || kind.Scheme == Scheme));
    }
}
