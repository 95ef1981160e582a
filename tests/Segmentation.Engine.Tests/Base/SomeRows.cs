using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Base;

/// <summary>Random rows of a stream with a field of each type.</summary>
internal static class SomeRows
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static SourceDefinition Stream(string more = "") => Definitions.Stream(
        $$"""
        streams:
          orders:
            { file: "*", customer: id, time: day, {{more}}
              fields: { a: text, b: integer, c: number, d: money, e: date, f: boolean } }
        """);

    public static Rows Of(RowLayout layout, Random random, int count)
    {
        var columns = layout.Types.Select(type => Arbitrary.Column(random, type, count)).ToArray();
        var ids = new TextList();
        for (var i = 0; i < 12; i++)
            ids.Add($"{random.Next(10)}");
        if (layout.Day >= 0)
            (columns[layout.Day], columns[layout.Instant]) = Times(random, count);
        var customers = new int[count];
        foreach (ref var customer in customers.AsSpan())
            customer = random.Next(random.Next(1, ids.Count));
        var order = layout.Keyed ? new IntegerColumn([.. Enumerable.Range(0, count).Select(i => (long)i)]) : null;
        return new Rows(new TextColumn(customers, ids), order, columns);
    }

    public static string[] Contents(Rows rows) =>
        Contents(rows.Columns, rows.Count, row => Encoding.UTF8.GetString(rows.Customers[row]));

    public static string[] Contents(Column[] columns, int count, Func<int, string> customer)
    {
        var boxed = columns.Select(Arbitrary.Boxed).ToArray();
        return [.. Enumerable.Range(0, count).Select(row =>
            customer(row) + "|" + string.Join('|', boxed.Select(
                c => c[row] is decimal d ? Exact.Trimmed(d) : c[row] is 0.0 ? 0.0 : c[row] ?? "NULL")))];
    }

    private static (Column Days, Column Instants) Times(Random random, int count)
    {
        var (days, instants) = (new int[count], new long[count]);
        for (var row = 0; row < count; row++)
        {
            days[row] = random.Next(-3, 3);
            instants[row] = random.Next(3) == 0 ? IntegerColumn.Null
                : DateCell.Midnight(days[row], Berlin) + (TimeSpan.TicksPerHour * random.Next(3));
        }

        return (new DateColumn(days), new IntegerColumn(instants));
    }
}
