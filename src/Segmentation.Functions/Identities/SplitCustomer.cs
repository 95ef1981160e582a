using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Engine.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Identities;

/// <summary>Undoes a merge: takes an alias out of its customer for good; a run follows.</summary>
public sealed class SplitCustomer(
    PublishedRuns published, BaseStore store, IdentityLedger ledger, RunLedger runs)
{
    /// <summary>The trigger of such a run.</summary>
    public const string Trigger = "split";

    /// <summary>Splits: <c>{"alias", "reason", "author"}</c>, of a customer by its id or one of its aliases.</summary>
    [Function("SplitCustomer")]
    [Operation("Takes an alias out of a customer for good; a run follows")]
    [Body(typeof(SplitBody))]
    [Answers(202, typeof(SplitAnswer), "the run that makes it so; Location is where it is seen")]
    [Fails(400, "malformed-json", "no-author", "no-reason", "unknown-alias")]
    [Fails(404, "unknown-customer")]
    [Fails(409, "awaiting-first-run", "not-merged")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/split")] HttpRequest http,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancel)
    {
        var (body, problem) = await SplitBody.ReadAsync(http.Body, cancel);
        if (body is null)
            return problem!;
        var customer = CustomerIds.Of(http, id);
        var pointer = await published.PointerAsync(cancel);
        if (published.Find(pointer.Published, customer) is null)
            return published.IsImported(customer) ? Answers.Awaiting() : FindSegments.UnknownCustomer();
        var identity = published.Identity(pointer.Published);
        var group = identity.Groups.FirstOrDefault(group => group.Canonical == identity.Canonical(customer));
        if (group is null)
            return Answers.Conflict("not-merged", "the customer has one id alone; there is nothing to split");
        if (Alias(body, customer, group) is not { } alias)
            return Answers.BadRequest(
                "unknown-alias", $"alias: expected one of the customer's aliases, {string.Join(", ", group.Aliases)}");
        ledger.SplitOff(group, alias, pointer.Published, body.Reason!.Trim(), body.Author!.Trim());
        // The same split asks for the same run.
        var token = string.Create(CultureInfo.InvariantCulture, $"split/{pointer.Published}/{alias}");
        var request = await RequestAsync(pointer.Published, cancel);
        var run = await runs.TakeNumberAsync(token, Trigger, request, cancel);
        await StartSegmentation.StartAsync(client, cancel);
        return Answers.Accepted(
            http, string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Run}"),
            new SplitAnswer(group.Canonical, alias, run.Run, run.State));
    }

    /// <summary>
    /// The published day and definitions, so that nobody moves for another reason; with a newer base whatever it calls
    /// for.
    /// </summary>
    private async Task<RunRequest> RequestAsync(int run, CancellationToken cancel)
    {
        var now = await published.GetAsync(run, cancel);
        return store.Version != now.BaseVersion
            ? new RunRequest()
            : new RunRequest { AsOf = now.AsOf, Workspace = now.WorkspaceVersion };
    }

    private static string? Alias(SplitBody body, string asked, MergedGroup group)
    {
        var alias = body.Alias ?? (asked != group.Canonical ? asked
            : group.Aliases.Count == 1 ? group.Aliases[0]
            : null);
        return alias is not null && group.Aliases.Contains(alias) ? alias : null;
    }
}

/// <summary>A split that was asked for.</summary>
/// <param name="Customer">The customer that keeps the other ids.</param>
/// <param name="Alias">The id that is a customer of its own.</param>
/// <param name="Run">The run that makes it so.</param>
/// <param name="State">The run's state.</param>
internal sealed record SplitAnswer(string Customer, string Alias, int Run, string State);
