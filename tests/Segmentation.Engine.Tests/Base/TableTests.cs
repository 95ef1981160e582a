using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Base;

public sealed class TableTests
{
    private static readonly RowLayout Layout = RowLayout.Of(SomeRows.Stream());

    [Fact]
    public void A_table_does_not_depend_on_how_its_rows_were_cut_or_ordered() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var rows = SomeRows.Of(Layout, random, random.Next(200));
            var shuffled = Enumerable.Range(0, rows.Count).ToArray();
            random.Shuffle(shuffled);
            var parts = shuffled.Chunk(random.Next(1, 50)).Select(part => rows.Take(part)).ToList();
            Assert.Equal(Bytes(Merge([rows])), Bytes(Merge(parts)));
            var first = Merge([.. parts.Take(parts.Count / 2)]).ToRows();
            Assert.Equal(Bytes(Merge([rows])), Bytes(Merge([.. parts.Skip(parts.Count / 2), first])));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_rows_of_one_customer_on_one_day_are_in_the_order_of_their_content()
    {
        var layout = RowLayout.Of(Definitions.Stream(
            """streams: { orders: { file: "*", customer: id, time: day, fields: { b: integer } } }"""));
        const int Count = 20_000;
        var numbers = new long[Count];
        for (var row = 0; row < Count; row++)
            numbers[row] = Count - row;
        var ids = new TextList();
        ids.Add("till");
        var rows = new Rows(
            new TextColumn(new int[Count], ids), null,
            [new DateColumn(new int[Count]), IntegerColumn.Nulls(Count), new IntegerColumn(numbers)]);
        var merged = TableMerge.Merge(layout, [rows], TimeZoneInfo.Utc);
        Assert.Equal(numbers.Order(), ((IntegerColumn)merged.Columns[2]).Values);
    }

    [Fact]
    public void A_table_without_a_customer_is_the_table_of_all_other_rows() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var rows = SomeRows.Of(Layout, random, random.Next(200));
            var gone = "3"u8.ToArray();
            var others = rows.Take(rows.Where(row => !rows.Customers[row].SequenceEqual(gone)));
            Assert.Equal(Bytes(Merge([others])), Bytes(Merge([rows]).Without(gone)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("key: k,")]
    public void A_table_with_more_rows_is_the_table_of_all_rows(string more)
    {
        var layout = RowLayout.Of(SomeRows.Stream(more));
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var rows = SomeRows.Of(layout, random, random.Next(200));
            var old = TableMerge.Merge(layout, [rows], SomeRows.Berlin);
            var added = Enumerable.Range(0, random.Next(3))
                .Select(_ => SomeRows.Of(layout, random, random.Next(random.Next(1, 60)))).ToList();
            var share = random.Next(4);
            int[] lost = [.. Enumerable.Range(0, old.RowCount).Where(_ => random.Next(4) < share)];
            var kept = old.ToRows().Take([.. Enumerable.Range(0, old.RowCount).Except(lost)]);
            Assert.Equal(
                Bytes(TableMerge.Merge(layout, [kept, .. added], SomeRows.Berlin)),
                Bytes(TableSplice.Merge(layout, old, lost, added, SomeRows.Berlin)));
        }
    }

