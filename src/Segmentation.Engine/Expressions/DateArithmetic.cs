using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>The days from one date to another.</summary>
internal sealed class DaysBetween(Node from, Node to) : Node(ColumnType.Integer)
{
    public override bool MayBeNull => from.MayBeNull || to.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var (starts, ends) = (Operand<int>.Of(from, frame), Operand<int>.Of(to, frame));
        var days = new long[frame.Count];
        for (var i = 0; i < days.Length; i++)
        {
            var (start, end) = (starts[i], ends[i]);
            days[i] = start == DateColumn.Null || end == DateColumn.Null ? IntegerColumn.Null : (long)end - start;
        }

        return new IntegerColumn(days);
    }
}

/// <summary>
/// The days from a date to the as-of day. A date behind it that events are known of is as good as the as-of day itself.
/// </summary>
internal sealed class DaysSince(Node date) : Node(ColumnType.Integer)
{
    public override bool MayBeNull => date.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var dates = Operand<int>.Of(date, frame);
        var days = new long[frame.Count];
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = dates[i] == DateColumn.Null ? IntegerColumn.Null
                : dates[i] > frame.AsOf && dates[i] <= frame.Until ? 0
                : (long)frame.AsOf - dates[i];
        }

        return new IntegerColumn(days);
    }
}

/// <summary>Dates some days later or earlier; null and reported outside of the years 1 to 9999.</summary>
/// <param name="dates">The dates.</param>
/// <param name="days">How many days.</param>
/// <param name="sign">1 for later, -1 for earlier.</param>
internal sealed class Shifted(Node dates, Node days, int sign) : Node(ColumnType.Date)
{
    public override bool MayBeNull => dates.MayBeNull || days.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var (from, by) = (Operand<int>.Of(dates, frame), Operand<long>.Of(days, frame));
        var results = new int[frame.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = DateColumn.Null;
            if (from[i] == DateColumn.Null || by[i] == IntegerColumn.Null)
                continue;
            // The sum of an Int32 and an Int64 always fits an Int128.
            var day = from[i] + sign * (Int128)by[i];
            if (day >= Dates.Least && day <= Dates.Greatest)
                results[i] = (int)day;
            else
                frame.Overflow(i);
        }

        return new DateColumn(results);
    }
}
