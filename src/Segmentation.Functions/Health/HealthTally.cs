using Segmentation.Engine.Health;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Health;

/// <summary>A column that is counted in bins.</summary>
/// <param name="Column">Its name in a run's files.</param>
/// <param name="Since">The run whose bins they are.</param>
internal readonly record struct CountedColumn(string Column, int Since);

/// <summary>
/// Counts the customers of a run in bins, shard by shard, on several cores; bins that several schemes share are counted
/// once.
/// </summary>
/// <param name="bins">The bins of each column.</param>
/// <param name="asOf">The as-of day of the run, in days since 1970-01-01.</param>
internal sealed class HealthTally(IReadOnlyDictionary<CountedColumn, Bins> bins, int asOf)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CountedColumn, long[]> _counts =
        bins.ToDictionary(column => column.Key, column => new long[column.Value.Count]);

    /// <summary>The customers of each bin of a column.</summary>
    public long[] Of(CountedColumn column) => _counts[column];

    /// <summary>Adds the customers of a shard; in any order, from any core.</summary>
    public void Add(ScoredShard shard)
    {
        foreach (var (column, own) in bins)
        {
            var counts = own.Counts(Bins.Ages(shard.Find(column.Column)!, asOf));
            lock (_lock)
            {
                for (var bin = 0; bin < counts.Length; bin++)
                    _counts[column][bin] += counts[bin];
            }
        }
    }
}
