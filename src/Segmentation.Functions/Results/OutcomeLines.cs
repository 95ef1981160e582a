using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Turns the sums of a run into what its report says of outcomes, value and effort.</summary>
/// <param name="plans">The measures and schemes.</param>
/// <param name="workspace">The definitions.</param>
internal sealed class OutcomeLines(Plans plans, Workspace workspace)
{
    private readonly IReadOnlyList<OutcomeDefinition> _outcomes = workspace.Outcomes.All;
    private readonly bool _isStartKnown = plans.Measures.Outcomes?.Start is not null;

    /// <summary>Whether there is anything to tell: outcomes are defined, or effort is allocated.</summary>
    public bool IsAsked => _outcomes.Count > 0 || workspace.Effort is not null;

    /// <summary>A line of all customers, then one per scheme and segment.</summary>
    public IEnumerable<OutcomeLine> Of(SegmentTallies sums)
    {
        yield return Line(null, null, sums.All);
        for (var i = 0; i < plans.Schemes.Count; i++)
        {
            var scheme = plans.Schemes[i].Definition;
            for (var segment = 0; segment < scheme.Segments.Count; segment++)
                yield return Line(scheme.Name, scheme.Segments[segment].Id, sums.Segments[i][segment]);
        }
    }

    private OutcomeLine Line(string? scheme, string? segment, OutcomeTally sum)
    {
        var isValued = workspace.Value is not null;
        var isCosted = workspace.Outcomes.CostToServe is not null;
        var retention = new Retention(sum.Start, sum.Lost, sum.Gained);
        var (value, cost) = (ExactSum.Amount(sum.Value), ExactSum.Amount(sum.Cost));
        return new OutcomeLine(scheme, segment, sum.Accounts, Counts(sum))
        {
            Value = isValued ? value : null,
            StartingValue = _isStartKnown ? ExactSum.Amount(sum.Start) : null,
            StartingAccounts = _isStartKnown ? sum.Starters : null,
            Grr = IsKnown(outcome => outcome.IsLoss) ? retention.Grr : null,
            Nrr = IsKnown(outcome => outcome.IsRetention) ? retention.Nrr : null,
            CostToServe = isCosted ? cost : null,
            Margin = isValued && isCosted ? ExactSum.Amount(sum.Value - sum.Cost) : null,
            Minutes = workspace.Effort is null ? null : sum.Minutes,
            Hours = workspace.Effort is null ? null : Capacity.Hours(sum.Minutes),
        };
    }

    private Dictionary<string, OutcomeCount> Counts(OutcomeTally sum)
    {
        var counts = new Dictionary<string, OutcomeCount>();
        for (var i = 0; i < _outcomes.Count; i++)
        {
            counts[_outcomes[i].Name] = new OutcomeCount(
                sum.Happened[i], _outcomes[i].Value is null ? null : ExactSum.Amount(sum.Values[i]),
                Quotient(sum.Happened[i], sum.Accounts));
        }

        return counts;
    }

    /// <summary>
    /// Whether it is known what was lost or gained: not without <c>churned</c>, or a value of each outcome that counts.
    /// </summary>
    private bool IsKnown(Func<OutcomeDefinition, bool> counts) =>
        _outcomes.Any(outcome => outcome.Name == OutcomeDefinition.Churned)
        && !_outcomes.Any(outcome => counts(outcome) && outcome.Value is null);

    private static decimal? Quotient(decimal part, decimal whole) =>
        whole != 0 && Exact.TryDivide(part, whole, out var quotient) ? Exact.Trimmed(quotient) : null;
}
