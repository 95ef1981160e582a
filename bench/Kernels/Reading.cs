using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PlainLoops;
using Segmentation.Engine.Dumps;

namespace Kernels;

/// <summary>Cutting a dump into chunks of whole rows, against a loop over its bytes.</summary>
public class Planner
{
    private const int Rows = 200_000;
    private const int ChunkBytes = 1 << 20;

    private byte[] _text = [];
    private Dialect? _dialect;

    [GlobalSetup]
    public void Setup()
    {
        _text = Dumps.Of(Rows);
        _dialect = EngineShop.DialectOf(_text, new EngineShop().Orders.Format) with { DataOffset = 0, DataLine = 1 };
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int Plain() => PlainText.Chunks(_text, ChunkBytes).Count;

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Kernel() => ChunkPlanner.Plan(new MemoryStream(_text), _dialect!, ChunkBytes).Count();
}

/// <summary>Splitting rows into cells, against lines and texts that are split.</summary>
public class Tokeniser
{
    private const int Rows = 100_000;

    private byte[] _text = [];

    [GlobalSetup]
    public void Setup() => _text = Dumps.Of(Rows);

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public long Plain() => PlainText.Rows(_text, ',').Sum(cells => cells.Sum(cell => (long)cell.Length));

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Kernel()
    {
        using var reader = new RowReader(_text, (byte)',', false);
        long length = 0;
        while (reader.Read())
        {
            for (var cell = 0; cell < reader.CellCount; cell++)
                length += reader[cell].Length;
        }

        return length;
    }
}

/// <summary>Reading ISO dates, against <see cref="DateTime.TryParseExact(string, string, IFormatProvider,
/// DateTimeStyles, out DateTime)"/>.</summary>
public class Dates
{
    private const int Cells = 10_000;

    private readonly DateCell _reader = new(null, TimeZoneInfo.Utc);
    private byte[][] _cells = [];

    [GlobalSetup]
    public void Setup() => _cells = Dumps.Cells(Cells, order => PlainShop.Day(order.Day));

    [Benchmark(Baseline = true, OperationsPerInvoke = Cells)]
    public int Plain()
    {
        var sum = 0;
        foreach (var cell in _cells)
            sum += PlainText.Day(Encoding.UTF8.GetString(cell), "yyyy-MM-dd") ?? 0;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Cells)]
    public int Kernel()
    {
        var sum = 0;
        foreach (var cell in _cells)
            sum += _reader.TryRead(cell, out var day, out _) ? day : 0;
        return sum;
    }
}

/// <summary>Reading amounts, against
/// <see cref="decimal.TryParse(string, NumberStyles, IFormatProvider, out decimal)"/>.</summary>
public class Decimals
{
    private const int Cells = 10_000;

    private byte[][] _cells = [];

    [GlobalSetup]
    public void Setup() => _cells = Dumps.Cells(
        Cells, order => order.Amount.ToString("0.00", CultureInfo.InvariantCulture));

    [Benchmark(Baseline = true, OperationsPerInvoke = Cells)]
    public int Plain()
    {
        var read = 0;
        foreach (var cell in _cells)
            read += PlainText.Amount(Encoding.UTF8.GetString(cell)) is null ? 0 : 1;
        return read;
    }

    [Benchmark(OperationsPerInvoke = Cells)]
    public int Kernel()
    {
        var read = 0;
        foreach (var cell in _cells)
            read += NumberCell.Exact(cell, false, out _) is null ? 1 : 0;
        return read;
    }
}
