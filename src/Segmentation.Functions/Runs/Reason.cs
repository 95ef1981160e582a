using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>How an input of a scheme differs from what it was in the published run.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Before">Its value in the published run; null when it had none.</param>
/// <param name="After">Its value now.</param>
/// <param name="EdgeBefore">The edge it crossed, as it was; null when its score did not change or it has none.</param>
/// <param name="EdgeAfter">The edge it crossed, as it is.</param>
public sealed record Reason(string Measure, object? Before, object? After, object? EdgeBefore, object? EdgeAfter);

/// <summary>Finds the inputs of a scheme that differ between two runs.</summary>
internal sealed class Reasons(
    Plans plans, SchemePlan plan, ScoredShard published, ScoredShard now, RunCalibration? before,
    RunCalibration after)
{
    private readonly string[] _inputs = [.. SchemeInputs.Of(plan)];

    /// <summary>The inputs of a customer whose value or score changed.</summary>
    /// <param name="then">The customer's row in the published run; negative when it is new.</param>
    /// <param name="row">The customer's row now; negative when it was removed.</param>
    public IReadOnlyList<Reason> Of(int then, int row)
    {
        var reasons = new List<Reason>();
        foreach (var input in _inputs)
        {
            var column = plans.Set.ColumnOf(input)!;
            var (old, value) = (CellValue.Of(published.Find(column), then), CellValue.Of(now.Find(column), row));
            var (edgeBefore, edgeAfter) = Edge(input, then, row);
            if (!Equals(old, value) || edgeAfter is not null)
                reasons.Add(new Reason(input, old, value, edgeBefore, edgeAfter));
        }

        return reasons;
    }

    /// <summary>The edge between the old score and the new one, next to the new one.</summary>
    private (object? Before, object? After) Edge(string input, int then, int row)
    {
        var score = plan.Definition.Scores.ToList().FindIndex(s => s.Measure == input);
        if (score < 0 || then < 0 || row < 0)
            return (null, null);
        var definition = plan.Definition.Scores[score];
        if (SchemeInputs.Score(plan.Definition, score, published, then) is not { } oldScore
            || SchemeInputs.Score(plan.Definition, score, now, row) is not { } newScore
            || oldScore == newScore)
            return (null, null);
        var bucket = definition.LessIsBetter ? definition.Buckets + 1 - newScore : newScore;
        var rose = definition.LessIsBetter ? newScore < oldScore : newScore > oldScore;
        var edge = (int)(rose ? bucket - 2 : bucket - 1);
        return (EdgeOf(before, definition, edge), EdgeOf(after, definition, edge));
    }

    /// <summary>An edge of a score; null when the scheme had another score then, or one with fewer edges.</summary>
    private object? EdgeOf(RunCalibration? calibration, ScoreDefinition definition, int edge)
    {
        var score = calibration?.Schemes.GetValueOrDefault(plan.Definition.Name)?
            .FirstOrDefault(s => s.Score == definition.Name && s.Measure == definition.Measure);
        var (exact, floating) = (score?.Exact, score?.Floating);
        return edge < 0 ? null
            : exact is not null && edge < exact.Count ? exact[edge]
            : floating is not null && edge < floating.Count ? floating[edge]
            : null;
    }
}
