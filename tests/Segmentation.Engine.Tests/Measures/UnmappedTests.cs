using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>Values that measures look up in tables which lack them are counted by the customers that have them.</summary>
public sealed class UnmappedTests
{
    private const string Sources = """
        streams:
          orders:
            file: "*"
            customer: id
            time: day
            format: { delimiter: "," }
            fields: { country: text, f: boolean }
        """;

    private const string Header = "id,day,country,f\n";
    private const string Table = "country,code,points\nGermany,DE,3\nFrance,FR,2\nItaly,,1\n";
    private const int AsOf = 20;

    private static readonly string[] Countries =
        ["Germany", "FRANCE", "Italy", "Oz", "oz", "Atlantis", "\U0001F600", "\uFFFD", ""];

    [Fact]
    public void Only_rows_that_count_are_looked_at()
    {
        const string dump = Header + "a,1970-01-05,Oz,true\na,1970-01-06,Oz,true\na,1970-01-07,Atlantis,false\n"
            + "b,1970-01-20,Oz,true\nb,1970-02-20,Later,true\nc,1970-01-20,Germany,true\nd,1970-01-19,,true\n";
        Assert.Equal(["2: Oz 2, Atlantis 1"], Lines(dump, "mode(lookup(orders.country, 'countries'))"));
        Assert.Equal(["2: Oz 2"], Lines(dump, "mode(lookup(orders.country, 'countries') WHERE f)"));
        Assert.Equal(["1: Oz 1"], Lines(dump, "mode(lookup(orders.country, 'countries') IN LAST 2 DAYS)"));
        Assert.Equal(
            ["1: Oz 1"], Lines(dump, "count(orders WHERE lookup(country, 'countries') = 'DE' IN LAST 2 DAYS)"));
        Assert.Equal(["1: Atlantis 1"], Lines(dump, "lookup(first(orders.country WHERE NOT f), 'countries')"));
        Assert.Empty(Lines(dump, "count(orders)"));
    }

    [Fact]
    public void An_empty_answer_is_mapped_and_null()
    {
        var measured = Measured(Header + "a,1970-01-05,Italy,\n", "lookup(last(orders.country), 'countries')");
        Assert.Equal([null], Arbitrary.Boxed(measured.Measures[0]));
        Assert.Empty(measured.Unmapped);
    }

    [Fact]
    public void Values_are_clipped_to_80_characters()
    {
        var measured = Measured(
            Header + $"a,1970-01-05,{new string('x', 90)},\nb,1970-01-05,{new string('x', 79)}\U0001F600,\n",
            "lookup(last(orders.country), 'countries')");
        Assert.Equal([79, 80], Assert.Single(measured.Unmapped).Values.Select(value => value.Value.Length).Order());
    }

    [Fact]
    public void Names_and_keys_of_customers_are_not_looked_up()
    {
        var files = Definitions.Smallest();
        files["sources.yaml"] = "customers: { file: c.csv, id: id, name: name, keys: { mail: mail } }\n"u8.ToArray();
        files["measures.yaml"] = "a: lookup(name, 't')\nb: lookup(key_mail, 't')\n"u8.ToArray();
        files["tables/t.csv"] = "name,answer\nx,y\n"u8.ToArray();
        var problems = new Problems();
        Assert.Null(MeasurePlan.Bind(Definitions.Read(files), problems));
        Assert.Equal(["for-people 1:11", "for-people 2:11"], problems.All.Select(
            problem => $"{problem.Code} {problem.At.Line}:{problem.At.Column}"));
    }

    [Fact]
    public void Any_number_of_shards_and_any_order_of_rows_count_what_a_plain_loop_counts() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var rows = Enumerable.Range(0, random.Next(1, 60))
                .Select(_ => (
                    Customer: random.Next(9), Day: random.Next(1, 28), Country: random.GetItems(Countries, 1)[0]))
                .ToArray();
            var whole = Counted(rows);
            Assert.Equal(Plain(rows), Lines(whole));
            random.Shuffle(rows);
            Assert.Equal(Lines(whole), Lines(Counted(rows)));
            var shards = random.Next(2, 5);
            Assert.Equal(Lines(whole), Lines(UnmappedTable.Sum(
                rows.GroupBy(row => row.Customer % shards).SelectMany(shard => Counted([.. shard])))));
        }).QuickCheckThrowOnFailure();

    private static string[] Plain((int Customer, int Day, string Country)[] rows)
    {
        var unmapped = rows.Where(row => row.Day <= AsOf + 1 && row.Country.Length > 0
            && !Table.Contains($"\n{row.Country},", StringComparison.OrdinalIgnoreCase)).ToArray();
        var values = unmapped.Select(row => (row.Customer, row.Country)).Distinct().CountBy(pair => pair.Country)
            .OrderByDescending(value => value.Value)
            .ThenBy(value => Convert.ToHexString(Encoding.UTF8.GetBytes(value.Key)), StringComparer.Ordinal)
            .Select(value => $"{value.Key} {value.Value}");
        return unmapped.Length == 0
            ? []
            : [$"{unmapped.DistinctBy(row => row.Customer).Count()}: {string.Join(", ", values)}"];
    }

    private static IReadOnlyList<UnmappedTable> Counted((int Customer, int Day, string Country)[] rows) => Measured(
        Header + string.Concat(rows.Select(row => $"c{row.Customer},1970-01-{row.Day:00},{row.Country},\n")),
        "mode(lookup(orders.country, 'countries'))").Unmapped;

    private static string[] Lines(string dump, string measure) => Lines(Measured(dump, measure).Unmapped);

    private static string[] Lines(IReadOnlyList<UnmappedTable> tables)
    {
        Assert.All(tables, table => Assert.Equal(("x", "countries"), (table.Measure, table.Table)));
        return [.. tables.Select(table =>
            $"{table.Customers}: {string.Join(", ", table.Values.Select(v => $"{v.Value} {v.Customers}"))}")];
    }

    private static MeasuredShard Measured(string dump, string measure) => MeasuredDump.Of(
        Sources, dump, $"x: \"{measure}\"\n", AsOf, null, ("tables/countries.csv", Table));
}
