using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Identities;

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
    private readonly IdentityCauses _identities = new(work.IdentityBefore(run), work.Identity(run));

    /// <summary>The moves with their causes; customers that are new or gone have theirs already.</summary>
    public IReadOnlyList<Transition> Explain(IReadOnlyList<Transition> all)
    {
        Transition[] moves = [.. all.Select(_identities.Of)];
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

    private IReadOnlyList<string> Causes(Transition move, IEnumerable<Decided> decisions, int row) =>
        Cause.OfWalk(move.From!, decisions.Select(decided => (CauseOf(decided, move), decided.Segments[row]))
            .Append((Cause.DefinitionChange, move.To!)));

    /// <summary>One step tells of merges and splits alike.</summary>
    private string CauseOf(Decided decided, Transition move) =>
        decided.Cause == Cause.IdentityMerge ? _identities.Of(move.Customer) : decided.Cause;

    /// <summary>
    /// The inputs step by step: the rows of the customers, and of those below them where measures are rolled up, and of
    /// all where minutes are shared; who is one; the day; the edges. What is left is the definitions.
    /// </summary>
    private IEnumerable<Step> Steps(Plans plans, int[] rows)
    {
        var (then, now) = (work.DayBefore(run), Days.Of(work.Inputs(run).AsOf));
        var (before, learned) = (work.Calibration(work.Inputs(run).Published!.Value), work.Relearned(run));
        foreach (var (cause, identity, set) in Identities())
        {
            var own = plans.Measures.Combined.Count == 0
                ? Computed(plans, work.Rows(run, shard, identity), rows, then, Math.Max(then, now))
                : Taken(work.Measures(run, shard, set, plans), rows);
            yield return new Step(cause, own, then, before);
        }

        var today = Taken(work.IsRedefined(run) ? work.MeasuresBefore(run, shard) : measures, rows);
        yield return new Step(Cause.ClockDecay, today, now, before);
        yield return new Step(Cause.PopulationShift, today, now, learned);
    }

    /// <summary>First who was one in the published run, then who is one now, when that is not the same.</summary>
    private IEnumerable<(string Cause, Identity Identity, MeasureSet Set)> Identities()
    {
        yield return (Cause.OwnData, work.IdentityBefore(run), MeasureSet.Then);
        if (work.IsRejoined(run))
            yield return (Cause.IdentityMerge, work.Identity(run), MeasureSet.Joined);
    }

    private Column[] Computed(Plans plans, Shard all, int[] rows, int asOf, int until) =>
        plans.Measures.Compute(all.Take(In(all.Ids, rows)), asOf, until).Measures;

    private Column[] Taken(ScoredShard other, int[] rows)
    {
        var taken = In(other.Ids, rows);
        return [.. other.Columns.Select(column => column.Take(taken))];
    }

    /// <summary>Rows of the run's customers in another list of them, which has all who moved.</summary>
    private int[] In(TextList ids, int[] rows) => ReferenceEquals(ids, measures.Ids)
        ? rows
        : Array.ConvertAll(rows, row => ids.IndexInSorted(measures.Ids[row]));

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
