using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Tells the rows of a keyed stream that lose their key. A key may move between customers and so between shards: the
/// hashes of all keys are sorted first, and only rows that share one are loaded together and compared.
/// </summary>
/// <param name="layout">The stream's layout.</param>
/// <param name="newFrom">The least order of a new row.</param>
internal sealed class KeyLosers(RowLayout layout, long newFrom)
{
    private readonly Dictionary<(int Shard, int Part), Verdict[]> _verdicts = [];

    /// <summary>Judges all rows.</summary>
    /// <param name="shards">The number of shards.</param>
    /// <param name="load">Loads the parts of a shard, the same each time.</param>
    public void Judge(int shards, Func<int, IReadOnlyList<Rows>> load)
    {
        var shared = SharedHashes(shards, load);
        if (shared.Count == 0)
            return;
        var suspects = new List<Rows>();
        var places = new List<(int Shard, int Part, int Count, int[] Rows)>();
        for (var shard = 0; shard < shards; shard++)
        {
            var parts = load(shard);
            for (var part = 0; part < parts.Count; part++)
            {
                var rows = RowsWith(parts[part], shared);
                if (rows.Length == 0)
                    continue;
                suspects.Add(parts[part].Take(rows));
                places.Add((shard, part, parts[part].Count, rows));
            }
        }

        var verdicts = Winners.Judge(layout, suspects, newFrom);
        for (var i = 0; i < places.Count; i++)
        {
            var all = new Verdict[places[i].Count];
            for (var row = 0; row < places[i].Rows.Length; row++)
                all[places[i].Rows[row]] = verdicts[i][row];
            _verdicts[(places[i].Shard, places[i].Part)] = all;
        }
    }

    /// <summary>The verdicts on the parts of a shard.</summary>
    public byte[] Of(int shard) => VerdictFile.Bytes(
        [.. _verdicts.Where(v => v.Key.Shard == shard).Select(v => (v.Key.Part, v.Value))]);

    /// <summary>The hashes that several keys have: nearly always of one key that several rows have.</summary>
    private HashSet<ulong> SharedHashes(int shards, Func<int, IReadOnlyList<Rows>> load)
    {
        var hashes = new List<ulong[]>();
        for (var shard = 0; shard < shards; shard++)
            hashes.AddRange(load(shard).Select(Hashes));
        var all = hashes.SelectMany(h => h).ToArray();
        Array.Sort(all);
        var shared = new HashSet<ulong>();
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i] == all[i - 1])
                shared.Add(all[i]);
        }

        return shared;
    }

    private ulong[] Hashes(Rows rows)
    {
        var keys = Winners.KeyOf(layout, rows);
        var hashes = new ulong[rows.Count];
        for (var row = 0; row < hashes.Length; row++)
            hashes[row] = StableHash.Of(keys[row]);
        return hashes;
    }

    private int[] RowsWith(Rows rows, HashSet<ulong> shared)
    {
        var hashes = Hashes(rows);
        return [.. Enumerable.Range(0, rows.Count).Where(row => shared.Contains(hashes[row]))];
    }
}
