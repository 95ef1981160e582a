using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Finds, for one customer, the smallest change of each measure alone that changes the segment that the definition
/// says: it tries the values next to every edge and every number in a condition, of the scheme and of those that it
/// uses, and where clusters are equally near; of texts those that conditions compare with, then none; of answers the
/// other one.
/// </summary>
/// <param name="plans">All schemes.</param>
/// <param name="plan">The scheme whose segment is to change.</param>
/// <param name="edges">The edges of a scheme's scores; null for a scheme that did not run.</param>
/// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
/// <param name="settle">What stays as it is in other schemes, because it is held or was set; null for nothing.</param>
internal sealed class ChangeSearch(
    Plans plans, SchemePlan plan, Func<string, IReadOnlyList<Edges>?> edges, int asOf, Settle? settle = null)
{
    private const decimal Cent = 0.01m;
    private const double LargestTried = 1e18;

    private readonly IReadOnlyList<SchemePlan> _reached = plans.Set.Reached(plan);

    /// <summary>The changes, nearest first; those of texts and answers, which have no distance, come last.</summary>
    /// <param name="measures">The measures, one row each.</param>
    /// <param name="names">Their names.</param>
    /// <param name="to">The index of the only segment that is looked for; null for any other.</param>
    public IReadOnlyList<(NearestChange Change, decimal? Distance)> Of(
        IReadOnlyList<Column> measures, IReadOnlyList<string> names, int? to = null)
    {
        var own = Decide(measures, 1)[0];
        if (own == to)
            return [];
        var found = new List<(NearestChange Change, decimal Distance, decimal Relative)>();
        for (var measure = 0; measure < measures.Count; measure++)
        {
            if (measures[measure].IsNull(0) || Number(measures[measure]) is not { } value)
                continue;
            var type = measures[measure].Type;
            var tried = Candidates(measure, names[measure], type)
                .Concat(BetweenClusters(measures, measure, type is ColumnType.Integer or ColumnType.Date))
                .Where(candidate => candidate != value && Fits(type, candidate)
                    && IsPossible(type, value, candidate)).Distinct()
                .OrderBy(candidate => Math.Abs(candidate - value)).ThenBy(candidate => candidate).ToArray();
            if (tried.Length == 0)
                continue;
            var segments = Decide(Replaced(measures, measure, tried), tried.Length);
            var nearest = Array.FindIndex(segments, segment => to is null ? segment != own : segment == to);
            if (nearest < 0)
                continue;
            var distance = Math.Abs(tried[nearest] - value);
            var change = new NearestChange(
                names[measure], CellValue.Of(measures[measure], 0)!,
                CellValue.Of(Typed(measures[measure].Type, [tried[nearest]]), 0)!,
                plan.Definition.Segments[segments[nearest]].Id);
            found.Add((change, distance, distance / Math.Max(1, Math.Abs(value))));
        }

        return
        [
            .. found.OrderBy(f => f.Relative).Select(f => (f.Change, (decimal?)f.Distance)),
            .. Enumerable.Range(0, measures.Count).Select(measure => Other(measures, measure, names[measure], own, to))
                .OfType<NearestChange>().Select(change => (change, (decimal?)null)),
        ];
    }

    /// <summary>The first other text or answer that changes the segment; null for none, and for numbers.</summary>
    private NearestChange? Other(IReadOnlyList<Column> measures, int measure, string name, int own, int? to)
    {
        Column? tried = measures[measure] switch
        {
            TextColumn => Texts(name, plans.Measures.MayBeNull(measure)),
            BooleanColumn => new BooleanColumn([0, 1]),
            _ => null,
        };
        if (tried is null || tried.Count == 0)
            return null;
        var segments = Decide(
            [.. measures.Select((column, i) => i == measure ? tried : column.Take(new int[tried.Count]))], tried.Count);
        var first = Array.FindIndex(segments, segment => to is null ? segment != own : segment == to);
        return first < 0 ? null : new NearestChange(
            name, CellValue.Of(measures[measure], 0), CellValue.Of(tried, first),
            plan.Definition.Segments[segments[first]].Id);
    }

    /// <summary>The texts that conditions compare a measure with, and none when it may have none.</summary>
    private TextColumn Texts(string name, bool mayBeNull)
    {
        string[] texts =
        [
            .. _reached.SelectMany(one => one.Conditions).SelectMany(condition => condition.Expression.Texts)
                .Where(text => text.Of.Name == name).Select(text => text.Value).Distinct(),
        ];
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return new TextColumn(
            [.. Enumerable.Range(0, texts.Length), .. mayBeNull ? [TextColumn.Null] : (int[])[]], list);
    }

    /// <summary>Counts and days since never fall below zero.</summary>
    private static bool IsPossible(ColumnType type, decimal value, decimal candidate) =>
        type != ColumnType.Integer || value < 0 || candidate >= 0;

    private int[] Decide(IReadOnlyList<Column> measures, int count) => plans.Set.Decide(
        measures, name => _reached.Any(one => one.Definition.Name == name) ? edges(name) : null, asOf, count,
        settle).Of(plan).Model;

    /// <summary>The values at and next to every boundary of a measure.</summary>
    private IEnumerable<decimal> Candidates(int measure, string name, ColumnType type)
    {
        var whole = type is ColumnType.Integer or ColumnType.Date;
        foreach (var edge in _reached.SelectMany(one => Edges(one, measure)))
        {
            foreach (var value in Beside(edge, whole))
                yield return value;
        }

        foreach (var threshold in _reached.SelectMany(one => one.Conditions)
            .SelectMany(condition => condition.Expression.Thresholds)
            .Where(t => t.Of.Name == name && Math.Abs(t.Value) < (decimal)LargestTried))
        {
            // A whole measure passes 2.5 from 2 to 3.
            yield return whole ? Math.Ceiling(threshold.Value) - 1 : threshold.Value - Cent;
            yield return whole ? Math.Floor(threshold.Value) : threshold.Value;
            yield return whole ? Math.Floor(threshold.Value) + 1 : threshold.Value + Cent;
        }
    }

    /// <summary>The values at and next to where a measure alone makes two clusters equally near.</summary>
    private IEnumerable<decimal> BetweenClusters(IReadOnlyList<Column> measures, int measure, bool whole)
    {
        foreach (var one in _reached.Where(one => one.Definition.Learned is { Clusters.Count: > 1 }))
        {
            var values = FeatureRows.Of([.. one.Features.Select(feature => measures[feature])], 1);
            var feature = one.Features.ToList().IndexOf(measure);
            if (feature < 0 || !FeatureRows.IsComplete(values))
                continue;
            foreach (var boundary in new ClusterSpace(one.Definition.Learned!).Boundaries(values, feature)
                .Where(boundary => Math.Abs(boundary) < LargestTried))
            {
                foreach (var value in Beside((decimal)boundary, whole))
                    yield return value;
            }
        }
    }

    /// <summary>The edges of a scheme's scores of a measure.</summary>
    private IEnumerable<decimal> Edges(SchemePlan one, int measure) => one.Inputs
        .Zip(edges(one.Definition.Name)!, (input, own) => (input.Measure, Edges: own))
        .Where(score => score.Measure == measure)
        .SelectMany(score => score.Edges.Exact ?? [.. score.Edges.Floating!
            .Where(edge => Math.Abs(edge) < LargestTried).Select(edge => (decimal)edge)]);

    /// <summary>An edge, and the values next to it that a measure can have, in whole numbers or cents.</summary>
    private static IEnumerable<decimal> Beside(decimal edge, bool whole)
    {
        yield return whole ? Math.Floor(edge) : edge;
        if (Math.Abs(edge) >= (decimal)LargestTried)
            yield break;
        var step = whole ? 1 : Cent;
        yield return Math.Ceiling(edge / step) * step - step;
        yield return Math.Floor(edge / step) * step + step;
    }

    /// <summary>Whether a measure can have a value.</summary>
    private static bool Fits(ColumnType type, decimal value) => type switch
    {
        ColumnType.Integer => value is > long.MinValue and <= long.MaxValue,
        ColumnType.Date => value >= Days.Of(DateOnly.MinValue) && value <= Days.Of(DateOnly.MaxValue),
        ColumnType.Money => value != MoneyColumn.Null,
        _ => true,
    };

    private static Column[] Replaced(IReadOnlyList<Column> measures, int measure, decimal[] values) =>
        [.. measures.Select(
            (column, i) => i == measure ? Typed(column.Type, values) : column.Take(new int[values.Length]))];

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
