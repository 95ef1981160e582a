using BenchmarkDotNet.Attributes;
using PlainLoops;
using Segmentation.Engine.Base;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Kernels;

/// <summary>Putting rows into the order of a table, against a sort of objects.</summary>
public class Sort
{
    private const int Rows = 100_000;
    private const int ChunkBytes = 1 << 20;

    private readonly EngineShop _shop = new();
    private PlainOrder[] _orders = [];
    private Rows[] _rows = [];

    [GlobalSetup]
    public void Setup()
    {
        _orders = Dumps.Orders(Rows);
        _rows = _shop.Read(PlainShop.Dump(_orders), ChunkBytes);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int Plain() => PlainOrder.Sorted(_orders).Length;

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Kernel() => _shop.Merge(_rows).RowCount;
}

/// <summary>Recency, frequency and amount of the customers of a shard, against sums in a dictionary.</summary>
public class Aggregation
{
    private const int Rows = 100_000;

    private readonly EngineShop _shop = new();
    private PlainOrder[] _orders = [];
    private Shard? _shard;

    [GlobalSetup]
    public void Setup()
    {
        _orders = Dumps.Orders(Rows);
        _shard = _shop.ShardOf(_shop.Merge(_shop.Read(PlainShop.Dump(_orders), int.MaxValue)));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int Plain() => PlainOrder.Totals(_orders, PlainShop.AsOf).Count;

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Kernel() => _shop.Measure(_shard!).Ids.Count;
}

/// <summary>Learning the edges of an amount and finding everybody's bucket, against a full sort and a search from the
/// first edge.</summary>
public class EdgesOfMeasures
{
    private const int Customers = 100_000;
    private const int Buckets = 5;

    private decimal[] _values = [];
    private Units? _units;

    [GlobalSetup]
    public void Setup()
    {
        _values = [.. Dumps.Orders(Customers).Select(order => order.Amount)];
        _units = Units.Of(_values);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int Plain()
    {
        var edges = PlainEdges.Of(_values, Buckets);
        return _values.Sum(value => PlainEdges.Bucket(edges, value));
    }

    // What is learned from is sorted in place.
    [Benchmark(OperationsPerInvoke = Customers)]
    public int Kernel()
    {
        var sorted = _units! with { Values = [.. _units.Values] };
        return Edges.Learn(sorted, Buckets).Buckets(new MoneyColumn(_units)).Length;
    }
}

/// <summary>Scores and segments of customers, against a chain of conditions for each.</summary>
public class Scoring
{
    private const int Customers = 100_000;

    private readonly EngineShop _shop = new();
    private PlainTotals[] _totals = [];
    private Column[] _measures = [];
    private Edges[] _edges = [];

    [GlobalSetup]
    public void Setup()
    {
        _totals =
        [
            .. Dumps.Orders(Customers).Select((order, i) => new PlainTotals(
                PlainShop.AsOf + 30 - order.Day, i % 40, order.Amount)),
        ];
        _measures =
        [
            new IntegerColumn(Array.ConvertAll(_totals, one => one.Recency)),
            new IntegerColumn(Array.ConvertAll(_totals, one => one.Frequency)),
            new MoneyColumn(Array.ConvertAll(_totals, one => one.Monetary)),
        ];
        var calibrator = new Calibrator(_shop.Schemes.Schemes[0].Inputs);
        calibrator.Add(_measures, Customers);
        _edges = calibrator.Learn();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int Plain()
    {
        var length = 0;
        foreach (var one in _totals)
            length += one.Segment(_edges[0].Exact!, _edges[1].Exact!, _edges[2].Exact!).Length;
        return length;
    }

    [Benchmark(OperationsPerInvoke = Customers)]
    public int Kernel() => _shop.Decide(_measures, _edges, Customers).Segments.Length;
}
