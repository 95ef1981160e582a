using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Base;

public sealed class WinnersTests
{
    private static readonly string?[] Versions = [
        null, "1", "2", "2.0", "10", "-3", "2026-01-01", "2026-02-01T10:00",
        "b", "a", "99999999999999999999999999999999"];

    [Theory]
    [InlineData("key: k,")]
    [InlineData("key: k, version: v,")]
    public void One_row_wins_per_key_as_a_plain_search_finds(string more) =>
        Prop.ForAll<int>(seed => Check(RowLayout.Of(SomeRows.Stream(more)), new Random(seed)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void One_row_wins_per_customer() =>
        Prop.ForAll<int>(seed => Check(RowLayout.Of(Customers()), new Random(seed))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_line_wins_and_repeats_of_it_are_duplicates()
    {
        var verdicts = Judge([], ["a1", "b1", "a2", "a2", "b1", "a3"]);
        Assert.Equal([Verdict.Superseded, Verdict.Duplicate, Verdict.Superseded,
            Verdict.Superseded, Verdict.Kept, Verdict.Kept], verdicts);
    }

    [Fact]
    public void A_row_that_repeats_the_base_is_a_duplicate_and_the_base_stays()
    {
        var verdicts = Judge(["a1", "b1", "c1", "d1"], ["a1", "b2", "c2", "c1", "d2", "d2"]);
        Assert.Equal([Verdict.Kept, Verdict.Superseded, Verdict.Kept, Verdict.Superseded], verdicts[..4]);
        Assert.Equal(
            [Verdict.Duplicate, Verdict.Kept, Verdict.Superseded, Verdict.Duplicate, Verdict.Duplicate, Verdict.Kept],
            verdicts[4..]);
    }

    /// <summary>The verdicts on rows of one customer and one value each.</summary>
    private static Verdict[] Judge(string[] old, string[] import)
    {
        string[] lines = [.. old, .. import];
        var (ids, values) = (new TextList(), new TextList());
        var rows = new Rows(
            new TextColumn([.. lines.Select(line => ids.Add(line[..1]))], ids),
            new IntegerColumn([.. lines.Select((_, i) => i < old.Length ? -1L : i)]),
            [
                new BooleanColumn(new sbyte[lines.Length]),
                new TextColumn([.. lines.Select(line => values.Add(line[1..]))], values)]);
        return Winners.Judge(RowLayout.Of(Customers()), [rows])[0];
    }

    private static void Check(RowLayout layout, Random random)
    {
        var rows = SomeRows.Of(layout, random, random.Next(60));
        if (layout.Key >= 0)
            rows.Columns[layout.Key] = Texts(random, rows.Count, ["k1", "k2", "k3", "k10", "é"]);
        if (layout.Version >= 0)
            rows.Columns[layout.Version] = Texts(random, rows.Count, Versions);
        for (var i = layout.FirstField; i < layout.Types.Count && random.Next(3) > 0; i++)
            rows.Columns[i] = Column.Nulls(layout.Types[i], rows.Count);
        var orders = Enumerable.Range(0, rows.Count).Select(i => (long)i).ToArray();
        random.Shuffle(orders);
        orders.CopyTo(rows.Order!.Values, 0);
        MakeBase(layout, rows, random);

        var expected = Expected(layout, rows);
        var shuffled = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(shuffled);
        var cut = shuffled.Chunk(random.Next(1, 20)).ToArray();
        var found = Winners.Judge(layout, [.. cut.Select(part => rows.Take(part))]);
        for (var part = 0; part < cut.Length; part++)
            Assert.Equal(cut[part].Select(row => expected[row]), found[part]);
    }

    /// <summary>The base has one row per key.</summary>
    private static void MakeBase(RowLayout layout, Rows rows, Random random)
    {
        var known = new HashSet<string>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (random.Next(4) == 0 && known.Add(Key(layout, rows, row)))
                rows.Order!.Values[row] = -1;
        }
    }

    private static Verdict[] Expected(RowLayout layout, Rows rows)
    {
        var verdicts = new Verdict[rows.Count];
        var contents = SomeRows.Contents(rows);
        var order = rows.Order!.Values;
        foreach (var key in Enumerable.Range(0, rows.Count).GroupBy(row => Key(layout, rows, row)))
        {
            var winner = key.OrderBy(row => Version(layout, rows, row), Comparer<string?>.Create(Compare))
                .ThenBy(row => order[row]).Last();
            foreach (var row in key.Where(row => row != winner))
            {
                if (contents[row] != contents[winner])
                    verdicts[row] = Verdict.Superseded;
                else if (order[row] < 0)
                    verdicts[winner] = Verdict.Duplicate;
                else
                    verdicts[row] = Verdict.Duplicate;
            }
        }

        return verdicts;
    }

    private static string Key(RowLayout layout, Rows rows, int row) =>
        Encoding.UTF8.GetString(layout.Key < 0 ? rows.Customers[row] : ((TextColumn)rows.Columns[layout.Key])[row]);

    private static string? Version(RowLayout layout, Rows rows, int row) =>
        layout.Version < 0 || rows.Columns[layout.Version].IsNull(row)
            ? null
            : Encoding.UTF8.GetString(((TextColumn)rows.Columns[layout.Version])[row]);

    private static int Compare(string? a, string? b)
    {
        static (int Kind, decimal Number) Of(string? text) =>
            text is null ? (0, 0)
                : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (1, number)
                : (2, 0);
        var (x, y) = (Of(a), Of(b));
        return x != y ? x.CompareTo(y) : x.Kind == 2 ? string.CompareOrdinal(a, b) : 0;
    }

    private static TextColumn Texts(Random random, int count, string?[] texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text ?? "");
        return new TextColumn([.. Enumerable.Range(0, count)
            .Select(_ => random.Next(texts.Length)).Select(i => texts[i] is null ? TextColumn.Null : i)], list);
    }

    private static Segmentation.Engine.Workspaces.SourceDefinition Customers() => Definitions.Read(
        "sources.yaml",
        """
        customers: { file: c.csv, id: id, fields: { v: text } }
        streams:
          orders: { file: orders.csv, customer: id, time: day }
        """).Customers!;
}
