using System.Collections.ObjectModel;
using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;
using Segmentation.Functions.Identities;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Finds what moved the customers of a shard: decides their segments again on the way from the published run's inputs
/// to those of a run, one input at a time. Each step looks at definitions, holds and overrides together.
/// </summary>
/// <param name="work">The run's files.</param>
/// <param name="run">The run; one that is compared with a published one.</param>
/// <param name="shard">The shard.</param>
/// <param name="measures">The run's measures of the shard's customers.</param>
/// <param name="published">The shard of the published run.</param>
internal sealed class CauseWalk(RunWork work, int run, int shard, ScoredShard measures, ScoredShard published)
{
    private readonly RunInputs _inputs = work.Inputs(run);
    private readonly OverrideChanges _overrides = new(work, run);
    private readonly IdentityCauses _identities = new(work.IdentityBefore(run), work.Identity(run));

    /// <summary>The moves with their causes; customers that are new or gone have theirs already.</summary>
    public IReadOnlyList<Transition> Explain(IReadOnlyList<Transition> all)
    {
        Transition[] moves = [.. all.Select(_identities.Of)];
        var ways = Ways(moves);
        return [.. moves.Select(move =>
            ways.TryGetValue(move, out var way) ? move.Because(Cause.OfWalk(move.From!, way)) : move)];
    }

    /// <summary>Of each customer that moved between two segments the way that it went: per step its cause, and the
    /// segment behind it. The last is the one in which it is now.</summary>
    public IReadOnlyDictionary<Transition, (string Cause, string Segment)[]> Ways(IReadOnlyList<Transition> moves)
    {
        Transition[] between = [.. moves.Where(move => move is { From: not null, To: not null })];
        if (between.Length == 0)
            return ReadOnlyDictionary<Transition, (string, string)[]>.Empty;
        int[] rows = [.. between.Select(RowOf).Distinct().Order()];
        var decisions = Steps(rows).SelectMany(step => Decide(step, rows.Length))
            .ToLookup(decision => decision.Scheme);
        return between.ToDictionary(
            move => move, move => Way(move, decisions[move.Scheme], Array.BinarySearch(rows, RowOf(move))));
    }

    private int RowOf(Transition move) => measures.IndexOf(Encoding.UTF8.GetBytes(move.Customer));

    private (string Cause, string Segment)[] Way(Transition move, IEnumerable<Decided> decisions, int row) =>
    [
        .. decisions.Select(decided => (CauseOf(decided, move), decided.Segments[row])),
    ];

    private string CauseOf(Decided decided, Transition move) => decided.Cause switch
    {
        null => _overrides.CauseOf(move.Customer, move.Scheme),
        // One step tells of merges and splits alike.
        Cause.IdentityMerge => _identities.Of(move.Customer),
        var cause => cause,
    };

    /// <summary>
    /// The inputs step by step, those that did not change left out: first what definitions say, under the holds and
    /// overrides of the published run; then the holds; then what persons set. A run of a few customers keeps all that
    /// definitions look at.
    /// </summary>
    private IEnumerable<Step> Steps(int[] rows)
    {
        var ids = new TextList();
        foreach (var row in rows)
            ids.Add(measures.Ids[row]);
        var (then, now) = (work.TermsBefore(run), work.Terms(run));
        var old = new Settlement(ids, published, then, _overrides.Before);
        var last = new Step(
            Cause.DefinitionChange, work.Plans(run), Taken(measures, rows), Days.Of(_inputs.AsOf),
            work.Calibration(run), old);
        if (_inputs.Kind != RunKind.Scope)
        {
            foreach (var step in StepsBefore(rows, old))
                yield return step;
            if (work.IsRedefined(run) || work.PlansBefore(run) is null)
            {
                yield return last with
                {
                    Plans = work.PlansUnfitted(run),
                    Measures = Taken(work.MeasuresUnfitted(run, shard), rows),
                    Edges = work.Unfitted(run),
                };
            }

            if (work.IsRefitted(run) || work.IsRelearned(run))
                yield return last with { Cause = Cause.Recalibration };
        }

        if (then != now && work.Plans(run).Schemes.Any(plan => plan.Definition.Holds.Any))
        {
            yield return last with
            {
                Cause = Cause.HoldReleased,
                Settlement = new Settlement(ids, published, now, _overrides.Before),
            };
        }

        if (_overrides.Any)
            yield return last with { Cause = null, Settlement = new Settlement(ids, published, now, _overrides.Now) };
    }

