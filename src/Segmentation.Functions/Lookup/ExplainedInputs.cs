using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Finds what a scheme read of one customer, and what each part was worth.</summary>
/// <param name="plans">All schemes.</param>
/// <param name="plan">The scheme.</param>
/// <param name="edges">The edges of its scores.</param>
/// <param name="scored">The shard of the run.</param>
/// <param name="row">The customer's row.</param>
internal sealed class ExplainedInputs(Plans plans, SchemePlan plan, Edges[] edges, ScoredShard scored, int row)
{
    private readonly SchemeDefinition _scheme = plan.Definition;

    /// <summary>Scores or the rows of a scorecard in the order of the file, then what conditions read beside them.
    /// </summary>
    public IEnumerable<ExplainedInput> All()
    {
        IEnumerable<ExplainedInput> parts = _scheme.Kind == SchemeKind.Scorecard
            ? _scheme.Points.Select(Row)
            : Enumerable.Range(0, _scheme.Scores.Count).Select(Score);
        var read = SchemeInputs.Of(plan).Where(name => _scheme.Scores.All(score => score.Measure != name));
        return parts.Concat(read.Select(name => Plain(name, Value(plans.Set.ColumnOf(name)!))));
    }

    private ExplainedInput Row(PointsDefinition part)
    {
        var points = Value(ScoredShard.ScoreName(_scheme.Name, part.Name)) as decimal?;
        var read = part.Score is { } score
            ? Score(_scheme.Scores.ToList().IndexOf(score))
            : Plain(part.When!.Text, points is null ? null : points == part.Points);
        return read with { Contribution = part.Name, Points = points };
    }

    private ExplainedInput Score(int score)
    {
        var definition = _scheme.Scores[score];
        var value = Value(definition.Measure);
        var values = edges[score].Exact?.Select(e => (object)Exact.Trimmed(e)).ToArray()
            ?? edges[score].Floating!.Select(e => (object)e).ToArray();
        return new ExplainedInput(
            definition.Measure, value, SchemeInputs.Score(_scheme, score, scored, row), definition.Buckets, values,
            Boundary(values, value));
    }

    private static ExplainedInput Plain(string name, object? value) => new(name, value, null, null, null, null);

    private object? Value(string column) => CellValue.Of(scored.Find(column), row);

    private static object? Boundary(object[] edges, object? value) => value switch
    {
        long whole => edges.MinBy(edge => Math.Abs((decimal)edge - whole)),
        decimal exact => edges.MinBy(edge => Math.Abs((decimal)edge - exact)),
        double floating => edges.MinBy(edge => Math.Abs((double)edge - floating)),
        _ => null,
    };
}
