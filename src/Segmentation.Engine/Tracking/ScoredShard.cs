using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tracking;

/// <summary>
/// The result of a run for the customers of one shard: what is stored, and what the next run is compared with.
/// </summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Names">The names of the columns: measures, then per scheme <c>scheme.score</c>, <c>scheme.segment</c>,
/// <c>scheme.since</c>, and where there is any of it <c>scheme.entered</c>, <c>scheme.unknown</c>, what holds and
/// overrides did, and who came back to where it had left.</param>
/// <param name="Columns">The columns.</param>
public sealed record ScoredShard(TextList Ids, IReadOnlyList<string> Names, IReadOnlyList<Column> Columns)
{
    private const uint Mark = 0x3144_5353; // "SSD1"

    /// <summary>The name of a scheme's column of segments.</summary>
    public static string SegmentName(string scheme) => $"{scheme}.segment";

    /// <summary>The name of a scheme's column with the run since which the customer is in the segment.</summary>
    public static string SinceName(string scheme) => $"{scheme}.since";

    /// <summary>The name of a scheme's column with the as-of day of the run in which the segment was entered; only of
    /// lifecycles, and where there is a minimum stay.</summary>
    public static string EnteredName(string scheme) => $"{scheme}.entered";

    /// <summary>The name of a scheme's column that is true where a condition was unknown on the way.</summary>
    public static string UnknownName(string scheme) => $"{scheme}.unknown";

    /// <summary>The name of a scheme's column of the segments that its definition says; none when they are those that
    /// people see.</summary>
    public static string ModelName(string scheme) => $"{scheme}.model";

    /// <summary>The name of a scheme's column that is true where a person set the segment; none for nobody.</summary>
    public static string OverrideName(string scheme) => $"{scheme}.override";

    /// <summary>The name of a scheme's column with the number of runs in a row in which the definition said other than
    /// the person; null where no person did, none for nobody.</summary>
    public static string ConflictsName(string scheme) => $"{scheme}.conflicts";

    /// <summary>The name of a scheme's column with the first day on which a minimum stay does not hold a customer any
    /// more; null for others, none when there is nobody.</summary>
    public static string HeldName(string scheme) => $"{scheme}.held";

    /// <summary>The name of a scheme's column with the segment that more runs have to confirm; null for others, none
    /// when there is nobody.</summary>
    public static string PendingName(string scheme) => $"{scheme}.pending";

    /// <summary>The name of a scheme's column with the number of runs that have said so.</summary>
    public static string ConfirmationsName(string scheme) => $"{scheme}.confirmations";

    /// <summary>The name of a scheme's column with the segment that a customer left last; none when nobody left any.
    /// </summary>
    public static string LeftName(string scheme) => $"{scheme}.left-last";

    /// <summary>The name of a scheme's column with the last day on which a customer came back to the segment that it
    /// had left; null when that is long ago, none for nobody.</summary>
    public static string ReturnedName(string scheme) => $"{scheme}.returned-last";

    /// <summary>The name of a scheme's column with the last such day but one.</summary>
    public static string ReturnedBeforeName(string scheme) => $"{scheme}.returned-before";

    /// <summary>The name of a scheme's column of a score.</summary>
    public static string ScoreName(string scheme, string score) => $"{scheme}.{score}";

    /// <summary>The names that scores may not have: the columns of a scheme by themselves.</summary>
    public static IReadOnlyList<string> OfScheme { get; } =
    [
        "segment", "since", "entered", "unknown", "model", "override", "conflicts", "held", "pending", "confirmations",
    ];

    /// <summary>Whether a column of a scheme is written only where it says something of anybody.</summary>
    public static bool IsSparse(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]
        is "model" or "override" or "conflicts" or "held" or "pending" or "confirmations" or "left-last"
        or "returned-last" or "returned-before";

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
