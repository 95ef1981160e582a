using Segmentation.Engine.Calibration;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Where holds and persons left one customer of a run, scheme by scheme.</summary>
internal sealed class SettledCustomer
{
    private readonly Dictionary<string, SettledSegment> _settled = new(StringComparer.Ordinal);

    /// <summary>Reads a customer.</summary>
    /// <param name="plans">The schemes.</param>
    /// <param name="scored">The shard of the run.</param>
    /// <param name="row">The customer's row.</param>
    /// <param name="overrides">What persons set in the run.</param>
    public SettledCustomer(Plans plans, ScoredShard scored, int row, IReadOnlyList<Override> overrides)
    {
        var customer = scored.Ids.Text(row);
        var own = overrides.Where(set => set.Customer == customer).ToDictionary(set => (set.Customer, set.Scheme));
        foreach (var scheme in plans.Schemes.Select(plan => plan.Definition.Name))
        {
            if (new SettledSegments(scored, scheme).Of(row, own) is { } settled)
                _settled.Add(scheme, settled);
        }
    }

    /// <summary>What was done about it in a scheme; null when it is where the definition says.</summary>
    public SettledSegment? Of(string scheme) => _settled.GetValueOrDefault(scheme);

    /// <summary>Leaves the customer where the run left it, in all rows of what is decided for it.</summary>
    /// <inheritdoc cref="Engine.Schemes.Settle"/>
    public Decision Settle(SchemePlan plan, Decision decision, SchemeResults results, IReadOnlyList<Edges> edges)
    {
        if (Of(plan.Definition.Name) is not { } settled)
            return decision;
        var segments = new int[decision.Segments.Length];
        Array.Fill(segments, plan.Definition.Segments.ToList().FindIndex(one => one.Id == settled.Segment));
        return decision with { Segments = segments };
    }
}
