using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tracking;

/// <summary>
/// The result of a run for the customers of one shard: what is stored, and what the next run is compared with.
/// </summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Names">The names of the columns: measures, then per scheme <c>scheme.score</c>, <c>scheme.segment</c>,
/// <c>scheme.since</c>, and where the scheme has them <c>scheme.entered</c> and <c>scheme.unknown</c>.</param>
/// <param name="Columns">The columns.</param>
public sealed record ScoredShard(TextList Ids, IReadOnlyList<string> Names, IReadOnlyList<Column> Columns)
{
    private const uint Mark = 0x3144_5353; // "SSD1"

    /// <summary>The name of a scheme's column of segments.</summary>
    public static string SegmentName(string scheme) => $"{scheme}.segment";

    /// <summary>The name of a scheme's column with the run since which the customer is in the segment.</summary>
    public static string SinceName(string scheme) => $"{scheme}.since";

    /// <summary>The name of a lifecycle's column with the as-of day of the run in which a state was entered.</summary>
    public static string EnteredName(string scheme) => $"{scheme}.entered";

    /// <summary>The name of a scheme's column with the runs in a row in which the model did not agree with an override.
    /// </summary>
    public static string ConflictsName(string scheme) => $"{scheme}.conflicts";

    /// <summary>The name of a scheme's column that is true where a condition was unknown on the way.</summary>
    public static string UnknownName(string scheme) => $"{scheme}.unknown";

    /// <summary>The name of a scheme's column of a score.</summary>
    public static string ScoreName(string scheme, string score) => $"{scheme}.{score}";

    /// <summary>A column by its name, or null.</summary>
    public Column? Find(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return Columns[i];
        }

        return null;
    }

    /// <summary>The index of a customer, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> id) => Ids.IndexInSorted(id);

    /// <summary>The shard without a customer; the same shard when it has none of the id.</summary>
    public ScoredShard Without(ReadOnlySpan<byte> id)
    {
        var gone = IndexOf(id);
        if (gone < 0)
            return this;
        int[] rows = [.. Enumerable.Range(0, Ids.Count).Where(row => row != gone)];
        var ids = new TextList(Ids.Count, Ids.ByteCount);
        foreach (var row in rows)
            ids.Add(Ids[row]);
        return new ScoredShard(ids, Names, [.. Columns.Select(column => column.Take(rows))]);
    }

    /// <summary>Writes the shard.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        ColumnCodec.Write(writer, Ids);
        writer.Write(Names.Count);
        for (var i = 0; i < Names.Count; i++)
        {
            writer.Write(Names[i]);
            ColumnCodec.Write(writer, Columns[i]);
        }
    }

    /// <summary>Whether the bytes of a file are those of a shard.</summary>
    public static bool IsShard(ReadOnlySpan<byte> bytes) =>
        System.Buffers.Binary.BinaryPrimitives.TryReadUInt32LittleEndian(bytes, out var mark) && mark == Mark;

    /// <summary>Reads a shard.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no shard of a run.</exception>
    public static ScoredShard Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark)
            throw new InvalidDataException("the file is no shard of a run");
        var ids = ColumnCodec.ReadTextList(reader);
        var count = reader.ReadInt32();
        var (names, columns) = (new string[count], new Column[count]);
        for (var i = 0; i < count; i++)
            (names[i], columns[i]) = (reader.ReadString(), ColumnCodec.Read(reader));
        return new ScoredShard(ids, names, columns);
    }
}
