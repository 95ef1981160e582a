using System.Globalization;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>How many customers of which value are in each segment of each scheme of a run.</summary>
internal sealed class SizeTables(RunReport report)
{
    /// <summary>A table per scheme.</summary>
    public IEnumerable<Block> Blocks()
    {
        yield return new Heading("Who is where, and for how much");
        foreach (var scheme in report.Schemes)
        {
            yield return new Heading(
                string.Create(CultureInfo.InvariantCulture, $"{scheme.Scheme}, version {scheme.Version}"), 2);
            yield return Table(scheme);
        }
    }

    private Grid Table(SchemeReport scheme)
    {
        var isValued = scheme.Segments.Any(segment => segment.Value is not null);
        var (most, worth) = (
            scheme.Segments.Max(segment => segment.Customers), scheme.Segments.Sum(segment => segment.Value ?? 0));
        GridColumn[] value = isValued
            ?
            [
                new(report.Currency ?? "Value", CellKind.Number), new("Share", CellKind.Number),
                new("", CellKind.Bar),
            ]
            : [];
        return new Grid(
            [
                new("Segment"), new("Customers", CellKind.Number), new("Share", CellKind.Number),
                new("", CellKind.Bar), .. value, new("Came", CellKind.Number), new("Left", CellKind.Number),
            ],
            [.. scheme.Segments.Select(segment => (IReadOnlyList<Cell>)
            [
                segment.Name, Said.Number(segment.Customers), Said.Share(segment.Customers, report.Customers),
                Cell.Bar(segment.Customers, most),
                .. isValued ? Value(segment.Value ?? 0, worth) : [],
                Came(move => move.To == segment.Segment, scheme), Came(move => move.From == segment.Segment, scheme),
            ])]);
    }

    private static Cell[] Value(decimal value, decimal worth) =>
        [Said.Number(value), Said.Share(value, worth), Cell.Bar(value, worth)];

    private Cell Came(Func<Flow, bool> counts, SchemeReport scheme)
    {
        var customers = report.Moves.Where(move => move.Scheme == scheme.Scheme && counts(move))
            .Sum(move => move.Customers);
        return customers == 0 ? "" : Said.Number(customers);
    }
}
