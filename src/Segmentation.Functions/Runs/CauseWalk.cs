using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Finds what moved the customers of a shard: decides their segments again on the way from the published run's inputs
/// to those of a run, one input at a time.
/// </summary>
/// <param name="work">The run's files.</param>
/// <param name="run">The run; one that is compared with a published one.</param>
/// <param name="shard">The shard.</param>
/// <param name="measures">The run's measures of the shard's customers.</param>
internal sealed class CauseWalk(RunWork work, int run, int shard, ScoredShard measures)
{
    /// <summary>The moves with their causes; customers that are new or gone have theirs already.</summary>
    public IReadOnlyList<Transition> Explain(IReadOnlyList<Transition> moves)
    {
        if (!moves.Any(IsMove))
            return moves;
        if (work.PlansBefore(run) is not { } plans)
            return [.. moves.Select(move => IsMove(move) ? move.Because([Cause.DefinitionChange]) : move)];
        int[] rows = [.. moves.Where(IsMove).Select(RowOf).Distinct().Order()];
        var decisions = Steps(plans, rows).SelectMany(step => Decide(plans, step, rows.Length))
            .ToLookup(decision => decision.Scheme);
        return [.. moves.Select(move => IsMove(move)
            ? move.Because(Causes(move, decisions[move.Scheme], Array.BinarySearch(rows, RowOf(move))))
            : move)];
    }

    private static bool IsMove(Transition move) => move is { From: not null, To: not null };

    private int RowOf(Transition move) => measures.IndexOf(Encoding.UTF8.GetBytes(move.Customer));

    private static IReadOnlyList<string> Causes(Transition move, IEnumerable<Decided> decisions, int row) =>
        Cause.OfWalk(move.From!, decisions.Select(decided => (decided.Cause, decided.Segments[row]))
            .Append((Cause.DefinitionChange, move.To!)));

    /// <summary>
    /// The inputs step by step: the rows of the customers, and of those below them where measures are rolled up, and of
    /// all where minutes are shared; the day; the edges. What is left is the definitions.
    /// </summary>
    private IEnumerable<Step> Steps(Plans plans, int[] rows)
    {
        // A run of some customers measures and learns nothing anew.
        if (work.Inputs(run).Kind == RunKind.Scope)
            yield break;
        var (then, now) = (work.DayBefore(run), Days.Of(work.Inputs(run).AsOf));
        var (before, learned) = (work.Calibration(work.Inputs(run).Published!.Value), work.Relearned(run));
        var own = plans.Measures.Combined.Count == 0
            ? plans.Measures.Compute(work.Rows(run, shard).Take(rows), then, Math.Max(then, now)).Measures
            : Taken(work.Measures(run, shard, MeasureSet.Then, plans), rows);
        yield return new Step(Cause.OwnData, own, then, before);
        var today = Taken(work.IsRedefined(run) ? work.MeasuresBefore(run, shard) : measures, rows);
        yield return new Step(Cause.ClockDecay, today, now, before);
        yield return new Step(Cause.PopulationShift, today, now, learned);
    }

    private static Column[] Taken(ScoredShard measures, int[] rows) =>
        [.. measures.Columns.Select(column => column.Take(rows))];

    /// <summary>The segments behind a step, under the ids that they have now.</summary>
    private IEnumerable<Decided> Decide(Plans plans, Step step, int count)
    {
        var results = plans.Set.Decide(step.Measures, step.Edges.Find, step.AsOf, count);
        foreach (var plan in plans.Schemes.Where(results.Has))
        {
            var scheme = plan.Definition;
            var now = work.Workspace(run).Schemes.FirstOrDefault(one => one.Name == scheme.Name);
            string[] ids = [.. scheme.Segments.Select(segment => now?.Today(segment.Id) ?? segment.Id)];
            yield return new Decided(
                scheme.Name, step.Cause, Array.ConvertAll(results.Of(plan).Segments, segment => ids[segment]));
        }
    }

    /// <summary>The inputs behind a step.</summary>
    private sealed record Step(string Cause, Column[] Measures, int AsOf, RunCalibration Edges);

    /// <summary>The segments of the moved customers behind a step.</summary>
    private sealed record Decided(string Scheme, string Cause, string[] Segments);
}
