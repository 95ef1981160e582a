using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PlainLoops;
using Segmentation.Engine.Base;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Kernels;

/// <summary>The kernels find what the plain loops find that <c>bench/kernels</c> times them against.</summary>
public sealed class PlainLoopTests
{
    private static readonly EngineShop Shop = new();
    private static readonly string[] Cells = ["", "a", "bc", "é😀", " x ", "12.50", "2026-05-01", "x y"];
    private static readonly string[] Quoted = ["\"a,b\"", "\"\"", "\"line\nfeed\"", "\"say \"\"so\"\"\"", "\"\n\n\""];

    [Fact]
    public void Chunks_are_those_of_a_loop_over_bytes() => Prop.ForAll<int, PositiveInt>((seed, size) =>
    {
        var text = Text(new Random(seed), [.. Cells, .. Quoted]);
        Assert.Equal(
            PlainText.Chunks(text, size.Get),
            ChunkPlanner.Plan(new MemoryStream(text), new Dialect((byte)',', false, ["a"], 0, 1), size.Get)
                .Select(chunk => (chunk.Offset, chunk.Length, chunk.FirstLine)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cells_are_those_of_a_split_line() => Prop.ForAll<int>(seed =>
    {
        var text = Text(new Random(seed), Cells);
        using var reader = new RowReader(text, (byte)',', false);
        foreach (var cells in PlainText.Rows(text, ','))
        {
            Assert.True(reader.Read());
            Assert.Equal(
                cells, Enumerable.Range(0, reader.CellCount).Select(cell => Encoding.UTF8.GetString(reader[cell])));
        }

        Assert.False(reader.Read());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_are_in_the_order_of_a_plain_sort() => Prop.ForAll<int, PositiveInt>((seed, chunkBytes) =>
    {
        var orders = Orders(seed);
        var table = Merged(orders, chunkBytes.Get * 20);
        Assert.Equal(PlainOrder.Sorted(orders), OrdersOf(table));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Measures_are_the_totals_of_a_loop_over_orders() => Prop.ForAll<int>(seed =>
    {
        var orders = Orders(seed);
        var measured = Shop.Measure(Shop.ShardOf(Merged(orders, 1 << 20)));
        var totals = PlainOrder.Totals(orders, PlainShop.AsOf);
        for (var i = 0; i < measured.Ids.Count; i++)
        {
            var plain = totals.GetValueOrDefault(measured.Ids.Text(i));
            Assert.Equal(
                [plain?.Recency ?? IntegerColumn.Null, plain?.Frequency ?? 0, plain?.Monetary ?? 0m],
                new object[]
                {
                    ((IntegerColumn)measured.Measures[0]).Values[i], ((IntegerColumn)measured.Measures[1]).Values[i],
                    ((MoneyColumn)measured.Measures[2]).Values[i],
                });
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Edges_and_buckets_are_those_of_a_full_sort() => Prop.ForAll<int[], PositiveInt>((values, count) =>
    {
        var (amounts, buckets) = (Array.ConvertAll(values, value => value / 100m), count.Get % 9 + 2);
        var edges = Edges.Learn([.. amounts], buckets);
        Assert.Equal(PlainEdges.Of(amounts, buckets), edges.Exact);
        Assert.Equal(
            amounts.Select(amount => (long)PlainEdges.Bucket(edges.Exact!, amount)),
            edges.Buckets(new MoneyColumn(amounts)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Segments_are_those_of_a_chain_of_conditions() => Prop.ForAll<int>(seed =>
    {
        var orders = Orders(seed);
        var measured = Shop.Measure(Shop.ShardOf(Merged(orders, 1 << 20)));
        var edges = Shop.Learn(measured);
        var decided = Shop.Decide(measured.Measures, edges, measured.Ids.Count).Segments;
        var ids = Shop.Schemes.Schemes[0].Ids;
        var totals = PlainOrder.Totals(orders, PlainShop.AsOf);
        for (var i = 0; i < decided.Length; i++)
        {
            var plain = totals.GetValueOrDefault(measured.Ids.Text(i))?
                .Segment(edges[0].Exact!, edges[1].Exact!, edges[2].Exact!);
            Assert.Equal(plain ?? "none", ids.Text(decided[i]));
        }
    }).QuickCheckThrowOnFailure();

    /// <summary>Up to 60 orders of up to 12 customers.</summary>
    private static PlainOrder[] Orders(int seed)
    {
        var random = new Random(seed);
        return PlainShop.Orders(random, random.Next(60), random.Next(1, 13));
    }

    private static Table Merged(PlainOrder[] orders, int chunkBytes) =>
        Shop.Merge(Shop.Read(PlainShop.Dump(orders), chunkBytes));

    private static IEnumerable<PlainOrder> OrdersOf(Table table)
    {
        var rows = table.ToRows();
        for (var row = 0; row < rows.Count; row++)
        {
            yield return new PlainOrder(
                Encoding.UTF8.GetString(rows.Customers[row]), ((DateColumn)rows.Columns[0]).Values[row],
                Encoding.UTF8.GetString(((TextColumn)rows.Columns[2])[row]),
                ((MoneyColumn)rows.Columns[3]).Values[row]);
        }
    }

    /// <summary>Up to 30 rows of up to 4 of these cells, with or without a line end behind the last.</summary>
    private static byte[] Text(Random random, string[] cells)
    {
        var lines = Enumerable.Range(0, random.Next(30))
            .Select(_ => string.Join(',', random.GetItems(cells, random.Next(1, 5))));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + (random.Next(2) == 0 ? "\n" : ""));
    }
}
