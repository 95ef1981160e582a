using System.Text;
using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Dumps;
using Segmentation.Engine.Tests.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Backtesting;

public sealed class KnownRowsTests
{
    private const string Sources = """
        customers:
          file: "c*"
          id: id
          fields:
            joined: { type: date, known_since: joined }
            city: { type: text, known_since: joined }
            plan: text
            rank: { type: integer, known_since: 2026-04-01 }
            mood: { type: text, known_since: never }
        streams:
          orders:
            file: "o*"
            customer: id
            time: day
            fields: { paid: date, state: { type: text, known_since: never }, later: { type: text, known_since: paid } }
        """;

    private const string Customers = """
        id,joined,city,plan,rank,mood
        a,2026-01-01,Ulm,big,1,good
        b,2026-03-12,Ulm,big,1,good
        c,,Ulm,big,1,good
        d,,Ulm,big,1,good
        e,2026-03-11,,,,
        g,,Ulm,big,1,good

        """;

    private const string Orders = """
        id,day,paid,state,later
        a,2026-02-01,2026-03-11,open,yes
        a,2026-02-02,2026-03-12,open,no
        b,2026-01-01,2026-01-02,open,yes
        c,2026-03-11,,open,no
        d,2026-03-12,,open,no
        f,2026-03-10,,open,no

        """;

    /// <summary>b had not joined, whatever its orders say; of d and g nothing was known; c and f had ordered.</summary>
    [Fact]
    public void Customers_were_there_from_their_signup_on_or_without_one_from_their_first_event() =>
        Assert.Equal(["a", "c", "e", "f"], Ids(Known(new DateOnly(2026, 3, 11))));

    [Fact]
    public void A_field_with_a_day_since_which_it_is_known_shows_that_its_customers_were_there() =>
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], Ids(Known(new DateOnly(2026, 4, 1))));

    [Fact]
    public void Cells_that_were_not_known_are_null_and_what_is_not_said_stays()
    {
        var known = Known(new DateOnly(2026, 3, 11));
        Assert.Equal(["Ulm", null, null], Cells(known, "customers", "city"));
        Assert.Equal(["big", "big", null], Cells(known, "customers", "plan"));
        Assert.Equal([null, null, null], Cells(known, "customers", "rank"));
        Assert.Equal([null, null, null], Cells(known, "customers", "mood"));
        Assert.Equal([null, null, null, null], Cells(known, "orders", "state"));
        Assert.Equal(["yes", null, null, null], Cells(known, "orders", "later"));
        Assert.Equal([true, false, false, false], Cells(known, "orders", "paid").Select(paid => paid is not null));
    }

    private static IEnumerable<string> Ids(Shard shard) =>
        Enumerable.Range(0, shard.Ids.Count).Select(customer => Encoding.UTF8.GetString(shard.Ids[customer]));

    private static object?[] Cells(Shard shard, string source, string field)
    {
        var table = shard.Find(source)!;
        return Arbitrary.Boxed(table.Column(table.Layout.Find(field)));
    }

    private static Shard Known(DateOnly day)
    {
        var workspace = MeasuredDump.WorkspaceOf(Sources, "number: count(orders)");
        var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);
        return new KnownRows(workspace, day.DayNumber - epoch.DayNumber).Of(new Shard(
            new Dictionary<string, (RowLayout, Table)>
            {
                ["customers"] = Read(Customers, workspace.Customers!, workspace),
                ["orders"] = Read(Orders, workspace.Streams.Single(), workspace),
            }));
    }

    private static (RowLayout Layout, Table Table) Read(string dump, SourceDefinition source, Workspace workspace)
    {
        var (layout, reading) = (RowLayout.Of(source), Reading.Of(dump, source, workspace));
        Assert.Empty(reading.Rejections);
        return (layout, TableMerge.Merge(layout, [.. reading.Parsed.Select(p => p.Accepted)], TimeZoneInfo.Utc));
    }
}
