using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;

namespace Segmentation.Engine.Tracking;

/// <summary>The columns of a scheme that are written only where they say something of anybody.</summary>
public static class SettledColumns
{
    /// <summary>What holds and overrides did, and who came back to where it had left.</summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="returns">Who came back.</param>
    public static IEnumerable<(string Name, Column Column)> Of(SchemePlan plan, Decision decision, Returns returns)
    {
        var scheme = plan.Definition.Name;
        return All().Where(column => SaysAny(column.Column));

        IEnumerable<(string Name, Column Column)> All()
        {
            if (!decision.Model.AsSpan().SequenceEqual(decision.Segments))
                yield return (ScoredShard.ModelName(scheme), new TextColumn(decision.Model, plan.Ids));
            if (decision.Held is { } held)
            {
                yield return (ScoredShard.HeldName(scheme), held.Until);
                yield return (ScoredShard.PendingName(scheme), new TextColumn(held.Pending, plan.Ids));
                yield return (ScoredShard.ConfirmationsName(scheme), held.Confirmations);
            }

            if (decision.Overridden is { } overridden)
            {
                yield return (ScoredShard.OverrideName(scheme), overridden.Is);
                yield return (ScoredShard.ConflictsName(scheme), overridden.Conflicts);
            }

            yield return (ScoredShard.LeftName(scheme), returns.Left);
            yield return (ScoredShard.ReturnedName(scheme), returns.Last);
            yield return (ScoredShard.ReturnedBeforeName(scheme), returns.Before);
        }
    }

    private static bool SaysAny(Column column)
    {
        for (var row = 0; row < column.Count; row++)
        {
            if (!column.IsNull(row))
                return true;
        }

        return false;
    }
}
