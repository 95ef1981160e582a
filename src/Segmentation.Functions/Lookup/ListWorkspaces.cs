using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows when which definitions went live, newest first.</summary>
public sealed class ListWorkspaces(WorkspaceStore workspaces, GoLive live)
{
    /// <summary>All deployments; the ETag is the current version.</summary>
    [Function(nameof(ListWorkspaces))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "workspaces")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var all = workspaces.Deployments.Reverse().ToArray();
        var items = new List<object>();
        foreach (var deployment in all.Skip((int)page.Offset).Take(page.Limit))
            items.Add(await ItemAsync(deployment, isCurrent: deployment == all[0], cancel));
        var end = page.Offset + items.Count;
        if (all.Length > 0)
            request.HttpContext.Response.Headers.ETag = $"\"{all[0].Version}\"";
        return Answers.Ok(new { Items = items, Next = end < all.Length ? Page.Cursor(1, end) : null });
    }

    private async Task<object> ItemAsync(Deployment deployment, bool isCurrent, CancellationToken cancel)
    {
        var workspace = workspaces.Read(deployment.Version);
        return new
        {
            deployment.Version,
            workspace.Name,
            deployment.Author,
            DeployedAt = deployment.At,
            deployment.Note,
            deployment.How,
            Current = isCurrent,
            (await live.FirstRunAsync(deployment, cancel))?.Run,
            Schemes = workspace.Schemes.Select(scheme => new { Scheme = scheme.Name, scheme.Version }),
        };
    }
}
