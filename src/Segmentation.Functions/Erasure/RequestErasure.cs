using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Erases a customer on request.</summary>
public sealed class RequestErasure(
    PublishedRuns published, RunStore runs, FindCustomer find, TombstoneStore tombstones, Erasures erasures)
{
    private const string Runs = "/api/runs";

    /// <summary>
    /// Erases a customer under all its ids, named by one, an external key or an unambiguous name. Asked again before it
    /// is done, the answer is the same; afterwards the customer is unknown.
    /// </summary>
    [Function("EraseCustomerOnRequest")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "customers/{id}")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        var (customer, problem) = await FindAsync(asked, cancel);
        if (customer is null)
            return problem!;
        var known = erasures.Find(tombstones.HashOf(customer));
        foreach (var hash in (await SameAsync(customer, cancel)).Select(Noted).ToArray())
            await StartAsync(client, hash, cancel);
        var location = known?.Run is { } run ? string.Create(CultureInfo.InvariantCulture, $"{Runs}/{run}") : Runs;
        return Answers.Accepted(request, location, new { State = "erasing", known?.Run });
    }

    /// <summary>Starts an erasure that was written down, unless it is at work.</summary>
    internal static Task<bool> StartAsync(DurableTaskClient client, string hash, CancellationToken cancel) =>
        StartSegmentation.OnceAsync(client, nameof(EraseCustomer), EraseCustomer.InstanceOf(hash), hash, cancel);

    /// <summary>The customer under all its ids.</summary>
    private async Task<IReadOnlyList<string>> SameAsync(string customer, CancellationToken cancel)
    {
        var run = (await published.PointerAsync(cancel)).Published;
        if (run == 0 || !runs.Has(run))
            return [customer];
        var identity = runs.Matches(run).Identity;
        var canonical = identity.Canonical(customer);
        return [canonical, .. identity.Aliases(canonical)];
    }

    /// <summary>Writes down that somebody is to be erased; tells the hash that stands for the id.</summary>
    private string Noted(string customer)
    {
        var hash = tombstones.HashOf(customer);
        if (erasures.Find(hash) is null)
            erasures.Write(hash, new ErasedCustomer(customer, []));
        return hash;
    }

    private async Task<(string? Customer, IActionResult? Problem)> FindAsync(string asked, CancellationToken cancel)
    {
        var hash = tombstones.Load().OfCustomer(Encoding.UTF8.GetBytes(asked));
        if (erasures.Find(hash) is not null || published.IsImported(asked))
            return (asked, null);
        var pointer = await published.PointerAsync(cancel);
        if (pointer.Published == 0)
            return (null, FindSegments.UnknownCustomer());
        var match = find.Find(asked, pointer.Published);
        return (match.Id, match.Id is not null ? null
            : match.Count == 0 ? FindSegments.UnknownCustomer(match.Suggestion)
            : Answers.Ambiguous(match));
    }
}
