using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Identities;

/// <summary>The rows of customers under several ids.</summary>
public sealed class MergedTableTests
{
    private static readonly RowLayout Orders = RowLayout.Of(
        Definitions.Stream("streams: { orders: { file: a.csv, customer: c, time: t, fields: { what: text } } }"));

    [Fact]
    public void A_customer_has_the_rows_of_its_aliases_in_the_order_of_time()
    {
        var own = Table(("a", 1, "x"), ("b", 5, "y"), ("b", 9, "z"), ("c", 2, "u"));
        var aliases = Table(("d", 7, "v"), ("c", 2, "u"));
        var merged = new MergedTable(Orders, TimeZoneInfo.Utc).Of(
            own, aliases, [new MergedGroup("b", ["c", "d"], [])], ["c"]);
        Assert.Equal(["a 1 x", "b 2 u", "b 5 y", "b 7 v", "b 9 z"], Lines(merged));
    }

    [Fact]
    public void A_customer_without_rows_of_its_own_takes_its_place()
    {
        var merged = new MergedTable(Orders, TimeZoneInfo.Utc).Of(
            Table(("a", 1, "x"), ("z", 1, "y")), Table(("q", 7, "v")), [new MergedGroup("m", ["q"], [])], []);
        Assert.Equal(["a 1 x", "m 7 v", "z 1 y"], Lines(merged));
    }

    [Fact]
    public void What_nobody_shares_is_left_as_it_is()
    {
        var own = Table(("a", 1, "x"));
        Assert.Same(own, new MergedTable(Orders, TimeZoneInfo.Utc).Of(
            own, Table(("q", 7, "v")), [new MergedGroup("a", ["c"], [])], []));
    }

    private static Table Table(params (string Id, int Day, string What)[] rows) => TableMerge.Merge(
        Orders,
        [
            new Rows(
                Expressions.Table.Texts([.. rows.Select(row => row.Id)]), null,
                [
                    new DateColumn([.. rows.Select(row => row.Day)]),
                    new IntegerColumn([.. rows.Select(_ => IntegerColumn.Null)]),
                    Expressions.Table.Texts([.. rows.Select(row => row.What)]),
                ]),
        ],
        TimeZoneInfo.Utc);

    private static IEnumerable<string> Lines(Table table)
    {
        for (var customer = 0; customer < table.Ids.Count; customer++)
        {
            for (var row = table.Starts[customer]; row < table.Starts[customer + 1]; row++)
            {
                var what = Encoding.UTF8.GetString(((TextColumn)table.Columns[2])[row]);
                yield return $"{table.Ids.Text(customer)} {((DateColumn)table.Columns[0]).Values[row]} {what}";
            }
        }
    }
}
