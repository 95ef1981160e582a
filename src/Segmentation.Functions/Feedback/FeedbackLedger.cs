using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Feedback;

/// <summary>What people said about the segments of customers: table <c>feedback</c>.</summary>
/// <param name="tables">The tables.</param>
public sealed class FeedbackLedger(TableServiceClient tables)
{
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int ConditionFailed = 412;

    private readonly TableClient _table = tables.GetTableClient("feedback");

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>All votes, those that do not stand any more too, by their keys.</summary>
    public async Task<IReadOnlyList<FeedbackRow>> AllAsync(CancellationToken cancel)
    {
        var rows = new List<FeedbackRow>();
        try
        {
            await foreach (var row in _table.QueryAsync<FeedbackRow>(cancellationToken: cancel))
                rows.Add(row);
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // A data folder without a table has no votes.
        }

        return rows;
    }

    /// <summary>Takes a vote in place of the author's last one.</summary>
    /// <returns>Whether the author had not voted before.</returns>
    public async Task<bool> SetAsync(FeedbackRow row, CancellationToken cancel)
    {
        (row.PartitionKey, row.RowKey) = FeedbackRow.KeyOf(row.Customer, row.Scheme, row.Author);
        try
        {
            await _table.AddEntityAsync(row, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status == Conflict)
        {
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
            return false;
        }
    }

    /// <summary>Notes that votes were announced; one that was changed or deleted meanwhile stays as it is.</summary>
    public async Task AnnouncedAsync(IEnumerable<FeedbackRow> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            row.IsAnnounced = true;
            try
            {
                await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
            }
            catch (RequestFailedException fault) when (fault.Status is NotFound or ConditionFailed)
            {
                // The vote is another one now, which has not been told.
            }
        }
    }
}
