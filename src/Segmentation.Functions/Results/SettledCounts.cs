using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>How many customers of one scheme are not where its definition says, and how many come and go.</summary>
/// <param name="Held">Who is held.</param>
/// <param name="Overridden">Those whose segment a person set.</param>
/// <param name="Conflicts">Those of them of whom the definition says other than the person.</param>
/// <param name="Flapping">Those who came back to a segment at least twice within <see cref="Returns.Window"/> days.
/// </param>
internal readonly record struct SettledCounts(HeldCounts Held, long Overridden, long Conflicts, long Flapping)
{
    /// <summary>Counts the customers of a shard.</summary>
    public static SettledCounts Of(ScoredShard shard, string scheme)
    {
        var settled = new SettledSegments(shard, scheme);
        var (held, overridden, conflicts) = (new long[4], 0L, 0L);
        for (var row = 0; settled.Any && row < shard.Ids.Count; row++)
        {
            held[(int)settled.By(row)]++;
            overridden += settled.IsSet(row) ? 1 : 0;
            conflicts += settled.IsInConflict(row) ? 1 : 0;
        }

        return new SettledCounts(
            new HeldCounts(
                held[(int)HoldKind.Buffer], held[(int)HoldKind.MinimumStay], held[(int)HoldKind.ConfirmRuns]),
            overridden, conflicts, Returns.Flapping(shard, scheme));
    }

    /// <summary>The counts of all shards.</summary>
    public static SettledCounts Sum(IEnumerable<SettledCounts> shards) => shards.Aggregate(
        default(SettledCounts), (sum, one) => new SettledCounts(
            sum.Held + one.Held, sum.Overridden + one.Overridden, sum.Conflicts + one.Conflicts,
            sum.Flapping + one.Flapping));
}
