using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// The raw columns of a dump, as <c>where</c> and computed fields see them: each use says how a cell is read.
/// </summary>
internal sealed class RawScope(SourceDefinition source, Dialect dialect, SlotSet slots, LookupTables tables) : Scope
{
    private readonly Headers _headers = new(dialect.Columns);

    public override IEnumerable<string> Names => dialect.Columns;

    public override string What => "columns of the file";

    public override bool Decimals => true;

    public override LookupTables Tables => tables;

    public override Reference? Find(string name, ColumnType? wanted)
    {
        var cell = _headers.Find(name);
        if (cell < 0)
            return null;
        var type = wanted ?? ColumnType.Text;
        var slot = slots.Add(
            new Slot(cell, dialect.Columns[cell], type, type == ColumnType.Date ? Format(cell) : null));
        return new Reference(slot, dialect.Columns[cell], type);
    }

    /// <summary>A column that is also a date field is read in that field's format.</summary>
    private string? Format(int cell) => source.Fields.Append(source.Time)
        .FirstOrDefault(f => f is { Type: ColumnType.Date, Column: not null }
            && _headers.Find(f.Column) == cell)?.Format;
}

/// <summary>The cells that are read of each row, each once per way of reading it.</summary>
internal sealed class SlotSet
{
    private readonly List<Slot> _slots = [];

    /// <summary>The slots by their number.</summary>
    public IReadOnlyList<Slot> All => _slots;

    /// <summary>The number of a slot, which is added when it is new.</summary>
    public int Add(Slot slot)
    {
        var known = _slots.IndexOf(slot);
        if (known >= 0)
            return known;
        _slots.Add(slot);
        return _slots.Count - 1;
    }
}
