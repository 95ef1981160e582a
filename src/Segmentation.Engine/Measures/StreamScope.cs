using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;

namespace Segmentation.Engine.Measures;

/// <summary>The fields of a stream's rows.</summary>
internal sealed class StreamScope(string stream, RowLayout layout, bool hasTime, LookupTables tables) : Scope
{
    public override LookupTables Tables => tables;

    public override IEnumerable<string> Names =>
        layout.Names.Skip(layout.FirstField).Concat(hasTime ? ["time"] : []);

    public override bool HasTime => hasTime;

    public override string What => $"fields of {stream}";

    public override Reference? Find(string name, ColumnType? wanted)
    {
        var column = layout.Find(name);
        return column < 0 || (column == layout.Day && !hasTime)
            ? null
            : new Reference(column, name, layout.Types[column]);
    }
}
