using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Lets a person set a customer's segment for a while, and take that back; a run follows.</summary>
public sealed class SetOverride(
    PublishedRuns published, FindCustomer find, WorkspaceStore workspaces, OverrideLedger overrides,
    OverrideRuns asked, TimeProvider time)
{
    private const string Route = "customers/{id}/overrides/{scheme}";

    /// <summary>Sets a segment: <c>{"segment", "reason", "author", "expires"}</c>.</summary>
    [Function("SetOverride")]
    public async Task<IActionResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Route)] HttpRequest request, string id,
        string scheme, [DurableClient] DurableTaskClient client, FunctionContext context, CancellationToken cancel)
    {
        var (target, problem) = await TargetAsync(request, id, scheme, cancel);
        if (target is null)
            return problem!;
        var (body, malformed) = await OverrideBody.ReadAsync(request.Body, cancel);
        if (body is null)
            return malformed!;
        var now = time.GetUtcNow();
        if (body.Problem(target.Scheme, Days.At(now, target.Zone)) is { } wrong)
            return wrong;
        var known = await FindAsync(target, scheme, cancel);
        if (!Fits(request, known))
            return Changed();
        var set = OverrideRow.Of(new Override(
            target.Customer, scheme, body.Segment!, body.Reason!.Trim(), body.Author!.Trim(), body.ExpiryDay!.Value),
            now);
        var isOwn = known?.Customer == target.Customer;
        if (await overrides.SetAsync(set, isOwn ? known : null, cancel) is null)
            return Changed();
        // What was set for an alias does not come back when this one ends.
        if (known is not null && !isOwn)
            await overrides.DeleteAsync(known, cancel);
        request.HttpContext.Response.Headers.ETag = set.Version;
        return await AskAsync(request, client, context, set, set.Override, cancel);
    }

    /// <summary>The segment that is set, with the ETag that a change of it names.</summary>
    [Function("ShowOverride")]
    public async Task<IActionResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request, string id,
        string scheme, CancellationToken cancel)
    {
        var (target, problem) = await TargetAsync(request, id, scheme, cancel);
        if (target is null)
            return problem!;
        if (await FindAsync(target, scheme, cancel) is not { } known)
            return NoOverride;
        request.HttpContext.Response.Headers.ETag = known.Version;
        return Answers.Ok(new
        {
            known.Customer,
            known.Scheme,
            known.Segment,
            known.Reason,
            known.Author,
            known.Expires,
            known.SetAt,
            known.ConflictRuns,
        });
    }

    /// <summary>Takes a set segment back.</summary>
    [Function("RemoveOverride")]
    public async Task<IActionResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Route)] HttpRequest request, string id,
        string scheme, [DurableClient] DurableTaskClient client, FunctionContext context, CancellationToken cancel)
    {
        var (target, problem) = await TargetAsync(request, id, scheme, cancel);
        if (target is null)
            return problem!;
        if (await FindAsync(target, scheme, cancel) is not { } known)
            return NoOverride;
        return Fits(request, known) && await overrides.DeleteAsync(known, cancel)
            ? await AskAsync(request, client, context, known, null, cancel)
            : Changed();
    }

    private async Task<IActionResult> AskAsync(
        HttpRequest request, DurableTaskClient client, FunctionContext context, OverrideRow row, Override? set,
        CancellationToken cancel)
    {
        var run = await asked.AskAsync(context.InvocationId, [row.Customer], cancel);
        await StartSegmentation.StartAsync(client, cancel);
        return Answers.Accepted(
            request, string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Run}"),
            new { row.Customer, row.Scheme, Override = set, run.Run, run.State });
    }

    /// <summary>The override of a customer, or that of an alias.</summary>
    private async Task<OverrideRow?> FindAsync(Target target, string scheme, CancellationToken cancel)
    {
        foreach (var id in target.Aliases.Prepend(target.Customer))
        {
            if (await overrides.FindAsync(id, scheme, cancel) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Whom and what a request is about, or why it is about nothing.</summary>
    private async Task<(Target? Target, IActionResult? Problem)> TargetAsync(
        HttpRequest request, string id, string scheme, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        var pointer = await published.PointerAsync(cancel);
        if (pointer.Published == 0 || published.Find(pointer.Published, asked) is null)
        {
            if (published.IsImported(asked))
                return (null, Answers.Conflict(CustomerStatus.Awaiting, "no published run has the customer yet"));
            if (pointer.Published == 0)
                return (null, FindSegments.UnknownCustomer());
        }

        var match = find.Find(asked, pointer.Published);
        if (match.Id is not { } customer)
        {
            return (null, match.Count == 0
                ? FindSegments.UnknownCustomer(match.Suggestion)
                : Answers.Ambiguous(match));
        }

        var run = await published.GetAsync(pointer.Published, cancel);
        var workspace = workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));
        return run.Schemes.Contains(scheme)
            ? (new Target(
                customer, published.Identity(pointer.Published).Aliases(customer),
                workspace.Schemes.Single(one => one.Name == scheme), workspace.TimeZone), null)
            : (null, Answers.NotFound("unknown-scheme", "the published run has no scheme of this name"));
    }

    /// <summary>Whether the override is the one that the caller knows, when it says which.</summary>
    private static bool Fits(HttpRequest request, OverrideRow? known)
    {
        var (match, noneMatch) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        return (match.Count == 0 || (known is not null && ETags.Has(match, known.Version)))
            && (noneMatch.Count == 0 || known is null);
    }

    private static IActionResult NoOverride =>
        Answers.NotFound("no-override", "nobody set the customer's segment in this scheme");

    private static IActionResult Changed() => Answers.ConditionFailed(
        "override-changed", "the override is not the one of If-Match any more; read it again, and decide");

    private sealed record Target(
        string Customer, IReadOnlyList<string> Aliases, SchemeDefinition Scheme, TimeZoneInfo Zone);
}
