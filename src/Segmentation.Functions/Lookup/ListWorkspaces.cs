using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows when which definitions went live, newest first.</summary>
public sealed class ListWorkspaces(WorkspaceStore workspaces, GoLive live)
{
    /// <summary>All deployments; the ETag is the current version.</summary>
    [Function(nameof(ListWorkspaces))]
    [Operation("When which definitions went live, newest first")]
    [Paged]
    [Answers(200, typeof(DeploymentList), "a page of deployments; the ETag is the current version", HasETag = true)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "workspaces")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var all = workspaces.Deployments.Reverse().ToArray();
        var items = new List<DeploymentItem>();
        foreach (var deployment in all.Skip((int)page.Offset).Take(page.Limit))
            items.Add(await ItemAsync(deployment, isCurrent: deployment == all[0], cancel));
        var end = page.Offset + items.Count;
        if (all.Length > 0)
            request.HttpContext.Response.Headers.ETag = $"\"{all[0].Version}\"";
        return Answers.Ok(new DeploymentList(items, end < all.Length ? Page.Cursor(1, end) : null));
    }

    private async Task<DeploymentItem> ItemAsync(Deployment deployment, bool isCurrent, CancellationToken cancel)
    {
        var workspace = workspaces.Read(deployment.Version);
        return new DeploymentItem(
            deployment.Version, workspace.Name, deployment.Author, deployment.At, deployment.Note, deployment.How,
            isCurrent, (await live.FirstRunAsync(deployment, cancel))?.Run,
            [.. workspace.Schemes.Select(scheme => new SchemeVersion(scheme.Name, scheme.Version))]);
    }
}

/// <summary>A page of deployments.</summary>
/// <param name="Items">The deployments, newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record DeploymentList(IReadOnlyList<DeploymentItem> Items, string? Next);

/// <summary>Definitions that went live.</summary>
/// <param name="Version">Their version, a hash.</param>
/// <param name="Name">The workspace.</param>
/// <param name="Author">Who did it; null when not said.</param>
/// <param name="DeployedAt">When.</param>
/// <param name="Note">What for; null when not said.</param>
/// <param name="How"><c>deploy</c>, <c>rollback</c>, <c>run</c> or <c>serve</c>.</param>
/// <param name="Current">Whether they are the current ones.</param>
/// <param name="Run">The first run of it since; null for none.</param>
/// <param name="Schemes">Their schemes.</param>
internal sealed record DeploymentItem(
    string Version, string Name, string? Author, DateTimeOffset DeployedAt, string? Note, string How, bool Current,
    int? Run, IReadOnlyList<SchemeVersion> Schemes);

/// <summary>The version of a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">Its version.</param>
internal sealed record SchemeVersion(string Scheme, int Version);
