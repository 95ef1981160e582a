using Segmentation.Engine.Tracking;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Feedback;

/// <summary>A vote about the segment in which a customer of the published run is.</summary>
/// <param name="Customer">The customer, never an alias.</param>
/// <param name="Segment">The customer's segment.</param>
/// <param name="Since">The run since which the customer is in it.</param>
/// <param name="Row">The vote.</param>
public sealed record StandingVote(string Customer, string Segment, long Since, FeedbackRow Row);

/// <summary>How people judge a segment, or the place of a customer in it.</summary>
/// <param name="Votes">The votes that stand.</param>
/// <param name="Wrong">Those of them that say wrong.</param>
/// <param name="Precision">The share of the others, from 0 to 1, to 4 digits; null without a vote.</param>
public sealed record FeedbackCounts(long Votes, long Wrong, decimal? Precision)
{
    private const int Digits = 4;

    /// <summary>How many say wrong before the customer needs attention.</summary>
    public const int WrongVotes = 3;

    /// <summary>Whether so many say wrong that a person should look: at least 3, and more than say right.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRaised => Wrong >= WrongVotes && Wrong > Votes - Wrong;

    /// <summary>The counts of some votes.</summary>
    public static FeedbackCounts Of(IEnumerable<StandingVote> votes)
    {
        var (all, wrong) = (0L, 0L);
        foreach (var vote in votes)
            (all, wrong) = (all + 1, wrong + (vote.Row.IsWrong ? 1 : 0));
        return new FeedbackCounts(
            all, wrong,
            all == 0 ? null : Engine.Columns.Exact.Trimmed(decimal.Round((all - wrong) / (decimal)all, Digits)));
    }
}

/// <summary>
/// The votes that stand in a published run: a vote lapses when the customer moves away from the segment voted on.
/// </summary>
/// <param name="ledger">The votes.</param>
/// <param name="published">Where customers are, and since when.</param>
public sealed class StandingVotes(FeedbackLedger ledger, PublishedRuns published)
{
    /// <summary>All that stand, one for each customer, scheme and author: of aliases the last one counts.</summary>
    /// <param name="run">A published run whose files are kept.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<StandingVote>> InAsync(int run, CancellationToken cancel)
    {
        var all = await ledger.AllAsync(cancel);
        // In the order of keys, votes on the customers of one shard come together.
        return
        [
            .. all.Select(row => In(run, row)).OfType<StandingVote>()
                .OrderByDescending(vote => vote.Row.At)
                .DistinctBy(vote => (vote.Customer, vote.Row.Scheme, vote.Row.Author))
                .OrderBy(vote => vote.Customer, StringComparer.Ordinal)
                .ThenBy(vote => vote.Row.Scheme, StringComparer.Ordinal)
                .ThenBy(vote => vote.Row.Author, StringComparer.Ordinal),
        ];
    }

    /// <summary>A vote in a run; null when it does not stand, or the customer or scheme is not there.</summary>
    internal StandingVote? In(int run, FeedbackRow row)
    {
        var customer = published.Identity(run).Canonical(row.Customer);
        if (published.Find(run, customer) is not var (shard, at)
            || CellValue.Of(shard.Find(ScoredShard.SegmentName(row.Scheme)), at) is not string segment
            || CellValue.Of(shard.Find(ScoredShard.SinceName(row.Scheme)), at) is not long since)
            return null;
        return since <= row.Run ? new StandingVote(customer, segment, since, row) : null;
    }
}
