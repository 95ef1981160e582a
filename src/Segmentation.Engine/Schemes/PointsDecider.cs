using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>
/// Decides by a total of points: a scorecard. Every contribution is an exact amount, and the total is their exact sum.
/// </summary>
internal sealed class PointsDecider : Decider
{
    private readonly IReadOnlyList<PointsDefinition> _rows;
    private readonly Scoring _scoring;
    private readonly Condition?[] _conditions;
    private readonly int[] _slots;

    /// <summary>Binds the rows of a scorecard.</summary>
    public PointsDecider(SchemeDefinition scheme, SchemeNames names, Scoring scoring, Problems problems)
    {
        (_rows, _scoring) = (scheme.Points, scoring);
        var scope = new SchemeScope(names, scheme, seesOwn: false);
        _conditions = [.. _rows.Select(row => Condition.Bind(row.When, row.IfUnknown, scope, problems))];
        Segments = new FirstThatHolds(scheme, names, problems);
        _slots = [.. scheme.Columns.Select(column => names.Find(column.Name)!.Reference.Slot)];
    }

    public override IEnumerable<Condition> Conditions =>
        _conditions.Concat(Segments.Conditions).OfType<Condition>();

    public override FirstThatHolds Segments { get; }

    public override Decision Decide(SchemeResults results, IReadOnlyList<Edges> edges)
    {
        var (population, unknown) = (_scoring.Population(results), new sbyte[results.Count]);
        var (points, score) = (new decimal[_rows.Count][], 0);
        for (var row = 0; row < points.Length; row++)
        {
            if (_conditions[row] is { } condition)
            {
                points[row] = OfCondition(_rows[row].Points, condition, results, population, unknown);
                continue;
            }

            points[row] = OfScore(_rows[row], _scoring.Scores(score, results, edges[score], population));
            score++;
        }

        var total = Total(points);
        Column[] columns = [.. points.Append(total).Select(one => Known(one, population))];
        for (var column = 0; column < columns.Length; column++)
            results.Show(_slots[column], columns[column]);
        return new Decision(columns, Segments.Decide(results, population, unknown), unknown);
    }

    public override IEnumerable<Condition> Unknown(SchemeResults one) =>
        _conditions.OfType<Condition>().Where(condition => condition.IsUnknown(one));

    /// <summary>Customers for whom the condition is unknown and that policy sends away leave the population.</summary>
    private static decimal[] OfCondition(
        decimal points, Condition condition, SchemeResults results, bool[] population, sbyte[] unknown)
    {
        var holds = condition.Evaluate(results);
        var earned = new decimal[holds.Length];
        for (var customer = 0; customer < earned.Length; customer++)
        {
            if (holds[customer] == 0)
                continue;
            if (holds[customer] == 1 || condition.IfUnknown == UnknownPolicy.Included)
                earned[customer] = points;
            if (holds[customer] == 1 || !population[customer])
                continue;
            unknown[customer] = 1;
            population[customer] = condition.IfUnknown != UnknownPolicy.Unknown;
        }

        return earned;
    }

    private static decimal[] OfScore(PointsDefinition row, long[] scores)
    {
        var ofScore = new decimal[row.Score!.Buckets + 1];
        for (var score = 0; score < ofScore.Length; score++)
            ofScore[score] = Exact.Trimmed(score * row.Points);
        return Array.ConvertAll(scores, score => score == IntegerColumn.Null ? 0 : ofScore[score]);
    }

    private static decimal[] Total(decimal[][] points)
    {
        var total = new decimal[points[0].Length];
        foreach (var one in points)
        {
            for (var customer = 0; customer < total.Length; customer++)
                total[customer] += one[customer];
        }

        return Array.ConvertAll(total, Exact.Trimmed);
    }

    /// <summary>Null for customers outside the population.</summary>
    private static MoneyColumn Known(decimal[] points, bool[] population)
    {
        for (var customer = 0; customer < points.Length; customer++)
        {
            if (!population[customer])
                points[customer] = MoneyColumn.Null;
        }

        return new MoneyColumn(points);
    }
}
