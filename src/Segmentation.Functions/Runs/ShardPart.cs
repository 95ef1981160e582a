using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Runs;

/// <summary>The customers of a published shard that a run decides again, and the others, which stay as they are.</summary>
internal sealed class ShardPart
{
    private readonly ScoredShard _published;
    private readonly HashSet<int> _gone;
    private readonly int[] _rows;

    /// <summary>Finds the customers of a run of some customers.</summary>
    /// <param name="published">The shard of the published run.</param>
    /// <param name="inputs">The run.</param>
    public ShardPart(ScoredShard published, RunInputs inputs)
    {
        _published = published;
        _rows = Rows(inputs.Customers ?? []);
        _gone = [.. Rows(inputs.Gone ?? [])];
        Published = Taken(published, _rows);
    }

    /// <summary>The customers as they were published, those that are gone too.</summary>
    public ScoredShard Published { get; }

    /// <summary>What was measured of those that are still there.</summary>
    /// <param name="count">The number of measures, which are the first columns.</param>
    public ScoredShard Measures(int count)
    {
        var still = Taken(_published, [.. _rows.Where(row => !_gone.Contains(row))]);
        return new ScoredShard(still.Ids, [.. still.Names.Take(count)], [.. still.Columns.Take(count)]);
    }

    /// <summary>The rows of a file of the shard without the customers that are gone.</summary>
    public ScoredShard Kept(ScoredShard file) =>
        Taken(file, [.. Enumerable.Range(0, file.Ids.Count).Where(row => !_gone.Contains(row))]);

    /// <summary>The whole shard, with what was decided in place of what was published.</summary>
    public ScoredShard Joined(ScoredShard decided)
    {
        int[] rows =
        [
            .. Enumerable.Range(0, _published.Ids.Count).Where(row => !_gone.Contains(row))
                .Select(row => decided.IndexOf(_published.Ids[row]) is >= 0 and var found
                    ? _published.Ids.Count + found
                    : row),
        ];
        var names = Names(decided);
        var ids = new TextList();
        foreach (var row in rows)
            ids.Add(row < _published.Ids.Count ? _published.Ids[row] : decided.Ids[row - _published.Ids.Count]);
        return new ScoredShard(ids, names, [.. names.Select(name => Column(name, decided).Take(rows))]);
    }

    /// <summary>Both columns end to end; customers that lack one have nulls.</summary>
    private Column Column(string name, ScoredShard decided)
    {
        var (then, now) = (_published.Find(name), decided.Find(name));
        var type = (then ?? now)!.Type;
        return ColumnConcat.Of(
            type,
            [
                then ?? Engine.Columns.Column.Nulls(type, _published.Ids.Count),
                now ?? Engine.Columns.Column.Nulls(type, decided.Ids.Count),
            ]);
    }

    /// <summary>The columns of either, in an order that both have.</summary>
    private List<string> Names(ScoredShard decided)
    {
        List<string> names = [.. _published.Names];
        for (var i = 0; i < decided.Names.Count; i++)
        {
            if (!names.Contains(decided.Names[i]))
                names.Insert(i == 0 ? 0 : names.IndexOf(decided.Names[i - 1]) + 1, decided.Names[i]);
        }

        return names;
    }

    private int[] Rows(IReadOnlyList<string> customers) =>
    [
        .. customers.Select(customer => _published.IndexOf(Encoding.UTF8.GetBytes(customer))).Where(row => row >= 0)
            .Distinct().Order(),
    ];

    private static ScoredShard Taken(ScoredShard shard, int[] rows)
    {
        var ids = new TextList();
        foreach (var row in rows)
            ids.Add(shard.Ids[row]);
        return new ScoredShard(ids, shard.Names, [.. shard.Columns.Select(column => column.Take(rows))]);
    }
}