    [Fact]
    public void The_rows_of_a_customer_are_in_order_of_time_then_content()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var rows = SomeRows.Of(Layout, random, random.Next(120));
            var table = Merge([rows]);
            var customer = Customers(table);
            Assert.Equal(rows.Count, table.RowCount);
            Assert.Equal(
                SomeRows.Contents(rows).Order(StringComparer.Ordinal),
                SomeRows.Contents(table.Columns, table.RowCount, row => customer[row]).Order(StringComparer.Ordinal));
            Assert.Equal(
                customer.Distinct().Order(StringComparer.Ordinal),
                Enumerable.Range(0, table.Ids.Count).Select(table.Ids.Text));
            var sorted = Enumerable.Range(0, table.RowCount)
                .OrderBy(row => customer[row], StringComparer.Ordinal).ThenBy(row => Time(table, row))
                .ThenBy(row => Content(table, row), Comparer<object?[]>.Create(Compare));
            Assert.Equal(Enumerable.Range(0, table.RowCount), sorted);
        }
    }

    [Fact]
    public void A_table_that_is_written_is_read_again()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var table = Merge([SomeRows.Of(Layout, new Random(seed), seed)]);
            var bytes = Bytes(table);
            var read = TableFile.ReadTable(new MemoryStream(bytes));
            Assert.Equal(table.Starts, read.Starts);
            Assert.Equal(bytes, Bytes(read));
            Assert.Throws<InvalidDataException>(() => TableFile.ReadRows(new MemoryStream(bytes)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("key: k,")]
    [InlineData("key: k, version: v,")]
    public void Rows_that_are_written_are_read_again(string more)
    {
        var layout = RowLayout.Of(SomeRows.Stream(more));
        for (var seed = 0; seed < 50; seed++)
        {
            var rows = SomeRows.Of(layout, new Random(seed), seed);
            using var stream = new MemoryStream();
            TableFile.Write(stream, rows);
            stream.Position = 0;
            var read = TableFile.ReadRows(stream);
            Assert.Equal(SomeRows.Contents(rows), SomeRows.Contents(read));
            Assert.Equal(rows.Order?.Values, read.Order?.Values);
        }
    }

    [Fact]
    public void A_shard_has_the_customers_of_all_its_tables()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var tables = Enumerable.Range(0, random.Next(1, 4))
                .ToDictionary(i => $"t{i}", i => (Layout, Merge([Some(random, oneEach: i == 0)])));
            var shard = new Shard(tables);
            var ids = Enumerable.Range(0, shard.Ids.Count).Select(shard.Ids.Text).ToArray();
            Assert.Equal(
                tables.Values.SelectMany(t => Customers(t.Item2)).Distinct().Order(StringComparer.Ordinal), ids);
            foreach (var (name, (_, table)) in tables)
            {
                var customers = Customers(table);
                var found = shard.Find(name)!;
                for (var i = 0; i < ids.Length; i++)
                    Assert.Equal(customers.Count(c => c == ids[i]), found.Starts[i + 1] - found.Starts[i]);
                if (name != "t0")
                    continue;
                var first = Arbitrary.Boxed(table.Columns[Layout.FirstField]);
                Assert.Equal(
                    ids.Select(id => Array.IndexOf(customers, id) is >= 0 and var row ? first[row] : null),
                    Arbitrary.Boxed(found.PerCustomer(Layout.FirstField)));
            }

            Assert.Null(shard.Find("other"));
        }
    }

    private static Rows Some(Random random, bool oneEach)
    {
        var rows = SomeRows.Of(Layout, random, random.Next(30));
        var first = Enumerable.Range(0, rows.Count)
            .DistinctBy(row => Encoding.UTF8.GetString(rows.Customers[row])).ToArray();
        return oneEach ? rows.Take(first) : rows;
    }

    private static Table Merge(IReadOnlyList<Rows> parts) => TableMerge.Merge(Layout, parts, SomeRows.Berlin);

    private static byte[] Bytes(Table table)
    {
        using var stream = new MemoryStream();
        TableFile.Write(stream, table);
        return stream.ToArray();
    }

    private static string[] Customers(Table table) =>
        [.. Enumerable.Range(0, table.Ids.Count).SelectMany(
            c => Enumerable.Repeat(table.Ids.Text(c), table.Starts[c + 1] - table.Starts[c]))];

    private static long Time(Table table, int row)
    {
        var day = ((DateColumn)table.Columns[Layout.Day]).Values[row];
        var instant = ((IntegerColumn)table.Columns[Layout.Instant]).Values[row];
        return instant != IntegerColumn.Null ? instant : DateCell.Midnight(day, SomeRows.Berlin);
    }

    private static object?[] Content(Table table, int row) =>
        [
            .. table.Columns.Skip(Layout.Instant + 1).Select(c => Arbitrary.Boxed(c)[row]),
            ((IntegerColumn)table.Columns[Layout.Instant]).Values[row]];

    private static int Compare(object?[]? a, object?[]? b) =>
        a!.Zip(b!).Select(pair => (pair.First, pair.Second) switch
        {
            (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
            var (x, y) => Comparer<object>.Default.Compare(x, y),
        }).FirstOrDefault(order => order != 0);
}
