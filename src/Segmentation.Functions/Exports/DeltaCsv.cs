using System.Text;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Exports;

/// <summary>
/// The rows of customers.csv that differ from those before, and the ids that are gone; the last column, <c>change</c>,
/// says <c>added</c>, <c>changed</c> or <c>removed</c>.
/// </summary>
internal static class DeltaCsv
{
    /// <summary>Writes the rows that differ.</summary>
    /// <param name="before">The lines before, header first; under other columns every row differs.</param>
    /// <param name="now">The lines now, header first.</param>
    /// <param name="append">Takes the lines.</param>
    /// <returns>The number of rows.</returns>
    public static long Write(IEnumerable<byte[]> before, IEnumerable<byte[]> now, AppendBytes append)
    {
        using var old = CsvRecords.Of(before).GetEnumerator();
        using var rows = CsvRecords.Of(now).GetEnumerator();
        rows.MoveNext();
        var header = rows.Current;
        append(header);
        append(",change\r\n"u8);
        var (count, gone) = (0L, Encoding.UTF8.GetBytes(new string(',', header.AsSpan().Count((byte)','))));
        var isSame = old.MoveNext() && old.Current.AsSpan().SequenceEqual(header);
        var (hasOld, hasNew) = (old.MoveNext(), rows.MoveNext());
        while (hasOld || hasNew)
        {
            // Most rows are the same, and so are their ids.
            var isEqual = hasOld && hasNew && old.Current.AsSpan().SequenceEqual(rows.Current);
            var order = isEqual ? 0 : !hasOld ? 1 : !hasNew ? -1 : Compare(old.Current, rows.Current);
            if (order < 0)
            {
                append(CsvRecords.First(old.Current));
                append(gone);
                append(",removed\r\n"u8);
                count++;
            }
            else if (order > 0 || !isSame || !isEqual)
            {
                append(rows.Current);
                append(order > 0 ? ",added\r\n"u8 : ",changed\r\n"u8);
                count++;
            }

            hasOld = order <= 0 ? old.MoveNext() : hasOld;
            hasNew = order >= 0 ? rows.MoveNext() : hasNew;
        }

        return count;
    }

    private static int Compare(byte[] before, byte[] now) =>
        CsvRecords.Id(before).AsSpan().SequenceCompareTo(CsvRecords.Id(now));
}
