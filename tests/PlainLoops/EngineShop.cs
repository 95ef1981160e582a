using Segmentation.Engine.Base;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace PlainLoops;

/// <summary>The shop of <see cref="PlainShop"/>, as the engine reads, measures and divides it.</summary>
internal sealed class EngineShop
{
    private readonly RowLayout _layout;

    /// <summary>Binds the definitions.</summary>
    public EngineShop()
    {
        var problems = new Problems();
        Workspace = WorkspaceReader.Read(PlainShop.Files, problems)!;
        problems.ThrowIfAny();
        Orders = Workspace.Streams.Single();
        Measures = MeasurePlan.Bind(Workspace, problems)!;
        problems.ThrowIfAny();
        Schemes = SchemeSet.Bind(Workspace.Schemes, Measures, problems)!;
        problems.ThrowIfAny();
        _layout = RowLayout.Of(Orders);
    }

    /// <summary>The definitions.</summary>
    public Workspace Workspace { get; }

    /// <summary>The stream of orders.</summary>
    public SourceDefinition Orders { get; }

    /// <summary>The measures: recency, frequency, monetary.</summary>
    public MeasurePlan Measures { get; }

    /// <summary>The only scheme, <c>rfm</c>.</summary>
    public SchemeSet Schemes { get; }

    /// <summary>The dialect of a dump.</summary>
    public static Dialect DialectOf(byte[] dump, FormatDefinition format) =>
        DialectSniffer.Sniff("orders.csv", dump.AsMemory(0, Math.Min(dump.Length, 1 << 16)), format, []);

    /// <summary>The rows of a dump, chunk by chunk.</summary>
    public Rows[] Read(byte[] dump, int chunkBytes)
    {
        var dialect = DialectOf(dump, Orders.Format);
        var reader = new SourceReader("orders.csv", 0, Orders, dialect, Workspace, null);
        using var stream = new MemoryStream(dump);
        stream.Position = dialect.DataOffset;
        return
        [
            .. ChunkPlanner.Plan(stream, dialect, chunkBytes).Select(
                chunk => reader.Parse(dump.AsMemory((int)chunk.Offset, chunk.Length), chunk).Accepted),
        ];
    }

    /// <summary>The table of rows.</summary>
    public Table Merge(IReadOnlyList<Rows> rows) => TableMerge.Merge(_layout, rows, TimeZoneInfo.Utc);

    /// <summary>The shard with a table of orders.</summary>
    public Shard ShardOf(Table orders) =>
        new(new Dictionary<string, (RowLayout, Table)> { [Orders.Name] = (_layout, orders) });

    /// <summary>The measures of the customers of a shard.</summary>
    public MeasuredShard Measure(Shard shard) => Measures.Compute(shard, PlainShop.AsOf);

    /// <summary>The edges of recency, frequency and amount.</summary>
    public Edges[] Learn(MeasuredShard measured)
    {
        var calibrator = new Calibrator(Schemes.Schemes[0].Inputs);
        calibrator.Add(measured.Measures, measured.Ids.Count);
        return calibrator.Learn();
    }

    /// <summary>The decision for each customer.</summary>
    public Decision Decide(IReadOnlyList<Column> measures, Edges[] edges, int count) =>
        Schemes.Decide(measures, _ => edges, PlainShop.AsOf, count).Of(Schemes.Schemes[0]);
}
