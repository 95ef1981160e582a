using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>Finds which customers of a scored shard need attention, and why.</summary>
/// <param name="shard">The shard.</param>
/// <param name="plans">The schemes.</param>
/// <param name="workspace">The value, the currency and the playbooks.</param>
/// <param name="asOf">The as-of day of the run.</param>
internal sealed class ShardAttention(ScoredShard shard, Plans plans, Workspace workspace, DateOnly asOf)
{
    private readonly MeasureText _texts = new(shard, plans, workspace);
    private readonly List<RaisedReason>?[] _found = new List<RaisedReason>?[shard.Ids.Count];

    /// <summary>The customers that need attention, in the order of the queue.</summary>
    /// <param name="since">Since when a reason held in the runs before; null when it did not.</param>
    public List<AttentionEntry> All(Func<string, RaisedReason, DateOnly?> since)
    {
        var segments = plans.Schemes.Select(plan => ShardSummary.Indices(plan.Definition, shard)).ToArray();
        for (var scheme = 0; scheme < segments.Length; scheme++)
            Find(plans.Schemes[scheme], segments[scheme]);
        var value = workspace.Value is { } measure ? shard.Find(measure) : null;
        var units = value is null ? null : ExactSum.Units(value);
        var entries = new List<AttentionEntry>();
        for (var row = 0; row < _found.Length; row++)
        {
            if (_found[row] is not { } reasons)
                continue;
            var id = shard.Ids.Text(row);
            var amount = value is null || value.IsNull(row) ? (decimal?)null : ExactSum.Amount(units![row]);
            var entry = AttentionEntry.Of(id, amount, reasons.Select(reason => Dated(reason, since(id, reason))));
            entries.Add(WithPlay(entry, [.. segments.Select(own => own[row])]));
        }

        entries.Sort((one, other) => one.Rank.CompareTo(other.Rank));
        return entries;
    }

    private void Find(SchemePlan plan, int[] segments)
    {
        for (var segment = 0; segment < plan.Definition.Segments.Count; segment++)
        {
            var definition = plan.Definition.Segments[segment];
            foreach (var rule in plan.Attention[segment])
            {
                var weights = rule.Weights(plans.Set, shard, Days.Of(asOf));
                for (var row = 0; row < segments.Length; row++)
                {
                    if (segments[row] == segment && weights[row] is { } weight)
                    {
                        Add(row, new RaisedReason(
                            rule.Rule.Reason.Word, _texts.Fill(rule.Rule.Text, row), plan.Definition.Name,
                            definition.Id, weight, asOf, asOf.AddDays(rule.Rule.Days)));
                    }
                }
            }

            if (Play(definition) is { } play && OverdueContacts.AreTold(play))
                FindOverdue(plan.Definition.Name, definition.Id, play.Engagement!, segments, segment);
        }
    }

    private void FindOverdue(string scheme, string segment, Engagement engagement, int[] segments, int wanted)
    {
        var (contacts, reason) = (new OverdueContacts(shard, asOf, engagement), AttentionReason.OverdueCadence);
        for (var row = 0; row < segments.Length; row++)
        {
            if (segments[row] == wanted && contacts.Of(row) is { } text)
            {
                Add(row, new RaisedReason(
                    reason.Word, text, scheme, segment, reason.Weight, asOf, asOf.AddDays(reason.Days)));
            }
        }
    }

    /// <summary>Of the rules of a segment that have one reason, the first that applies counts.</summary>
    private void Add(int row, RaisedReason reason)
    {
        var found = _found[row] ??= [];
        if (!found.Exists(known => (known.Reason, known.Scheme) == (reason.Reason, reason.Scheme)))
            found.Add(reason);
    }

    private static RaisedReason Dated(RaisedReason reason, DateOnly? since) => since is not { } day
        ? reason
        : reason with { Since = day, Due = day.AddDays(reason.Due.DayNumber - reason.Since.DayNumber) };

    private AttentionEntry WithPlay(AttentionEntry entry, int[] segments)
    {
        var (scheme, segment) = (entry.Reasons[0].Scheme, entry.Reasons[0].Segment);
        var definition = plans.Schemes.Single(plan => plan.Definition.Name == scheme).Definition.Segments
            .Single(known => known.Id == segment);
        if (Play(definition) is not { } play)
            return entry with { Playbook = definition.Playbook };
        var own = plans.Schemes.Select((plan, i) => plan.Definition.Segments[segments[i]].Id).ToHashSet();
        return entry with
        {
            Playbook = definition.Playbook,
            NextAction = play.NextActions.FirstOrDefault(action => own.Contains(action.Segment))?.Text
                ?? play.NextAction,
        };
    }

    private PlaybookDefinition? Play(SegmentDefinition segment) =>
        segment.Playbook is { } name ? workspace.Playbooks.GetValueOrDefault(name) : null;
}
