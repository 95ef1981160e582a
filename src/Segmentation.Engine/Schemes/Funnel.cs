using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>
/// Counts how the customers of a run come to the segments of a scheme, condition by condition. Shards are added in any
/// order; the counts are those of what the model decides, before holds and overrides.
/// </summary>
public sealed class Funnel
{
    private readonly SchemePlan _plan;
    private readonly SchemeSet _set;
    private readonly FunnelStep[] _steps;

    /// <summary>A funnel without customers.</summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="set">All schemes.</param>
    public Funnel(SchemePlan plan, SchemeSet set)
    {
        (_plan, _set) = (plan, set);
        _steps = [.. plan.Definition.Segments.Select((segment, i) => FunnelStep.Of(segment, plan.BySegment[i]))];
    }

    /// <summary>A step per segment, best first.</summary>
    public IReadOnlyList<FunnelStep> Steps => _steps;

    /// <summary>Adds the customers of a shard.</summary>
    /// <param name="scored">The shard.</param>
    /// <param name="asOf">The as-of day of its run, in days since 1970-01-01.</param>
    public void Add(ScoredShard scored, int asOf)
    {
        if (_plan.Definition.Clusters is not null)
        {
            AddClusters(scored);
            return;
        }

        var frame = new ScoredFrame(_set, scored, asOf);
        var open = Population(scored);
        if (_plan.Missing >= 0)
            _steps[_plan.Missing].Taken += open.Count(isOpen => !isOpen);
        for (var segment = 0; segment < _steps.Length; segment++)
        {
            if (_plan.BySegment[segment] is { } condition)
                Ask(_steps[segment], condition, frame, open);
        }

        var left = open.Count(isOpen => isOpen);
        if (left > 0)
            (_steps[_plan.LastResort].Asked, _steps[_plan.LastResort].Taken) = (
                _steps[_plan.LastResort].Asked + left, _steps[_plan.LastResort].Taken + left);
    }

    /// <summary>Adds the counts of other shards.</summary>
    public void Add(Funnel other)
    {
        for (var segment = 0; segment < _steps.Length; segment++)
            _steps[segment].Add(other._steps[segment]);
    }

    /// <summary>No condition leads to a cluster: each is asked of those who are nearest to it.</summary>
    private void AddClusters(ScoredShard scored)
    {
        var scheme = _plan.Definition.Name;
        var model = (TextColumn)(scored.Find(ScoredShard.ModelName(scheme))
            ?? scored.Find(ScoredShard.SegmentName(scheme)))!;
        foreach (var (code, customers) in model.Codes.CountBy(code => code))
        {
            var step = _steps.First(step => step.Segment == model.Texts.Text(code));
            (step.Asked, step.Taken) = (step.Asked + customers, step.Taken + customers);
        }
    }

    /// <summary>The customers who are not missing: they have scores, where the scheme has any.</summary>
    private bool[] Population(ScoredShard scored)
    {
        var population = new bool[scored.Ids.Count];
        Array.Fill(population, true);
        if (_plan.Definition.Columns is not [.., var last])
            return population;
        var score = scored.Find(ScoredShard.ScoreName(_plan.Definition.Name, last.Name))!;
        for (var customer = 0; customer < population.Length; customer++)
            population[customer] = !score.IsNull(customer);
        return population;
    }

    private void Ask(FunnelStep step, Condition condition, ScoredFrame frame, bool[] open)
    {
        var holds = condition.Evaluate(frame);
        for (var customer = 0; customer < holds.Length; customer++)
        {
            var isUnknown = holds[customer] == BooleanColumn.Null;
            step.Alone += holds[customer] == 1 ? 1 : 0;
            step.Unknown += isUnknown ? 1 : 0;
            if (!open[customer])
                continue;
            step.Asked++;
            if (holds[customer] == 0 || (isUnknown && condition.IfUnknown == UnknownPolicy.Excluded))
                continue;
            open[customer] = false;
            (isUnknown && condition.IfUnknown == UnknownPolicy.Unknown ? _steps[_plan.Missing] : step).Taken++;
        }

        CountParts(step, condition.Expression.Conjuncts, frame);
    }

    private static void CountParts(FunnelStep step, IReadOnlyList<Expression> parts, ScoredFrame frame)
    {
        var hold = new bool[frame.Count];
        Array.Fill(hold, true);
        for (var part = 0; part < parts.Count; part++)
        {
            var own = ((BooleanColumn)parts[part].Evaluate(frame)).Values;
            for (var customer = 0; customer < hold.Length; customer++)
                hold[customer] &= own[customer] == 1;
            step.Parts[part].Customers += hold.Count(holds => holds);
        }
    }
}

/// <summary>How customers come to a segment.</summary>
public sealed class FunnelStep
{
    /// <summary>The segment.</summary>
    public required string Segment { get; init; }

    /// <summary>Its condition; null for the last resort and for customers that are not scored.</summary>
    public required string? Condition { get; init; }

    /// <summary>The conditions of an AND one after the other; none for anything else.</summary>
    public required IReadOnlyList<FunnelPart> Parts { get; init; }

    /// <summary>The customers for whom the condition holds, whatever segment they are in.</summary>
    public long Alone { get; internal set; }

    /// <summary>The customers for whom it is unknown, because what it reads is null.</summary>
    public long Unknown { get; internal set; }

    /// <summary>The customers that are in no segment yet when it is asked.</summary>
    public long Asked { get; internal set; }

    /// <summary>The customers that come to the segment; the sum over all segments is all customers.</summary>
    public long Taken { get; internal set; }

    internal static FunnelStep Of(SegmentDefinition segment, Condition? condition) => new()
    {
        Segment = segment.Id,
        Condition = condition?.Expression.Text,
        Parts = [.. condition?.Expression.Conjuncts.Select(part => new FunnelPart { Condition = part.Text }) ?? []],
    };

    internal void Add(FunnelStep other)
    {
        (Alone, Unknown) = (Alone + other.Alone, Unknown + other.Unknown);
        (Asked, Taken) = (Asked + other.Asked, Taken + other.Taken);
        for (var part = 0; part < Parts.Count; part++)
            Parts[part].Customers += other.Parts[part].Customers;
    }
}

/// <summary>A condition of an AND.</summary>
public sealed class FunnelPart
{
    /// <summary>The condition as written.</summary>
    public required string Condition { get; init; }

    /// <summary>The customers for whom it and all conditions before it hold.</summary>
    public long Customers { get; internal set; }
}
