using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>The measures of a shard.</summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Measures">One column per measure, in the order of the file.</param>
/// <param name="Overflows">How many results did not fit their type and are null.</param>
/// <param name="LaterEvents">How many events are dated after the as-of day, and were ignored.</param>
public sealed record MeasuredShard(TextList Ids, Column[] Measures, int Overflows, long LaterEvents)
{
    /// <summary>The values that measures looked up in tables which lack them, by measure and table.</summary>
    public IReadOnlyList<UnmappedTable> Unmapped { get; init; } = [];
}
