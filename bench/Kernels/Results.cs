using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using BenchmarkDotNet.Attributes;
using PlainLoops;
using PlainLoops.Results;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Kernels;

/// <summary>The lines of customers.csv, against texts that are joined.</summary>
public class CsvOut
{
    private const int Customers = 10_000;

    private readonly CsvLines _lines = new(isForSpreadsheets: false);
    private object?[][] _cells = [];
    private Action<int>? _add;

    [GlobalSetup]
    public void Setup()
    {
        var shop = new EngineShop();
        var shard = Shards.Of(shop, Customers);
        _add = new CustomersCsv(Plans.Bind(shop.Workspace)).Into(_lines, shard);
        _cells = [.. Enumerable.Range(0, Customers).Select(customer => Shards.Cells(shard, customer))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int Plain()
    {
        var length = 0;
        foreach (var cells in _cells)
            length += Encoding.UTF8.GetBytes(PlainCsv.Line(cells)).Length;
        return length;
    }

    [Benchmark(OperationsPerInvoke = Customers)]
    public int Kernel()
    {
        _lines.Clear();
        for (var customer = 0; customer < Customers; customer++)
            _add!(customer);
        return _lines.Written.Length;
    }
}

/// <summary>The texts of rows, against objects that are serialized.</summary>
public class RowTexts
{
    private const int Customers = 10_000;

    private object?[][] _cells = [];
    private ResultWriter? _writer;

    [GlobalSetup]
    public void Setup()
    {
        var shop = new EngineShop();
        var shard = Shards.Of(shop, Customers);
        var nothing = new CustomerTexts(null, null, "name");
        _writer = new ResultWriter(shard, Plans.Bind(shop.Workspace), nothing, nothing, []);
        _cells = [.. Enumerable.Range(0, Customers).Select(customer => Shards.Cells(shard, customer))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public int Plain()
    {
        var length = 0;
        foreach (var cells in _cells)
        {
            length += PlainRows.Text(
                null, null, (string)cells[7]!, 1, (long?)cells[4], (long?)cells[5], (long?)cells[6]).Length;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Customers)]
    public int Kernel()
    {
        var length = 0;
        for (var customer = 0; customer < Customers; customer++)
            length += _writer!.Write(customer).Length;
        return length;
    }
}

/// <summary>Writing rows of a local table in transactions, against one by one; each time into a new partition.
/// </summary>
public class RowWriting
{
    private const int Customers = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("segment-kernels-").FullName;
    private TableServiceClient? _tables;
    private RowChange[] _rows = [];
    private int _partition;

    [GlobalSetup]
    public Task Setup()
    {
        var result = PlainRows.Text("A customer's name", "u1", "best", 1, 5, 4, 4);
        _rows = [.. Enumerable.Range(0, Customers).Select(i => new RowChange($"C{i:D7}", result, null, null))];
        _tables = new TableServiceClient($"Data Source={Path.Combine(_folder, "tables.db")}");
        return new RowWriter(_tables).CreateAsync(CancellationToken.None);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Customers)]
    public Task Plain() =>
        PlainRows.WriteAsync(_tables!.GetTableClient("segments"), 1, Changes(), CancellationToken.None);

    [Benchmark(OperationsPerInvoke = Customers)]
    public Task<long> Kernel() =>
        new RowWriter(_tables!).WriteAsync(1, Changes(), () => Task.FromResult(true), CancellationToken.None);

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    private PartitionChanges Changes() =>
        new((_partition++).ToString(CultureInfo.InvariantCulture), 0, _rows);
}

/// <summary>Scored customers, as columns and as objects.</summary>
internal static class Shards
{
    private const int OrdersOfCustomer = 5;

    /// <summary>A shard of customers who all have orders.</summary>
    public static ScoredShard Of(EngineShop shop, int customers) => ScoredShop.Of(
        shop,
        PlainShop.Orders(new Random(1), customers * OrdersOfCustomer, customers).Select((order, i) => order with
        {
            Customer = $"C{i % customers:D7}",
        }));

    /// <summary>The cells of a customer's line: id, measures, scores, segment.</summary>
    public static object?[] Cells(ScoredShard shard, int customer) =>
    [
        shard.Ids.Text(customer),
        .. shard.Columns.SkipLast(1).Select(column => column.IsNull(customer) ? null : column switch
        {
            TextColumn texts => Encoding.UTF8.GetString(texts[customer]),
            IntegerColumn numbers => numbers.Values[customer],
            MoneyColumn amounts => (object)amounts.Values[customer],
            _ => throw new ArgumentOutOfRangeException(nameof(shard)),
        }),
    ];
}
