using Segmentation.Functions.Previews;

namespace Segmentation.Functions.Reports;

/// <summary>The tables of a comparison.</summary>
/// <param name="compared">The comparison.</param>
internal sealed class ComparedTables(RunComparison compared)
{
    private const int MostWays = 10;
    private const string New = "(new)";
    private const string Gone = "(gone)";

    /// <summary>How large the segments of a scheme were and are, and what was kept of their value.</summary>
    public Grid Sizes(ComparedScheme scheme)
    {
        var most = scheme.Segments.Max(segment => segment.Now?.Customers ?? 0);
        var isValued = scheme.Segments.Any(segment => (segment.Now ?? segment.Then)?.Value is not null);
        var money = compared.Currency ?? "Value";
        return new Grid(
            [
                new("Segment"), new("Then", CellKind.Number), new("Now", CellKind.Number),
                new("Change", CellKind.Number), new("", CellKind.Bar),
                .. isValued
                    ?
                    [
                        new($"{money} then", CellKind.Number), new($"{money} now", CellKind.Number),
                        new("Kept (GRR)", CellKind.Number), new("With more (NRR)", CellKind.Number),
                    ]
                    : Array.Empty<GridColumn>(),
            ],
            [.. scheme.Segments.Select(segment => (IReadOnlyList<Cell>)
            [
                segment.Name, Number(segment.Then?.Customers), Number(segment.Now?.Customers), Change(segment),
                Cell.Bar(segment.Now?.Customers ?? 0, most),
                .. isValued
                    ?
                    [
                        Number(segment.Then?.Value), Number(segment.Now?.Value),
                        Said.Percent(segment.Retained?.Grr), Said.Percent(segment.Retained?.Nrr),
                    ]
                    : Array.Empty<Cell>(),
            ])]);
    }

    /// <summary>The same for a terminal.</summary>
    public Grid BriefSizes(ComparedScheme scheme)
    {
        var most = scheme.Segments.Max(segment => segment.Now?.Customers ?? 0);
        var isValued = scheme.Segments.Any(segment => (segment.Now ?? segment.Then)?.Value is not null);
        return new Grid(
            [
                new("Segment"), new("then", CellKind.Number), new("now", CellKind.Number), new("", CellKind.Bar),
                .. isValued
                    ?
                    [
                        new($"{compared.Currency ?? "value"} now", CellKind.Number), new("change", CellKind.Number),
                        new("NRR", CellKind.Number),
                    ]
                    : Array.Empty<GridColumn>(),
            ],
            [.. scheme.Segments.Select(segment => (IReadOnlyList<Cell>)
            [
                segment.Name, Number(segment.Then?.Customers), Number(segment.Now?.Customers),
                Cell.Bar(segment.Now?.Customers ?? 0, most),
                .. isValued
                    ?
                    [
                        Number(segment.Now?.Value),
                        Said.Change((segment.Now?.Value ?? 0) - (segment.Then?.Value ?? 0)),
                        Said.Percent(segment.Retained?.Nrr),
                    ]
                    : Array.Empty<Cell>(),
            ])]);
    }

    /// <summary>Who went from which segment to which, with the sums of rows and columns.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="cells">Its matrix.</param>
    /// <param name="of">What of a cell is shown.</param>
    public static Grid Matrix(ComparedScheme scheme, IReadOnlyList<MatrixCell> cells, Func<MatrixCell, decimal> of)
    {
        string?[] order = [.. scheme.Segments.Select(segment => segment.Segment), null];
        string?[] tos = [.. order.Where(to => cells.Any(cell => cell.To == to))];
        string?[] froms = [.. order.Where(from => cells.Any(cell => cell.From == from))];
        var names = scheme.Segments.ToDictionary(segment => segment.Segment, segment => segment.Name);
        decimal Sum(Func<MatrixCell, bool> counts) => cells.Where(counts).Sum(of);
        return new Grid(
            [
                new("From"), .. tos.Select(to => new GridColumn(to is null ? Gone : names[to], CellKind.Number)),
                new("All", CellKind.Number),
            ],
            [
                .. froms.Select(from => (IReadOnlyList<Cell>)
                [
                    from is null ? New : names[from],
                    .. tos.Select(to => Number(Sum(cell => cell.From == from && cell.To == to))),
                    Number(Sum(cell => cell.From == from)),
                ]),
                (IReadOnlyList<Cell>)
                [
                    "All", .. tos.Select(to => Number(Sum(cell => cell.To == to))), Number(Sum(_ => true)),
                ],
            ]);
    }

    /// <summary>The ten ways that most of those took who changed their segment.</summary>
    public Grid Ways(ComparedScheme scheme, IReadOnlyList<MatrixCell> cells)
    {
        var names = scheme.Segments.ToDictionary(segment => segment.Segment, segment => segment.Name);
        return new Grid(
            [
                new("From"), new("To"), new("Customers", CellKind.Number),
                new(compared.Currency ?? "Value", CellKind.Number),
            ],
            [.. cells.Where(cell => cell.From != cell.To).OrderByDescending(cell => cell.Customers).Take(MostWays)
                .Select(cell => (IReadOnlyList<Cell>)
                [
                    cell.From is null ? New : names[cell.From], cell.To is null ? Gone : names[cell.To],
                    Number(cell.Customers), Number(cell.Value),
                ])]);
    }

    /// <summary>Why customers moved.</summary>
    public static Grid Causes(IReadOnlyList<CauseTotal> causes, string? currency) => MoveTables.ByCause(
        causes.ToDictionary(cause => cause.Cause, cause => cause.Moves),
        causes.Where(cause => cause.Value is not null).ToDictionary(cause => cause.Cause, cause => cause.Value!.Value),
        currency);

    private static Cell Number(decimal? number) => number is { } known and not 0 ? Said.Number(known) : "";

    private static Cell Change(ComparedSegment segment) =>
        Said.Change((segment.Now?.Customers ?? 0) - (segment.Then?.Customers ?? 0));
}
