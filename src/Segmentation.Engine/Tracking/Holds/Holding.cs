using Segmentation.Engine.Calibration;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>Keeps customers of one scheme in the segment in which they are published.</summary>
/// <param name="plan">The scheme.</param>
/// <param name="before">What the published run says.</param>
/// <param name="terms">When holds are looked at.</param>
internal sealed class Holding(SchemePlan plan, PublishedSegments before, HoldTerms terms)
{
    private readonly HoldRules _rules = plan.Definition.Holds;

    /// <summary>The decision, in which nobody moves who is held.</summary>
    /// <inheritdoc cref="Settle"/>
    public Decision Hold(Decision decision, SchemeResults results, IReadOnlyList<Edges> edges)
    {
        int[] moving = [.. Enumerable.Range(0, decision.Model.Length).Where(MayBeHeld(decision.Model))];
        if (moving.Length == 0)
            return decision;
        var held = new Held(decision.Model.Length);
        if (_rules.Buffer is { } width)
        {
            foreach (var customer in new BufferSearch(plan, width, results, edges).Within(moving, before.Segments))
                held.By[customer] = HoldKind.Buffer;
        }

        var segments = (int[])decision.Segments.Clone();
        foreach (var customer in moving)
        {
            if (held.By[customer] == HoldKind.None)
                held.By[customer] = Wait(held, customer, decision.Model[customer]);
            if (held.By[customer] != HoldKind.None)
                segments[customer] = before.Segments[customer];
        }

        return decision with { Segments = segments, Held = held };
    }

    /// <summary>
    /// Holds look at customers who would move between segments that there are, of which neither is the missing one nor
    /// a bypass leads into the new one. What a person had set is left at once.
    /// </summary>
    private Func<int, bool> MayBeHeld(int[] model)
    {
        bool[] bypass = [.. plan.Definition.Segments.Select(segment => _rules.Bypass.Contains(segment.Id))];
        return customer => before.Segments[customer] is >= 0 and var published && published != model[customer]
            && published != plan.Missing && model[customer] != plan.Missing && !bypass[model[customer]]
            && before.Overridden?.Values[customer] != 1;
    }

    /// <summary>What time holds a customer: the minimum stay first, then runs that have to confirm the move.</summary>
    private HoldKind Wait(Held held, int customer, int model)
    {
        if (_rules.MinimumStay is { } stay && before.Entered is { } entered && !entered.IsNull(customer)
            && stay.After(entered.Values[customer]) is var until && terms.Day < until)
        {
            held.Until.Values[customer] = until;
            return HoldKind.MinimumStay;
        }

        var confirmations = before.Pending?[customer] == model
            ? before.Confirmations!.Values[customer] + (terms.Confirms ? 1 : 0)
            : 1;
        if (confirmations >= _rules.ConfirmRuns)
            return HoldKind.None;
        (held.Pending[customer], held.Confirmations.Values[customer]) = (model, confirmations);
        return HoldKind.ConfirmRuns;
    }
}
