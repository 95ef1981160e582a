namespace Segmentation.Functions.Exports;

/// <summary>Records of files that <see cref="Results.CsvLines"/> wrote.</summary>
internal static class CsvRecords
{
    /// <summary>The records of a file, without their line ends.</summary>
    /// <param name="stream">The file, which is closed at the end.</param>
    public static IEnumerable<byte[]> Of(Stream stream)
    {
        using var reader = new RecordReader(stream);
        while (reader.Read())
            yield return reader.Current.ToArray();
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
