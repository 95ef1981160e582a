using Segmentation.Functions.Results;

namespace Segmentation.Functions.Exports;

/// <summary>Reads files that <see cref="CsvLines"/> wrote: a record goes on where a line ends inside quotes.</summary>
internal static class CsvRecords
{
    /// <summary>The records of lines, without their ends.</summary>
    public static IEnumerable<byte[]> Of(IEnumerable<byte[]> lines)
    {
        byte[]? begun = null;
        foreach (var line in lines)
        {
            byte[] record = begun is null ? line : [.. begun, (byte)'\n', .. line];
            begun = record.AsSpan().Count((byte)'"') % 2 == 0 ? null : record;
            if (begun is null)
                yield return record.AsSpan().EndsWith("\r"u8) ? record[..^1] : record;
        }
    }

    /// <summary>The first cell of a record, as it is written.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith("\""u8))
            return record.IndexOf((byte)',') is >= 0 and var comma ? record[..comma] : record;
        var at = 1;
        while (record[at] != '"' || (at + 1 < record.Length && record[at + 1] == '"'))
            at += record[at] == '"' ? 2 : 1;
        return record[..(at + 1)];
    }

    /// <summary>The id in the first cell of a record, as the base has it.</summary>
    public static byte[] Id(ReadOnlySpan<byte> record)
    {
        var cell = First(record);
        return FormulaSafety.Original(cell.StartsWith("\""u8) ? Unquoted(cell[1..^1]) : cell).ToArray();
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> quoted)
    {
        var (bytes, length) = (new byte[quoted.Length], 0);
        for (var at = 0; at < quoted.Length; at++)
        {
            bytes[length++] = quoted[at];
            // A quote is written twice.
            at += quoted[at] == '"' ? 1 : 0;
        }

        return bytes.AsSpan(0, length);
    }
}
