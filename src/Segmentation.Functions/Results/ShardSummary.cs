using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>What of a scored shard is needed to put all shards together.</summary>
internal sealed class ShardSummary
{
    private ShardSummary(
        TextList ids, int[][] segments, Int128[][]? values, long[][] unknown, SettledCounts[] settled) =>
        (Ids, Segments, Values, Unknown, Settled) = (ids, segments, values, unknown, settled);

    /// <summary>The customers.</summary>
    public TextList Ids { get; }

    /// <summary>Per scheme and customer the index of the segment.</summary>
    public int[][] Segments { get; }

    /// <summary>
    /// Per scheme and segment the sum of its customers' value, in the units of
    /// <see cref="ExactSum"/>; null when the workspace names none.
    /// </summary>
    public Int128[][]? Values { get; }

    /// <summary>Per scheme and segment its customers for whom a condition was unknown.</summary>
    public long[][] Unknown { get; }

    /// <summary>Per scheme how many customers are not where its definition says.</summary>
    public SettledCounts[] Settled { get; }

    /// <summary>Summarises a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="plans">The schemes.</param>
    /// <param name="workspace">The definitions.</param>
    public static ShardSummary Of(ScoredShard shard, Plans plans, Workspace workspace)
    {
        var value = workspace.Value;
        var segments = plans.Schemes.Select(plan => Indices(plan.Definition, shard)).ToArray();
        var units = value is not null && shard.Find(value) is { } column ? ExactSum.Units(column) : null;
        var values = units is null
            ? null
            : plans.Schemes.Select((plan, i) => Sums(segments[i], plan.Definition.Segments.Count, units)).ToArray();
        var unknown = plans.Schemes.Select((plan, i) => UnknownOf(plan.Definition, segments[i], shard)).ToArray();
        return new ShardSummary(
            shard.Ids, segments, values, unknown,
            [.. plans.Schemes.Select(plan => SettledCounts.Of(shard, plan.Definition.Name))]);
    }

    /// <summary>Per segment of one scheme and segment of another the customers of all shards.</summary>
    /// <param name="shards">The shards.</param>
    /// <param name="one">The place of a scheme, and the number of its segments.</param>
    /// <param name="other">The same of another.</param>
    public static long[,] Crossed(
        ShardSummary[] shards, (int Scheme, int Segments) one, (int Scheme, int Segments) other)
    {
        var customers = new long[one.Segments, other.Segments];
        foreach (var shard in shards)
        {
            var (first, second) = (shard.Segments[one.Scheme], shard.Segments[other.Scheme]);
            for (var row = 0; row < first.Length; row++)
                customers[first[row], second[row]]++;
        }

        return customers;
    }

    /// <summary>Per customer the index of the segment; codes of texts are those that the shard uses.</summary>
    public static int[] Indices(SchemeDefinition scheme, ScoredShard shard)
    {
        var column = (TextColumn)shard.Find(ScoredShard.SegmentName(scheme.Name))!;
        var ids = scheme.Segments.Select(segment => segment.Id).ToList();
        var indices = Enumerable.Range(0, column.Texts.Count)
            .Select(code => ids.IndexOf(column.Texts.Text(code))).ToArray();
        return Array.ConvertAll(column.Codes, code => indices[code]);
    }

    private static long[] UnknownOf(SchemeDefinition scheme, int[] segments, ScoredShard shard)
    {
        var counts = new long[scheme.Segments.Count];
        if (shard.Find(ScoredShard.UnknownName(scheme.Name)) is not BooleanColumn unknown)
            return counts;
        for (var customer = 0; customer < segments.Length; customer++)
            counts[segments[customer]] += unknown.Values[customer];
        return counts;
    }

    /// <summary>
    /// Sums of values in units of 10^-12: whole numbers, which do not depend on the order of the customers.
    /// </summary>
    private static Int128[] Sums(int[] segments, int count, Int128[] units)
    {
        var sums = new Int128[count];
        for (var customer = 0; customer < segments.Length; customer++)
            sums[segments[customer]] += units[customer];
        return sums;
    }
}
