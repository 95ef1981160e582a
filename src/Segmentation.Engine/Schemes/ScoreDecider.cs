using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>Decides by conditions over scores, measures and other schemes: rules, grids, tiers, lifecycles.
/// </summary>
internal sealed class ScoreDecider(SchemeDefinition scheme, SchemeNames names, Scoring scoring, Problems problems)
    : Decider
{
    private readonly int[] _slots =
        [.. scheme.Columns.Select(column => names.Find(column.Name)!.Reference.Slot)];

    public override IEnumerable<Condition> Conditions => Segments.Conditions.OfType<Condition>();

    public override FirstThatHolds Segments { get; } = new(scheme, names, problems);

    public override Decision Decide(SchemeResults results, IReadOnlyList<Edges> edges)
    {
        var population = scoring.Population(results);
        var scores = new Column[_slots.Length];
        for (var score = 0; score < scores.Length; score++)
        {
            scores[score] = new IntegerColumn(scoring.Scores(score, results, edges[score], population));
            results.Show(_slots[score], scores[score]);
        }

        var unknown = new sbyte[results.Count];
        return new Decision(scores, Segments.Decide(results, population, unknown), unknown);
    }

    public override IEnumerable<Condition> Unknown(SchemeResults one) => Segments.Unknown(one);
}
