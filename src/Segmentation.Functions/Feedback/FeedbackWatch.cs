using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Feedback;

/// <summary>Tells that people say a customer is in the wrong segment, once for each stay in the segment.</summary>
/// <param name="votes">The votes that stand.</param>
/// <param name="ledger">Remembers what was told.</param>
/// <param name="attention">What is at stake.</param>
/// <param name="published">The published run.</param>
/// <param name="runs">Its files.</param>
/// <param name="messenger">Announces.</param>
/// <param name="time">The clock.</param>
public sealed class FeedbackWatch(
    StandingVotes votes, FeedbackLedger ledger, CurrentAttention attention, PublishedRuns published, RunStore runs,
    Messenger messenger, TimeProvider time)
{
    /// <summary>Announces what was raised and not told.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var run = (await published.PointerAsync(cancel)).Published;
        if (run == 0)
            return;
        var raised = from vote in await votes.InAsync(run, cancel)
                     group vote by (vote.Customer, vote.Row.Scheme) into place
                     where FeedbackCounts.Of(place).IsRaised && place.All(vote => !vote.Row.IsAnnounced)
                     select place.ToArray();
        foreach (var place in raised)
            await AnnounceAsync(run, place, cancel);
    }

    private async Task AnnounceAsync(int run, StandingVote[] place, CancellationToken cancel)
    {
        var (customer, scheme) = (place[0].Customer, place[0].Row.Scheme);
        var known = await published.GetAsync(run, cancel);
        var found = attention.Merged(known, await attention.OverlaidAsync(known, cancel))
            .FirstOrDefault(one => one.Rank.Customer == customer);
        var entry = found is null ? null : attention.Entry(run, found);
        var reason = entry?.Reasons.FirstOrDefault(
            one => one.Reason == AttentionReason.WrongSegment.Word && one.Scheme == scheme);
        // A vote that changed meanwhile may have taken the reason away.
        if (found is null || entry is null || reason is null)
            return;
        var version = string.Create(CultureInfo.InvariantCulture, $"votes {place[0].Segment} {place[0].Since}");
        var told = RaisedEvent.Of(
            new NewReason(entry, reason, found.Owner), runs.Inputs(run), runs.Workspace(run).Currency, version);
        await messenger.SendAsync([told], time.GetUtcNow(), ParkedEvents.OfNoRun, cancel);
        await ledger.AnnouncedAsync(place.Select(vote => vote.Row), cancel);
    }
}
