using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Backtests;

/// <summary>All customers of a backtest in the order of their ids, whatever the shards.</summary>
internal sealed class BacktestedCustomers
{
    private readonly IReadOnlyList<Observed> _shards;
    private readonly (int Shard, int Row)[] _order;
    private readonly double[] _values;
    private readonly long _events;

    /// <summary>Puts shards together.</summary>
    public BacktestedCustomers(IReadOnlyList<Observed> shards)
    {
        _shards = shards;
        _order = [.. shards.SelectMany((shard, i) => Enumerable.Range(0, shard.Ids.Count).Select(row => (i, row)))];
        Array.Sort(_order, (a, b) => TextList.Compare(
            shards[a.Shard].Ids[a.Row], shards[b.Shard].Ids[b.Row]));
        Happened = [.. _order.Select(at => shards[at.Shard].Happened[at.Row])];
        IsValued = shards.All(shard => shard.Values is not null);
        Units = [.. _order.Select(at => shards[at.Shard].Values?[at.Row] ?? 0)];
        _values = Array.ConvertAll(Units, units => (double)ExactSum.Amount(units));
        _events = Happened.LongCount(happened => happened);
    }

    /// <summary>Per customer whether it happened.</summary>
    public bool[] Happened { get; }

    /// <summary>Whether the outcome has a value.</summary>
    public bool IsValued { get; }

    /// <summary>To how many it happened.</summary>
    public long Events => _events;

    /// <summary>The customers.</summary>
    public int Count => _order.Length;

    private Int128[] Units { get; }

    /// <summary>What each customer has in a row of its shard.</summary>
    public T[] Of<T>(Func<Observed, T[]> ofShard)
    {
        var all = _shards.Select(ofShard).ToArray();
        return [.. _order.Select(at => all[at.Shard][at.Row])];
    }

    /// <summary>A ranking, and its area; read from the end that tells more.</summary>
    /// <param name="by">What ranks, as a person reads it.</param>
    /// <param name="scores">Per customer how high it ranks.</param>
    public (Ranking Ranking, RankArea Area) Rank(string by, double[] scores)
    {
        var area = RankArea.Of(scores, Happened);
        var isFirst = area.Area >= .5;
        if (!isFirst)
            (area, scores) = (area.Reversed(), Array.ConvertAll(scores, score => -score));
        var gains = Gains.Of(scores, Happened, _values);
        return (new Ranking(
            by, isFirst ? Ranks.First : Ranks.Last, Rounded(area.Area), Rounded(area.StandardError),
            Rounded(area.Interval.Low), Rounded(area.Interval.High), Tenths(gains), Rounded(gains.FifthOfEvents),
            IsValued ? Rounded(gains.FifthOfValue) : null), area);
    }

    /// <summary>The rates of groups of customers.</summary>
    /// <param name="names">The id and name of each group.</param>
    /// <param name="groups">Per customer its group; negative for none.</param>
    public RateLine[] Rates(IReadOnlyList<(string Id, string Name)> names, int[] groups)
    {
        var (customers, events, units) = (new long[names.Count], new long[names.Count], new Int128[names.Count]);
        for (var customer = 0; customer < groups.Length; customer++)
        {
            if (groups[customer] is not (>= 0 and var group))
                continue;
            customers[group]++;
            events[group] += Happened[customer] ? 1 : 0;
            units[group] += Units[customer];
        }

        return [.. names.Select((name, i) => Line(name, customers[i], events[i], units[i]))];
    }

    private RateLine Line((string Id, string Name) name, long customers, long events, Int128 units)
    {
        var interval = Interval.OfRate(events, customers);
        double? rate = customers == 0 ? null : (double)events / customers;
        return new RateLine(
            name.Id, name.Name, customers, events, rate is { } found ? Rounded(found) : null, Rounded(interval.Low),
            Rounded(interval.High), Lift(events, customers), IsValued ? (double)ExactSum.Amount(units) : null);
    }

    private Tenth[] Tenths(Gains gains) =>
    [
        .. Enumerable.Range(0, Gains.Parts).Select(part => new Tenth(
            gains.Customers[part], gains.Events[part], Lift(gains.Events[part], gains.Customers[part]),
            Rounded(gains.ShareOfEvents(part + 1)), IsValued ? Rounded(gains.ShareOfValue(part + 1)) : null)),
    ];

    private double? Lift(long events, long customers) => _events == 0 || customers == 0
        ? null
        : Rounded((double)events / customers / ((double)_events / Count));

    /// <summary>Six digits behind the point are more than anybody reads.</summary>
    public static double Rounded(double value) => Math.Round(value, 6, MidpointRounding.ToEven);
}
