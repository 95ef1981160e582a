using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Every move of a customer, newest first.</summary>
public sealed class CustomerHistory(PublishedRuns runs, CustomerResults results, ReadCounter reads)
{
    /// <summary>The moves: run, day, scheme, from, to, cause; those of aliases too.</summary>
    [Function("ShowHistory")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/history")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        var customer = CustomerIds.Of(request, id);
        var (pointer, visible) = await results.ReadAsync([customer], cancel);
        var identity = runs.Identity(pointer.Published);
        customer = identity.Canonical(customer);
        var rows = await RowsAsync([customer, .. identity.Aliases(customer)], pointer, cancel);
        if (rows.Count == 0 && visible[0].Result is null && !runs.IsImported(customer))
            return FindSegments.UnknownCustomer();
        reads.Count(request);
        var items = new List<object>();
        foreach (var (own, row) in rows)
        {
            var run = await runs.GetAsync(row.Run, cancel);
            items.AddRange(JsonSerializer.Deserialize<StoredMove[]>(row.Moves, Json.Options)!.Select(move => new
            {
                row.Run,
                run.AsOf,
                run.PublishedAt,
                move.Scheme,
                move.From,
                move.To,
                move.Direction,
                move.Cause,
                move.Causes,
                move.Irregular,
                Alias = own == customer ? null : own,
            }));
        }

        return Answers.Ok(request, pointer.Published, new { Customer = customer, Items = items, Next = (string?)null });
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
