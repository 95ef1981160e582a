using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
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
    [Operation("Erases a customer under all its ids, named by one, an external key or an unambiguous name")]
    [Answers(202, typeof(ErasureAnswer), "it is being erased; Location is the run without it, or the list of runs")]
    [Fails(404, "unknown-customer")]
    [Fails(409, "ambiguous-customer")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "customers/{id}")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        var (customer, problem) = await FindAsync(asked, cancel);
        if (customer is null)
            return problem!;
        var hashes = await NoteAsync(customer, cancel);
        var known = erasures.Find(hashes[0]);
        foreach (var hash in hashes)
            await StartAsync(client, hash, cancel);
        var location = known?.Run is { } run ? string.Create(CultureInfo.InvariantCulture, $"{Runs}/{run}") : Runs;
        return Answers.Accepted(request, location, new ErasureAnswer("erasing", known?.Run));
    }

    /// <summary>Starts an erasure that was written down, unless it is at work.</summary>
    internal static Task<bool> StartAsync(DurableTaskClient client, string hash, CancellationToken cancel) =>
        StartSegmentation.OnceAsync(client, nameof(EraseCustomer), EraseCustomer.InstanceOf(hash), hash, cancel);

    /// <summary>Writes down that a customer is to be erased under all its ids; tells the hashes that stand for them,
    /// first that of the one whose results are published.</summary>
    internal async Task<IReadOnlyList<string>> NoteAsync(string customer, CancellationToken cancel) =>
        [.. (await SameAsync(customer, cancel)).Select(Noted)];

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

/// <summary>An erasure that was asked for.</summary>
/// <param name="State">Always <c>erasing</c>.</param>
/// <param name="Run">The run without the customer; null while it is not known.</param>
internal sealed record ErasureAnswer(string State, int? Run);
