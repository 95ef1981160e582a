using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>Turns measures into scores by edges.</summary>
internal sealed class Scoring
{
    private readonly IReadOnlyList<ScoreDefinition> _scores;

    /// <summary>Finds the measures of scores.</summary>
    public Scoring(IReadOnlyList<ScoreDefinition> scores, MeasurePlan measures, Problems problems)
    {
        _scores = scores;
        Inputs = [.. scores.Select(score => new ScoreInput(Scored(score, measures, problems), score.Cut))];
    }

    /// <summary>What the scores are of.</summary>
    public IReadOnlyList<ScoreInput> Inputs { get; }

    /// <summary>Whether each customer has a value for every score.</summary>
    public bool[] Population(SchemeResults results) => Calibrator.Population(Inputs, results.Measures, results.Count);

    /// <summary>The scores of customers from 1, null for those outside the population.</summary>
    public long[] Scores(int score, SchemeResults results, Edges edges, bool[] population)
    {
        var definition = _scores[score];
        var buckets = edges.Buckets(results.Measures[Inputs[score].Measure]);
        for (var customer = 0; customer < buckets.Length; customer++)
        {
            buckets[customer] = !population[customer] ? IntegerColumn.Null
                : definition.LessIsBetter ? definition.Buckets + 1 - buckets[customer]
                : buckets[customer];
        }

        return buckets;
    }

    private static int Scored(ScoreDefinition score, MeasurePlan measures, Problems problems)
    {
        var measure = measures.Find(score.Measure);
        if (measure < 0)
        {
            var names = measures.Definitions.Select(m => m.Name).ToArray();
            problems.Add(
                ProblemCode.UnknownName, score.At, $"unknown measure '{score.Measure}'",
                $"a measure: {string.Join(", ", names)}",
                Suggestion.For(score.Measure, names));
        }
        else if (measures.Type(measure) is ColumnType.Text or ColumnType.Boolean)
        {
            problems.Add(
                ProblemCode.WrongType, score.At, $"measure '{score.Measure}' is {measures.Type(measure)}",
                "a number or a date to score");
        }
        else if (measures.Type(measure) is ColumnType.Date && score.Cut is not QuantileCut)
        {
            problems.Add(
                ProblemCode.WrongType, score.At, $"measure '{score.Measure}' is {ColumnType.Date}",
                "a number to cut by 'share' or 'edges'",
                "cut it by 'quantiles', or measure days with days_since()");
        }

        return measure;
    }
}