    /// <summary>
    /// The steps under the definitions of the published run: the rows of the customers, and of those below them where
    /// measures are rolled up, and of all where minutes are shared; who is one; the day; the edges. All of them under
    /// its lifetime models and clusters.
    /// </summary>
    private IEnumerable<Step> StepsBefore(int[] rows, Settlement old)
    {
        if (work.PlansBefore(run) is not { } plans)
            yield break;
        var (then, now) = (work.DayBefore(run), Days.Of(_inputs.AsOf));
        var (before, learned) = (work.Calibration(_inputs.Published!.Value), work.Relearned(run));
        var today = Taken(
            work.IsRedefined(run) ? work.MeasuresBefore(run, shard) : work.MeasuresUnfitted(run, shard), rows);
        // On the same day and with the same identities the measures are those of today: no row is read.
        var isToday = then == now && !work.IsRejoined(run);
        foreach (var (cause, identity, set) in Identities())
        {
            var own = isToday ? today
                : plans.Measures.Combined.Count > 0 ? Taken(work.Measures(run, shard, set, plans), rows)
                : Computed(plans, work.Rows(run, shard, identity), rows, then, Math.Max(then, now));
            yield return new Step(cause, plans, own, then, before, old);
        }

        yield return new Step(Cause.ClockDecay, plans, today, now, before, old);
        yield return new Step(Cause.PopulationShift, plans, today, now, learned, old);
    }

    /// <summary>First who was one in the published run, then who is one now, when that is not the same.</summary>
    private IEnumerable<(string Cause, Identity Identity, MeasureSet Set)> Identities()
    {
        yield return (Cause.OwnData, work.IdentityBefore(run), MeasureSet.Then);
        if (work.IsRejoined(run))
            yield return (Cause.IdentityMerge, work.Identity(run), MeasureSet.Joined);
    }

    private Column[] Computed(Plans plans, Shard all, int[] rows, int asOf, int until) =>
        plans.Measures.Compute(all.Take(In(all.Ids, rows)), asOf, until, work.ModelsBefore(run)).Measures;

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
    private IEnumerable<Decided> Decide(Step step, int count)
    {
        var results = step.Plans.Set.Decide(
            step.Measures, step.Edges.Find, step.AsOf, count, step.Settlement.Settle);
        foreach (var plan in step.Plans.Schemes.Where(results.Has))
        {
            var scheme = plan.Definition;
            var now = work.Workspace(run).Schemes.FirstOrDefault(one => one.Name == scheme.Name);
            string[] ids = [.. scheme.Segments.Select(segment => now?.Today(segment.Id) ?? segment.Id)];
            yield return new Decided(
                scheme.Name, step.Cause, Array.ConvertAll(results.Of(plan).Segments, segment => ids[segment]));
        }
    }

    /// <summary>The inputs behind a step.</summary>
    /// <param name="Cause">Its cause; null when what persons set tells it.</param>
    /// <param name="Plans">The definitions.</param>
    /// <param name="Measures">The measures of the moved customers.</param>
    /// <param name="AsOf">The day.</param>
    /// <param name="Edges">The edges.</param>
    /// <param name="Settlement">Holds and overrides.</param>
    private sealed record Step(
        string? Cause, Plans Plans, Column[] Measures, int AsOf, RunCalibration Edges, Settlement Settlement);

    /// <summary>The segments of the moved customers behind a step.</summary>
    private sealed record Decided(string Scheme, string? Cause, string[] Segments);
}
