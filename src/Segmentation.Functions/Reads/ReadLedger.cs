using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Reads;

/// <summary>The reads of a consumer on a day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Scheme">The scheme; <see cref="ReadCounter.All"/> when none was named.</param>
/// <param name="Consumer">Who asked; <see cref="ReadCounter.Unnamed"/> when it did not say.</param>
/// <param name="Reads">How often.</param>
public sealed record DailyReads(DateOnly Day, string Scheme, string Consumer, long Reads);

/// <summary>Who asked for which scheme, by day: table <c>reads</c>.</summary>
/// <param name="tables">The tables.</param>
public sealed class ReadLedger(TableServiceClient tables)
{
    /// <summary>For how many days counts are kept.</summary>
    public const int DaysKept = 400;

    private const int Conflict = 409;
    private const int ConditionFailed = 412;
    private const int NotFound = 404;
    private const string DayForm = "yyyy-MM-dd";

    // It stands behind all days, so that no range of days has it.
    private const string Beginning = "since";

    private readonly TableClient _table = tables.GetTableClient("reads");

    /// <summary>Makes the table.</summary>
    public Task CreateAsync(CancellationToken cancel) => _table.CreateIfNotExistsAsync(cancel);

    /// <summary>Remembers the first day on which reads are counted at all; a later one changes nothing.</summary>
    public async Task BeginAsync(DateOnly day, CancellationToken cancel)
    {
        try
        {
            await _table.AddEntityAsync(
                new ReadRow { PartitionKey = Beginning, RowKey = Beginning, Reads = day.DayNumber }, cancel);
        }
        catch (RequestFailedException fault) when (fault.Status == Conflict)
        {
            // It was begun before.
        }
    }

    /// <summary>The first day on which reads were counted; null when they never were.</summary>
    public async Task<DateOnly?> BeganAsync(CancellationToken cancel) =>
        await FindAsync(Beginning, Beginning, cancel) is { } row ? DateOnly.FromDayNumber((int)row.Reads) : null;

    /// <summary>
    /// Adds to the counts of a day, however many instances do so at once. When the answer to a write is lost, the
    /// reads may be added twice.
    /// </summary>
    public async Task AddAsync(DateOnly day, CountedReads counted, CancellationToken cancel)
    {
        var (partition, key) = (Text(day), $"{counted.Scheme}~{counted.Consumer}");
        while (true)
        {
            try
            {
                if (await FindAsync(partition, key, cancel) is not { } row)
                {
                    await _table.AddEntityAsync(
                        new ReadRow { PartitionKey = partition, RowKey = key, Reads = counted.Reads }, cancel);
                }
                else
                {
                    row.Reads += counted.Reads;
                    await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
                }

                return;
            }
            catch (RequestFailedException fault) when (fault.Status is Conflict or ConditionFailed)
            {
                // Another instance was faster: add to what it wrote.
            }
        }
    }

    /// <summary>The reads of some days, by day, scheme and consumer.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<DailyReads>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var found = new List<DailyReads>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {Text(from)} and PartitionKey le {Text(to)}");
        try
        {
            await foreach (var row in _table.QueryAsync<ReadRow>(filter, cancellationToken: cancel))
                found.Add(Of(row));
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            // A data folder without the table was never read.
        }

        return [.. found.OrderBy(read => read.Day).ThenBy(read => read.Scheme, StringComparer.Ordinal)
            .ThenBy(read => read.Consumer, StringComparer.Ordinal)];
    }

    /// <summary>Deletes the counts of days before a day.</summary>
    public async Task ForgetBeforeAsync(DateOnly day, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {Text(day)}");
        await foreach (var row in _table.QueryAsync<ReadRow>(filter, cancellationToken: cancel))
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    private async Task<ReadRow?> FindAsync(string partition, string key, CancellationToken cancel)
    {
        try
        {
            var found = await _table.GetEntityIfExistsAsync<ReadRow>(partition, key, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException fault) when (fault.Status == NotFound)
        {
            return null;
        }
    }

    private static DailyReads Of(ReadRow row)
    {
        var parts = row.RowKey.Split('~');
        return new DailyReads(
            DateOnly.ParseExact(row.PartitionKey, DayForm, CultureInfo.InvariantCulture), parts[0], parts[1],
            row.Reads);
    }

    private static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);
}
