using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Base;

/// <summary>Customers that occur in streams, and that the source of customers does not have.</summary>
/// <param name="Customers">How many.</param>
/// <param name="Streams">How many of them occur in a stream, by its name; streams without any are left out.</param>
public sealed record UnknownCustomers(long Customers, IReadOnlyDictionary<string, long> Streams)
{
    /// <summary>The unknown customers of a shard; null when the base has no table of customers.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="streams">The names of the streams.</param>
    public static UnknownCustomers? Of(Shard shard, IEnumerable<string> streams)
    {
        if (shard.Find(SourceDefinition.CustomersName) is not { } known)
            return null;
        var unknown = Enumerable.Range(0, shard.Ids.Count).Where(customer => !known.Has(customer)).ToArray();
        var tables = streams.Select(stream => (Name: stream, Table: shard.Find(stream)))
            .Where(stream => stream.Table is not null).ToArray();
        var counts = tables.Select(stream => (stream.Name, Count: unknown.LongCount(stream.Table!.Has)));
        // Whom a replaced stream knew is kept, but occurs in none.
        var occurring = unknown.LongCount(customer => tables.Any(stream => stream.Table!.Has(customer)));
        return new UnknownCustomers(
            occurring, counts.Where(count => count.Count > 0).ToDictionary(count => count.Name, count => count.Count));
    }

    /// <summary>The unknown customers of several shards; null when there are none to count.</summary>
    public static UnknownCustomers? Sum(IEnumerable<UnknownCustomers?> shards)
    {
        var all = shards.OfType<UnknownCustomers>().ToArray();
        return all.Length == 0
            ? null
            : new UnknownCustomers(
                all.Sum(shard => shard.Customers),
                all.SelectMany(shard => shard.Streams).GroupBy(stream => stream.Key, stream => stream.Value)
                    .OrderBy(stream => stream.Key, StringComparer.Ordinal)
                    .ToDictionary(stream => stream.Key, stream => stream.Sum()));
    }
}
