using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Dumps;

/// <summary>What the engine reads from a dump, chunk by chunk.</summary>
internal sealed record Reading(List<Chunk> Chunks, List<ParsedChunk> Parsed)
{
    public static Workspace Shop { get; } = new(
        "shop", TimeZoneInfo.Utc, null, null, null, [], [], [], new Dictionary<string, byte[]>());

    public Ledger Ledger => Parsed.Aggregate(default(Ledger), (sum, p) => sum + p.Ledger);

    public IEnumerable<Rejection> Rejections => Parsed.SelectMany(p => p.Rejections);

    public IEnumerable<string> Codes => Rejections.Select(r => r.Code);

    /// <summary>The values of a field of the accepted rows, null as null.</summary>
    public object?[] Field(SourceDefinition source, string name) =>
        [.. Parsed.SelectMany(p => Values(p.Accepted.Columns[RowLayout.Of(source).Find(name)]))];

    public string[] Customers => [.. Parsed.SelectMany(p => Values(p.Accepted.Customers)).Cast<string>()];

    public static Reading Of(
        byte[] bytes, Dialect dialect, SourceDefinition source, int chunkBytes = 1 << 20,
        Workspace? workspace = null, JoinMap? joins = null, ErasedRows? erased = null)
    {
        var reader = new Engine.Dumps.SourceReader(
            "dump.csv", 0, source, dialect, workspace ?? Shop, joins, erased is null ? null : () => erased);
        using var stream = new MemoryStream(bytes);
        stream.Position = dialect.DataOffset;
        var chunks = ChunkPlanner.Plan(stream, dialect, chunkBytes).ToList();
        var parsed = chunks.Select(c => reader.Parse(bytes.AsMemory((int)c.Offset, c.Length), c)).ToList();
        return new Reading(chunks, parsed);
    }

    /// <summary>Sniffs and reads a text.</summary>
    public static Reading Of(
        string text, SourceDefinition source, Workspace? workspace = null, JoinMap? joins = null,
        ErasedRows? erased = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Of(
            bytes, DialectSniffer.Sniff("dump.csv", bytes, source.Format, []), source, 1 << 20, workspace, joins,
            erased);
    }

    public static ColumnNames Names(string name) => new([name], default);

    /// <summary>Customers whose id is the first column, with every column as a text field.</summary>
    public static SourceDefinition AllTexts(IReadOnlyList<string> columns) =>
        new(SourceDefinition.CustomersName, default, ["*"], FormatDefinition.Sniffed)
        {
            Customer = Names(columns[0]),
            Fields = [.. columns.Select(c => new FieldDefinition(c, default, ColumnType.Text) { Column = Names(c) })],
        };

    public static IEnumerable<object?> Values(Column column) =>
        Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? null : column switch
        {
            TextColumn c => Encoding.UTF8.GetString(c[row]),
            IntegerColumn c => c.Values[row],
            NumberColumn c => c.Values[row],
            MoneyColumn c => c.Values[row],
            DateColumn c => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(c.Values[row])),
            BooleanColumn c => (object)(c.Values[row] == 1),
            _ => throw new InvalidOperationException(),
        });
}
