using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Dumps;

namespace Segmentation.Engine.Tests.Base;

public sealed class UnknownCustomersTests
{
    [Fact]
    public void Customers_only_in_streams_are_counted_once_and_by_stream()
    {
        var shard = Of(
            ("customers", ["a", "b"]), ("orders", ["a", "x", "y"]), ("tickets", ["b", "y", "z"]), ("mails", ["a"]));
        var unknown = UnknownCustomers.Of(shard, ["orders", "tickets", "mails", "visits"])!;
        Assert.Equal(3, unknown.Customers);
        Assert.Equal([("orders", 2L), ("tickets", 2L)], unknown.Streams.Select(stream => (stream.Key, stream.Value)));
    }

    [Fact]
    public void A_customer_that_no_table_has_occurs_nowhere()
    {
        var shard = Of(absent: "gone", ("customers", ["a"]), ("orders", ["a"]));
        Assert.Equal(0, UnknownCustomers.Of(shard, ["orders"])!.Customers);
    }

    [Fact]
    public void Without_a_table_of_customers_nobody_is_unknown() =>
        Assert.Null(UnknownCustomers.Of(Of(("orders", ["x"])), ["orders"]));

    [Fact]
    public void Shards_add_up()
    {
        var one = new UnknownCustomers(2, new Dictionary<string, long> { ["tickets"] = 1, ["orders"] = 1 });
        var sum = UnknownCustomers.Sum([one, null, one])!;
        Assert.Equal(4, sum.Customers);
        Assert.Equal([("orders", 2L), ("tickets", 2L)], sum.Streams.Select(stream => (stream.Key, stream.Value)));
        Assert.Null(UnknownCustomers.Sum([null]));
    }

    private static Shard Of(params (string Source, string[] Ids)[] tables) => Of(absent: null, tables);

    private static Shard Of(string? absent, params (string Source, string[] Ids)[] tables)
    {
        var layout = RowLayout.Of(Reading.AllTexts(["id"]));
        return new Shard(
            tables.ToDictionary(table => table.Source, table => (layout, Table(table.Ids))),
            absent is null ? null : Texts(absent));
    }

    private static Table Table(string[] ids) =>
        new(Texts(ids), [.. Enumerable.Range(0, ids.Length + 1)], []);

    private static TextList Texts(params string[] texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }
}
