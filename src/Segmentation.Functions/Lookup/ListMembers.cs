using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows who is in a segment of the published run.</summary>
public sealed class ListMembers(
    BlobStore data, RunStore files, PublishedRuns runs, WorkspaceStore workspaces, CustomerNames names,
    ReadCounter reads)
{
    /// <summary>
    /// The customers of a segment, by id, all or those of <c>?owner=</c>, page by page: <c>?limit=&amp;cursor=</c>.
    /// </summary>
    [Function("ListMembers")]
    [Operation("The customers of a segment with name and owner, by id")]
    [Query("owner", typeof(string), "only those of exactly this owner")]
    [Paged]
    [Answers(200, typeof(MemberList), "a page of customers of the published run", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(404, "unknown-scheme", "unknown-segment")]
    [Fails(410, "cursor-expired")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes/{scheme}/segments/{segment}/customers")]
        HttpRequest request, string scheme, string segment, CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var pointer = await runs.SeenAsync(cancel);
        if (page.RunIn(pointer, files) is not { } run)
            return Page.Gone();
        if (run == 0 || !(await runs.GetAsync(run, cancel)).Schemes.Contains(scheme))
            return ListSchemes.UnknownScheme();
        reads.Count(request, scheme);
        if (workspaces.Read((await runs.GetAsync(run, cancel)).WorkspaceVersion, RunStore.CalibrationName(run)).Schemes
            .Single(s => s.Name == scheme).Segments.All(s => s.Id != segment))
            return Answers.NotFound("unknown-segment", "the scheme has no segment of this id");
        var name = RunStore.Name(run, $"members/{scheme}/{segment}");
        if (page.Offset > data.Length(name) || !IsLineStart(name, page.Offset))
            return Page.BadCursor();
        var (items, end) = Items(name, page, SearchCustomers.Asked(request, "owner"), names.In(run));
        return Answers.Ok(
            request, run, new MemberList(run, items, end < data.Length(name) ? Page.Cursor(run, end) : null));
    }

    /// <summary>The items of a page, and where the next page begins.</summary>
    private (List<Candidate> Items, long End) Items(string name, Page page, string? owner, RunNames known)
    {
        var (items, end) = (new List<Candidate>(), page.Offset);
        foreach (var line in data.FewLines(name, page.Offset))
        {
            if (items.Count == page.Limit)
                break;
            end += line.Length + 1;
            var customer = known.Of(JsonSerializer.Deserialize<string>(line)!);
            if (owner is null || customer.Owner == owner)
                items.Add(customer);
        }

        return (items, end);
    }

    private bool IsLineStart(string name, long offset)
    {
        Span<byte> before = stackalloc byte[1];
        return offset == 0 || (data.Read(name, offset - 1, before) == 1 && before[0] == '\n');
    }
}

/// <summary>A page of the customers of a segment.</summary>
/// <param name="Run">The run.</param>
/// <param name="Items">The customers, by id.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record MemberList(int Run, IReadOnlyList<Candidate> Items, string? Next);
