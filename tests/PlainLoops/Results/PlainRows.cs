using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;

namespace PlainLoops.Results;

/// <summary>Rows of table <c>segments</c>, made and written one by one.</summary>
internal static class PlainRows
{
    /// <summary>The text of a customer's result in scheme <c>rfm</c> of <see cref="PlainShop"/>.</summary>
    public static string Text(string? name, string? owner, string segment, long since, long? r, long? f, long? m)
    {
        var scores = new Dictionary<string, long?> { ["r"] = r, ["f"] = f, ["m"] = m };
        var segments = new Dictionary<string, object> { ["rfm"] = new { segment, since, scores } };
        return JsonSerializer.Serialize(new { name, owner, segments }, Json.Options);
    }

    /// <summary>Writes the changed rows of a partition in which no row is newer than the run.</summary>
    public static async Task WriteAsync(TableClient table, int run, PartitionChanges changes, CancellationToken cancel)
    {
        foreach (var change in changes.Rows)
        {
            var id = Encoding.UTF8.GetBytes(change.Id);
            await table.UpsertEntityAsync(
                new CustomerRow
                {
                    PartitionKey = changes.Partition,
                    RowKey = CustomerKey.Current(id),
                    Customer = change.Id,
                    Run = run,
                    Current = change.Current,
                    PreviousRun = changes.Published,
                    Previous = change.Previous,
                },
                TableUpdateMode.Replace, cancel);
            if (change.Moves is not null)
            {
                await table.UpsertEntityAsync(
                    new HistoryRow
                    {
                        PartitionKey = changes.Partition,
                        RowKey = CustomerKey.History(id, run),
                        Run = run,
                        Moves = change.Moves,
                    },
                    TableUpdateMode.Replace, cancel);
            }
        }
    }
}
