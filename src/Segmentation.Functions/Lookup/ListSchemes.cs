using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows the schemes of the published run, their segments best first with sizes and value.</summary>
public sealed class ListSchemes(BlobStore data, PublishedRuns runs, WorkspaceStore workspaces)
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

    /// <summary>The problem of a scheme that the published run does not have.</summary>
    internal static IActionResult UnknownScheme() =>
        Answers.NotFound("unknown-scheme", "the published run has no scheme of this name");

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
