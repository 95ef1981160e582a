using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>What a scheme read of a customer.</summary>
internal static class SchemeInputs
{
    /// <summary>The names of what a scheme reads: measures, and other schemes and their scores.</summary>
    public static IEnumerable<string> Of(SchemePlan plan)
    {
        var own = plan.Definition.Columns.Select(column => column.Name).ToHashSet();
        return plan.Definition.Scores.Select(score => score.Measure)
            .Concat(plan.Definition.Clusters?.Features.Select(feature => feature.Measure) ?? [])
            .Concat(plan.Conditions.SelectMany(condition => condition.Expression.References)
                .Select(reference => reference.Name).Where(name => !own.Contains(name)))
            .Distinct();
    }

    /// <summary>A customer's score; null when it has none.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="score">The index of the score.</param>
    /// <param name="shard">The shard of a run.</param>
    /// <param name="row">The customer's row; negative when it is not there.</param>
    public static long? Score(SchemeDefinition scheme, int score, ScoredShard shard, int row)
    {
        var definition = scheme.Scores[score];
        return CellValue.Of(shard.Find(ScoredShard.ScoreName(scheme.Name, definition.Name)), row) switch
        {
            long own => own,
            // A scorecard keeps the contribution, which is the score times its points.
            decimal points => PointsPerStep(scheme, definition) is { } step ? (long)(points / step) : null,
            _ => null,
        };
    }

    private static decimal? PointsPerStep(SchemeDefinition scheme, ScoreDefinition score) =>
        scheme.Points.FirstOrDefault(row => row.Score == score)?.Points;
}
