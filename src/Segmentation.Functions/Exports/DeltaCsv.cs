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
    /// <param name="before">The file before, header first; under other columns every row differs.</param>
    /// <param name="now">The file now, header first.</param>
    /// <param name="append">Takes the lines.</param>
    /// <returns>The number of rows.</returns>
    public static long Write(Stream before, Stream now, AppendBytes append)
    {
        using var old = new RecordReader(before);
        using var rows = new RecordReader(now);
        rows.Read();
        append(rows.Current);
        append(",change\r\n"u8);
        var (count, gone) = (0L, Encoding.UTF8.GetBytes(new string(',', rows.Current.Count((byte)','))));
        var isSame = old.Read() && old.Current.SequenceEqual(rows.Current);
        var (hasOld, hasNew) = (old.Read(), rows.Read());
        while (hasOld || hasNew)
        {
            // Most rows are the same, and so are their ids.
            var isEqual = hasOld && hasNew && old.Current.SequenceEqual(rows.Current);
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

            hasOld = order <= 0 ? old.Read() : hasOld;
            hasNew = order >= 0 ? rows.Read() : hasNew;
        }

        return count;
    }

    private static int Compare(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now) =>
        CsvRecords.Id(before).AsSpan().SequenceCompareTo(CsvRecords.Id(now));
}
