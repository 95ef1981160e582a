using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Identities;

/// <summary>Finds the customers who share a value: columns of hashes, no object per customer.</summary>
internal static class MatchClasses
{
    /// <summary>The customers of each value that at least two have, ascending.</summary>
    /// <param name="columns">Per shard the values; customers are numbered shard behind shard.</param>
    /// <param name="normal">A value in the form that is compared; null for none.</param>
    /// <param name="parallelism">How many shards are looked at a time, at least 1.</param>
    public static IEnumerable<int[]> Of(
        IReadOnlyList<TextColumn> columns, Func<string, string?> normal, int parallelism)
    {
        var starts = Starts(columns);
        var (hashes, customers) = Hashed(columns, starts, normal, parallelism);
        Array.Sort(hashes, customers);
        for (var from = 0; from < hashes.Length;)
        {
            var to = from + 1;
            while (to < hashes.Length && hashes[to] == hashes[from])
                to++;
            if (to - from > 1)
            {
                // Different values may have one hash.
                var same = customers[from..to].GroupBy(customer => normal(Value(columns, starts, customer))!);
                foreach (var one in same.Where(one => one.Skip(1).Any()))
                    yield return [.. one.Order()];
            }

            from = to;
        }
    }

    private static int[] Starts(IReadOnlyList<TextColumn> columns)
    {
        var starts = new int[columns.Count + 1];
        for (var shard = 0; shard < columns.Count; shard++)
            starts[shard + 1] = starts[shard] + columns[shard].Count;
        return starts;
    }

    private static (ulong[] Hashes, int[] Customers) Hashed(
        IReadOnlyList<TextColumn> columns, int[] starts, Func<string, string?> normal, int parallelism)
    {
        var parts = new List<(ulong Hash, int Customer)>[columns.Count];
        Parallel.For(0, columns.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, shard =>
            parts[shard] = Hashed(columns[shard], starts[shard], normal));
        return ([.. parts.SelectMany(part => part.Select(one => one.Hash))],
            [.. parts.SelectMany(part => part.Select(one => one.Customer))]);
    }

    private static List<(ulong Hash, int Customer)> Hashed(TextColumn column, int start, Func<string, string?> normal)
    {
        var known = new ulong?[column.Texts.Count];
        for (var code = 0; code < known.Length; code++)
        {
            if (normal(column.Texts.Text(code)) is { } text)
                known[code] = StableHash.Of(Encoding.UTF8.GetBytes(text));
        }

        var hashed = new List<(ulong, int)>();
        for (var row = 0; row < column.Count; row++)
        {
            if (column.Codes[row] != TextColumn.Null && known[column.Codes[row]] is { } hash)
                hashed.Add((hash, start + row));
        }

        return hashed;
    }

    private static string Value(IReadOnlyList<TextColumn> columns, int[] starts, int customer)
    {
        var shard = Array.FindLastIndex(starts, start => start <= customer);
        return Encoding.UTF8.GetString(columns[shard][customer - starts[shard]]);
    }
}
