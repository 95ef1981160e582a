using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Every move of a customer, newest first.</summary>
public sealed class CustomerHistory(PublishedRuns runs, CustomerResults results, ReadCounter reads)
{
    /// <summary>The moves: run, day, scheme, from, to, cause; those of aliases too.</summary>
    [Function("ShowHistory")]
    [Operation("Every move of a customer, newest first; those of its aliases too")]
    [Answers(200, typeof(HistoryList), "its moves", HasETag = true)]
    [Answers(200, typeof(CustomerStatus), "awaiting-first-run: it was imported, and no published run has it yet")]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(404, "unknown-customer")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/history")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        var customer = CustomerIds.Of(request, id);
        var (pointer, visible) = await results.ReadAsync([customer], cancel);
        var identity = runs.Identity(pointer.Published);
        customer = identity.Canonical(customer);
        var rows = await RowsAsync([customer, .. identity.Aliases(customer)], pointer, cancel);
        if (rows.Count == 0 && visible[0].Result is null)
        {
            return runs.IsImported(customer)
                ? Answers.Ok(new CustomerStatus(customer, CustomerStatus.Awaiting))
                : FindSegments.UnknownCustomer();
        }

        reads.Count(request);
        var items = new List<HistoryItem>();
        foreach (var (own, row) in rows)
        {
            var run = await runs.GetAsync(row.Run, cancel);
            items.AddRange(JsonSerializer.Deserialize<StoredMove[]>(row.Moves, Json.Options)!.Select(move =>
                new HistoryItem(
                    row.Run, run.AsOf, run.PublishedAt, move.Scheme, move.From, move.To, move.Direction, move.Cause,
                    move.Causes, move.Irregular, own == customer ? null : own)));
        }

        return Answers.Ok(request, pointer.Published, new HistoryList(customer, items, null));
    }

    private async Task<IReadOnlyList<(string Id, HistoryRow Row)>> RowsAsync(
        string[] ids, Pointer pointer, CancellationToken cancel)
    {
        var rows = new List<(string Id, HistoryRow Row)>();
        foreach (var id in ids)
            rows.AddRange((await results.HistoryAsync(id, pointer, cancel)).Select(row => (id, row)));
        return [.. rows.OrderByDescending(row => row.Row.Run)];
    }
}

/// <summary>The moves of a customer.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Items">Its moves, newest first.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record HistoryList(string Customer, IReadOnlyList<HistoryItem> Items, string? Next);

/// <summary>A move of a customer.</summary>
/// <param name="Run">The run that moved it.</param>
/// <param name="AsOf">The run's as-of day.</param>
/// <param name="PublishedAt">When the run was published.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="From">The segment left; null for a new customer.</param>
/// <param name="To">The segment entered; null for one that was removed.</param>
/// <param name="Direction"><c>upgrade</c>, <c>downgrade</c>, or another that messages have.</param>
/// <param name="Cause">Why.</param>
/// <param name="Causes">The causes one by one.</param>
/// <param name="Irregular">Whether the lifecycle does not allow the move.</param>
/// <param name="Alias">The id that moved, when it is another one of the customer; else null.</param>
internal sealed record HistoryItem(
    int Run, DateOnly AsOf, DateTimeOffset PublishedAt, string Scheme, string? From, string? To, string Direction,
    string Cause, IReadOnlyList<string> Causes, bool Irregular, string? Alias);
