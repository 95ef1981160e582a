using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>Cells with several values, each of whose parts is a row of an aggregate.</summary>
public sealed class SplitTests
{
    private const string Sources = """
        streams:
          answers:
            { file: "*", customer: id, time: day, format: { delimiter: "," }, fields: { tags: text, f: boolean } }
        """;

    private const string Header = "id,day,tags,f\n";
    private const int AsOf = 20;
    private static readonly string[] Cells = ["price", "support", " speed ", "price ", "", "other"];
    private static readonly (string Tag, decimal Points)[] Points = [("price", 3), ("support", 1.5m), ("speed", -2)];

    /// <summary>Each measure, and what it is of the parts of a customer's cells.</summary>
    private static readonly (string Text, Func<Part[], object?> Of)[] Measures =
    [
        ("count(answers.tags SPLIT ';')", parts => (long)parts.Length),
        ("count(answers.tags SPLIT ';' WHERE tags = 'price')", parts => (long)parts.Count(p => p.Tag == "price")),
        ("count(answers.tags SPLIT ';' WHERE f IN LAST 5 DAYS)", parts =>
            (long)parts.Count(p => p.F && p.Day > AsOf - 5)),
        ("distinct(answers.tags SPLIT ';')", parts => (long)parts.DistinctBy(p => p.Tag).Count()),
        ("mode(answers.tags SPLIT ';')", parts => Mode(parts)),
        ("mode(answers.tags SPLIT ';' WHERE f)", parts => Mode([.. parts.Where(p => p.F)])),
        ("mode_share(answers.tags SPLIT ';')", parts => parts.Length == 0
            ? null
            : (double)parts.Count(p => p.Tag == Mode(parts)) / parts.Length),
        ("share(answers.tags SPLIT ';' WHERE tags = 'price')", parts => parts.Length == 0
            ? null
            : (double)parts.Count(p => p.Tag == "price") / parts.Length),
        ("first(answers.tags SPLIT ';')", parts => parts.FirstOrDefault()?.Tag),
        ("last(answers.tags SPLIT ';')", parts => parts.LastOrDefault()?.Tag),
        ("max(answers.tags SPLIT ';')", parts => parts.Select(p => p.Tag).Max(StringComparer.Ordinal)),
        ("sum(lookup(answers.tags, 'points') SPLIT ';')", parts =>
            parts.Sum(p => Points.FirstOrDefault(point => point.Tag == p.Tag).Points)),
    ];

    [Fact]
    public void Every_aggregate_over_parts_is_what_a_plain_loop_finds() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var rows = Rows(random);
            var measured = Measured(rows);
            for (var customer = 0; customer < measured.Ids.Count; customer++)
            {
                var id = measured.Ids.Text(customer);
                var parts = rows.Where(row => row.Customer == id && row.Day <= AsOf).OrderBy(row => row.Day)
                    .SelectMany(PartsOf).ToArray();
                for (var m = 0; m < Measures.Length; m++)
                {
                    var found = Arbitrary.Boxed(measured.Measures[m])[customer];
                    Assert.True(Equals(Measures[m].Of(parts), found), $"{Measures[m].Text}: {found}, {seed}");
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_and_the_other_customers_do_not_matter() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var rows = Rows(random);
            var whole = Lines(Measured(rows));
            random.Shuffle(rows);
            Assert.Equal(whole, Lines(Measured(rows)));
            Assert.Equal(whole, rows.GroupBy(row => row.Customer).SelectMany(shard => Lines(Measured([.. shard])))
                .Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_dominant_value_comes_with_its_share_and_count()
    {
        var measured = MeasuredDump.Of(
            Sources,
            Header + "c,1970-01-05,price;support,\nc,1970-01-06,price,\nc,1970-01-07,price; price,\nd,1970-01-07,;,\n",
            "m: mode(answers.tags SPLIT ';')\ns: mode_share(answers.tags SPLIT ';')\n"
            + "n: count(answers.tags SPLIT ';')\n",
            AsOf);
        Assert.Equal([["price", null], [0.75, null], [4L, 0L]], measured.Measures.Select(Arbitrary.Boxed));
    }

    private static Row[] Rows(System.Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 40)).Select(_ => new Row(
            $"c{random.Next(5)}", random.Next(27),
            string.Join(';', random.GetItems(Cells, random.Next(4))), random.Next(2) == 0))
            .DistinctBy(row => (row.Customer, row.Day)),
    ];

    private static IEnumerable<Part> PartsOf(Row row) => row.Cell.Split(';', StringSplitOptions.TrimEntries)
        .Where(tag => tag.Length > 0).Distinct().Select(tag => new Part(tag, row.Day, row.F));

    private static string? Mode(Part[] parts) => parts.GroupBy(part => part.Tag)
        .OrderByDescending(group => group.Count()).ThenByDescending(group => group.Max(part => part.Day))
        .ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private static MeasuredShard Measured(Row[] rows) => MeasuredDump.Of(
        Sources,
        Header + string.Concat(rows.Select(row => $"{row.Customer},1970-01-{row.Day + 1:00},{row.Cell},{row.Flag}\n")),
        string.Concat(Measures.Select((measure, i) => $"m{i}: \"{measure.Text}\"\n")), AsOf, null,
        ("tables/points.csv", "tag,points\n" + string.Concat(Points.Select(p => $"{p.Tag},{p.Points}\n"))));

    private static IEnumerable<string> Lines(MeasuredShard measured) => Enumerable.Range(0, measured.Ids.Count).Select(
        customer => measured.Ids.Text(customer) + "," + string.Join(
            ',', measured.Measures.Select(column => Arbitrary.Boxed(column)[customer])));

    private sealed record Row(string Customer, int Day, string Cell, bool F)
    {
        public string Flag => F ? "true" : "false";
    }

    private sealed record Part(string Tag, int Day, bool F);
}
