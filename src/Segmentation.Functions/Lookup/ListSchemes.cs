using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Shows the schemes of the published run, their segments best first with sizes and value, and who is in them.
/// </summary>
public sealed class ListSchemes(BlobStore data, RunStore files, PublishedRuns runs, WorkspaceStore workspaces)
{
    /// <summary>All schemes.</summary>
    [Function("ListSchemes")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes")] HttpRequest request,
        CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0)
            return Answers.Ok(new { Items = Array.Empty<object>(), Next = (string?)null });
        var (report, workspace) = await ReadAsync(published, cancel);
        return Answers.Ok(request, published, new
        {
            Items = report.Schemes.Select(scheme => Scheme(scheme, report, workspace)).ToArray(),
            Next = (string?)null,
        });
    }

    /// <summary>One scheme.</summary>
    [Function("ShowScheme")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes/{scheme}")] HttpRequest request,
        string scheme, CancellationToken cancel)
    {
        var published = (await runs.PointerAsync(cancel)).Published;
        if (published == 0 || !(await runs.GetAsync(published, cancel)).Schemes.Contains(scheme))
            return UnknownScheme();
        var (report, workspace) = await ReadAsync(published, cancel);
        return Answers.Ok(
            request, published, Scheme(report.Schemes.Single(s => s.Scheme == scheme), report, workspace));
    }

    /// <summary>The customers of a segment, by id, page by page: <c>?limit=&amp;cursor=</c>.</summary>
    [Function("ListMembers")]
    public async Task<IActionResult> MembersAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "schemes/{scheme}/segments/{segment}/customers")]
        HttpRequest request, string scheme, string segment, CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var pointer = await runs.PointerAsync(cancel);
        var run = page.Run ?? pointer.Published;
        if (page.Run is not null && (!pointer.Shows(run) || !files.Has(run)))
            return Answers.Gone("the files of the cursor's run are not kept any more; begin again without a cursor");
        if (run == 0 || !(await runs.GetAsync(run, cancel)).Schemes.Contains(scheme))
            return UnknownScheme();
        var name = RunStore.Name(run, $"members/{scheme}/{segment}");
        if (workspaces.Read((await runs.GetAsync(run, cancel)).WorkspaceVersion).Schemes
            .Single(s => s.Name == scheme).Segments.All(s => s.Id != segment))
            return Answers.NotFound("unknown-segment", "the scheme has no segment of this id");
        if (page.Offset < 0 || page.Offset > data.Length(name) || !IsLineStart(name, page.Offset))
            return Answers.BadRequest("bad-cursor", "cursor: it is none of ours; expected the next of an answer");
        var lines = data.Lines(name, page.Offset).Take(page.Limit).ToArray();
        var end = page.Offset + lines.Sum(line => line.Length + 1L);
        return Answers.Ok(request, run, new
        {
            Run = run,
            Items = lines.Select(line => new { Customer = System.Text.Json.JsonSerializer.Deserialize<string>(line) }),
            Next = end < data.Length(name) ? Page.Cursor(run, end) : null,
        });
    }

    private static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");

    private bool IsLineStart(string name, long offset)
    {
        if (offset == 0)
            return true;
        using var stream = data.Open(name);
        stream.Position = offset - 1;
        return stream.ReadByte() == '\n';
    }

    private async Task<(RunReport Report, Workspace Workspace)> ReadAsync(int run, CancellationToken cancel) => (
        Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File)),
        workspaces.Read((await runs.GetAsync(run, cancel)).WorkspaceVersion));

    private static object Scheme(SchemeReport scheme, RunReport report, Workspace workspace)
    {
        var definition = workspace.Schemes.Single(s => s.Name == scheme.Scheme);
        return new
        {
            scheme.Scheme,
            scheme.Version,
            scheme.Kind,
            report.Run,
            report.AsOf,
            report.Customers,
            report.Currency,
            Segments = scheme.Segments.Select(segment => new
            {
                segment.Segment,
                segment.Name,
                segment.Customers,
                segment.Value,
                definition.Segments.First(s => s.Id == segment.Segment).Description,
                definition.Segments.First(s => s.Id == segment.Segment).Playbook,
            }).ToArray(),
        };
    }
}
