using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Finds, for one customer, the smallest change of each measure alone that changes the segment: it tries the values next to every edge and every number in a condition.</summary>
internal sealed class ChangeSearch(SchemePlan plan, IReadOnlyList<Edges> edges, int asOf)
{
    private const decimal Cent = 0.01m;
    private const double LargestTried = 1e18;

    /// <summary>The changes, nearest first.</summary>
    /// <param name="measures">The measures, one row each.</param>
    /// <param name="names">Their names.</param>
    public IReadOnlyList<(NearestChange Change, decimal Distance)> Of(IReadOnlyList<Column> measures, IReadOnlyList<string> names)
    {
        var own = Decide(measures, 1)[0];
        var found = new List<(NearestChange Change, decimal Distance, decimal Relative)>();
        for (var measure = 0; measure < measures.Count; measure++)
        {
            if (measures[measure].IsNull(0) || Number(measures[measure]) is not { } value)
                continue;
            var tried = Candidates(measure, names[measure], measures[measure].Type)
                .Where(candidate => candidate != value && IsPossible(measures[measure].Type, value, candidate)).Distinct()
                .OrderBy(candidate => Math.Abs(candidate - value)).ThenBy(candidate => candidate).ToArray();
            if (tried.Length == 0)
                continue;
            var segments = Decide(Replaced(measures, measure, tried), tried.Length);
            var nearest = Array.FindIndex(segments, segment => segment != own);
            if (nearest < 0)
                continue;
            var distance = Math.Abs(tried[nearest] - value);
            var change = new NearestChange(
                names[measure], Cells.Value(measures[measure], 0)!, Cells.Value(Typed(measures[measure].Type, [tried[nearest]]), 0)!,
                plan.Definition.Segments[segments[nearest]].Id);
            found.Add((change, distance, distance / Math.Max(1, Math.Abs(value))));
        }

        return [.. found.OrderBy(f => f.Relative).Select(f => (f.Change, f.Distance))];
    }

    /// <summary>Counts and days since never fall below zero.</summary>
    private static bool IsPossible(ColumnType type, decimal value, decimal candidate) =>
        type != ColumnType.Integer || value < 0 || candidate >= 0;

    private int[] Decide(IReadOnlyList<Column> measures, int count) => plan.Decide(measures, edges, asOf, count).Segments;

    /// <summary>The values at and next to every boundary of a measure.</summary>
    private IEnumerable<decimal> Candidates(int measure, string name, ColumnType type)
    {
        var step = type is ColumnType.Integer or ColumnType.Date ? 1m : Cent;
        for (var score = 0; score < plan.Inputs.Count; score++)
        {
            if (plan.Inputs[score].Measure != measure)
                continue;
            foreach (var edge in edges[score].Exact ?? [.. edges[score].Floating!.Where(e => Math.Abs(e) < LargestTried).Select(e => (decimal)e)])
            {
                // On the edge, and the first value above it that the measure can have.
                yield return type is ColumnType.Integer or ColumnType.Date ? Math.Floor(edge) : edge;
                yield return type is ColumnType.Integer or ColumnType.Date ? Math.Floor(edge) + 1 : Math.Floor(edge / step) * step + step;
            }
        }

        foreach (var threshold in plan.Conditions.SelectMany(c => c?.Thresholds ?? []).Where(t => t.Of.Name == name))
        {
            yield return threshold.Value - step;
            yield return threshold.Value;
            yield return threshold.Value + step;
        }
    }

    private static Column[] Replaced(IReadOnlyList<Column> measures, int measure, decimal[] values) =>
        [.. measures.Select((column, i) => i == measure ? Typed(column.Type, values) : column.Take(new int[values.Length]))];

    private static Column Typed(ColumnType type, decimal[] values) => type switch
    {
        ColumnType.Integer => new IntegerColumn(Array.ConvertAll(values, v => (long)v)),
        ColumnType.Date => new DateColumn(Array.ConvertAll(values, v => (int)v)),
        ColumnType.Money => new MoneyColumn(values),
        _ => new NumberColumn(Array.ConvertAll(values, v => (double)v)),
    };

    private static decimal? Number(Column column) => column switch
    {
        IntegerColumn c => c.Values[0],
        DateColumn c => c.Values[0],
        MoneyColumn c => c.Values[0],
        NumberColumn c when Math.Abs(c.Values[0]) < LargestTried => (decimal)c.Values[0],
        _ => null,
    };
}
