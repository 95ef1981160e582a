using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Lets a person set a customer's segment for a while, and take that back; a run follows.</summary>
public sealed class SetOverride(
    AskedCustomers customers, OverrideLedger overrides, OverrideRuns asked, TimeProvider time)
{
    private const string Route = "customers/{id}/overrides/{scheme}";

    /// <summary>Sets a segment: <c>{"segment", "reason", "author", "expires"}</c>.</summary>
    [Function("SetOverride")]
    [Operation("Sets a customer's segment by hand for a while; a run follows")]
    [Body(typeof(OverrideBody))]
    [Header("If-Match", "the ETag of the override, to change no other one")]
    [Header("If-None-Match", "*, to set only where nobody did")]
    [Answers(202, typeof(OverrideAnswer), "the run that makes it so; Location is where it is seen", HasETag = true)]
    [Fails(400, "bad-date", "late-expiry", "long-author", "long-reason", "malformed-json", "no-author", "no-expiry",
        "no-reason", "past-expiry", "unknown-segment")]
    [Fails(404, "unknown-customer", "unknown-scheme")]
    [Fails(409, "ambiguous-customer", "awaiting-first-run")]
    [Fails(412, "override-changed")]
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
    [Operation("What a person set, as it is now")]
    [Answers(200, typeof(OverrideState), "the override, with the ETag that a change of it names", HasETag = true)]
    [Fails(404, "no-override", "unknown-customer", "unknown-scheme")]
    [Fails(409, "ambiguous-customer", "awaiting-first-run")]
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
        return Answers.Ok(new OverrideState(known.Customer, known.Scheme, known.Segment, known.Reason, known.Author)
        {
            Expires = known.ExpiryDay,
            SetAt = known.SetAt,
            ConflictRuns = known.ConflictRuns,
        });
    }

    /// <summary>Takes a set segment back.</summary>
    [Function("RemoveOverride")]
    [Operation("Takes a segment that a person set back; a run follows")]
    [Header("If-Match", "the ETag of the override, to change no other one")]
    [Answers(202, typeof(OverrideAnswer), "the run that makes it so; Location is where it is seen")]
    [Fails(404, "no-override", "unknown-customer", "unknown-scheme")]
    [Fails(409, "ambiguous-customer", "awaiting-first-run")]
    [Fails(412, "override-changed")]
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
            new OverrideAnswer(row.Customer, row.Scheme, set, run.Run, run.State));
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
        var (asked, problem) = await customers.OfAsync(request, id, cancel);
        if (asked is null)
            return (null, problem);
        return customers.Scheme(asked.Run, scheme) is { } definition
            ? (new Target(
                asked.Customer, asked.Aliases, definition, customers.WorkspaceOf(asked.Run).TimeZone), null)
            : (null, ListSchemes.UnknownScheme());
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
