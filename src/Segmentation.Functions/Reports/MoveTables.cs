using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Who moved, and why, in tables.</summary>
internal static class MoveTables
{
    /// <summary>The moves by cause, the most frequent first.</summary>
    /// <param name="moves">How many there are of each cause.</param>
    /// <param name="values">The value of those who moved; empty when it is not known.</param>
    /// <param name="currency">Its currency.</param>
    public static Grid ByCause(
        IReadOnlyDictionary<string, long> moves, IReadOnlyDictionary<string, decimal> values, string? currency)
    {
        var most = moves.Count == 0 ? 0 : moves.Values.Max();
        var isValued = values.Count > 0;
        return new Grid(
            [
                new("Why"), new("Moves", CellKind.Number), new("", CellKind.Bar),
                .. isValued ? [new GridColumn(currency ?? "Value", CellKind.Number)] : Array.Empty<GridColumn>(),
            ],
            [.. moves.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal)
                .Select(cause => (IReadOnlyList<Cell>)
                [
                    Said.Cause(cause.Key), Said.Number(cause.Value), Cell.Bar(cause.Value, most),
                    .. isValued ? [Said.Number(values.GetValueOrDefault(cause.Key))] : Array.Empty<Cell>(),
                ])]);
    }

    /// <summary>Moves from segment to segment.</summary>
    public static Grid Flows(IReadOnlyList<Flow> flows, string? currency, SegmentNames names)
    {
        var isValued = flows.Any(flow => flow.Value is not null);
        return new Grid(
            [
                new("Scheme"), new("From and to"), new("Why"), new("Customers", CellKind.Number),
                .. isValued ? [new GridColumn(currency ?? "Value", CellKind.Number)] : Array.Empty<GridColumn>(),
            ],
            [.. flows.Select(flow => (IReadOnlyList<Cell>)
            [
                flow.Scheme, names.Way(flow.Scheme, flow.From, flow.To), Said.Cause(flow.Cause),
                Said.Number(flow.Customers),
                .. isValued ? [Said.Number(flow.Value ?? 0)] : Array.Empty<Cell>(),
            ])]);
    }
}
