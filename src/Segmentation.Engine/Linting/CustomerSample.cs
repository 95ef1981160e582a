using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;

namespace Segmentation.Engine.Linting;

/// <summary>
/// The measures of the customers with the smallest hashes of their ids, in the order of the hashes: as good as drawn by
/// lot, and the same whatever the shards.
/// </summary>
/// <param name="Measures">The measures, in the order of the workspace; or the columns that were asked for.</param>
/// <param name="Count">The number of customers.</param>
public sealed record CustomerSample(IReadOnlyList<Column> Measures, int Count)
{
    /// <summary>The customers that are drawn from a larger base.</summary>
    public const int Most = 20_000;

    /// <summary>Draws customers.</summary>
    /// <param name="shards">All shards in their order, which is that of the hashes; only the first are read.</param>
    /// <param name="plan">The measures.</param>
    /// <param name="most">The most customers.</param>
    public static CustomerSample Of(IEnumerable<ScoredShard> shards, MeasurePlan plan, int most = Most) => Of(
        shards, [.. plan.Definitions.Select((measure, i) => (measure.Name, plan.Type(i)))], most);

    /// <summary>Draws customers with some columns of a run's files.</summary>
    /// <param name="shards">All shards in their order, which is that of the hashes; only the first are read.</param>
    /// <param name="columns">The names and types of the columns.</param>
    /// <param name="most">The most customers.</param>
    public static CustomerSample Of(
        IEnumerable<ScoredShard> shards, IReadOnlyList<(string Name, ColumnType Type)> columns, int most = Most)
    {
        var (read, count) = (new List<ScoredShard>(), 0);
        foreach (var shard in shards)
        {
            read.Add(shard);
            count += shard.Ids.Count;
            if (count >= most)
                break;
        }

        var drawn = Order(read).AsSpan(0, Math.Min(count, most));
        var measures = new Column[columns.Count];
        for (var measure = 0; measure < measures.Length; measure++)
        {
            var (name, type) = columns[measure];
            measures[measure] =
                ColumnConcat.Of(type, [.. read.Select(shard => shard.Find(name)!)]).Take(drawn);
        }

        return new CustomerSample(measures, drawn.Length);
    }

    /// <summary>
    /// For each customer another one: the same step further in the order of the hashes, around from the last to the
    /// first. Nobody is left with itself, unless there is nobody else.
    /// </summary>
    /// <param name="seed">Decides how long the step is.</param>
    public int[] Others(ulong seed)
    {
        var step = Count < 2 ? 0 : 1 + (int)(seed % (ulong)(Count - 1));
        return [.. Enumerable.Range(0, Count).Select(customer => (customer + step) % Count)];
    }

    /// <summary>The rows of all shards, end to end, by the hash of their id, and of equal ones by the id.</summary>
    private static int[] Order(List<ScoredShard> shards)
    {
        var places = shards.SelectMany(
            shard => Enumerable.Range(0, shard.Ids.Count).Select(row => (shard.Ids, Row: row))).ToArray();
        var hashes = Array.ConvertAll(places, place => StableHash.Of(place.Ids[place.Row]));
        var order = Enumerable.Range(0, places.Length).ToArray();
        Array.Sort(order, (a, b) => hashes[a] != hashes[b] ? hashes[a].CompareTo(hashes[b])
            : TextList.Compare(places[a].Ids[places[a].Row], places[b].Ids[places[b].Row]));
        return order;
    }
}
