using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>A reason that no run knows, because people make it between two.</summary>
/// <param name="Customer">The customer of the published run.</param>
/// <param name="Reason">The reason.</param>
internal sealed record OverlaidReason(string Customer, RaisedReason Reason);

/// <summary>
/// What people say and set, laid over the queue of a published run when it is read: overrides that end within ten
/// days, and votes that a segment is wrong.
/// </summary>
/// <param name="overrides">What persons set.</param>
/// <param name="votes">What people say.</param>
/// <param name="published">Where customers are.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="time">The clock.</param>
public sealed class AttentionOverlay(
    OverrideLedger overrides, StandingVotes votes, PublishedRuns published, WorkspaceStore workspaces,
    TimeProvider time)
{
    /// <summary>The reasons of a published run whose files are kept, by customer and scheme.</summary>
    internal async Task<IReadOnlyList<OverlaidReason>> InAsync(PublishedRun run, CancellationToken cancel)
    {
        var zone = WorkspaceOf(run).TimeZone;
        return
        [
            .. (await EndingAsync(run, Days.At(time.GetUtcNow(), zone), cancel))
                .Concat(Wrong(await votes.InAsync(run.Run, cancel), zone))
                .OrderBy(one => one.Customer, StringComparer.Ordinal)
                .ThenBy(one => one.Reason.Scheme, StringComparer.Ordinal),
        ];
    }

    /// <summary>A customer that no rule of the run found, with what people say and set.</summary>
    internal AttentionEntry Entry(PublishedRun run, string customer, IReadOnlyList<RaisedReason> reasons)
    {
        var workspace = WorkspaceOf(run);
        var play = workspace.Schemes.Single(scheme => scheme.Name == reasons[0].Scheme).Segments
            .FirstOrDefault(segment => segment.Id == reasons[0].Segment)?.Playbook;
        return AttentionEntry.Of(
            customer, Value(run, customer, workspace.Value), reasons, play,
            play is null ? null : workspace.Playbooks.GetValueOrDefault(play)?.NextActionOf(reasons[0].Segment));
    }

    private Workspace WorkspaceOf(PublishedRun run) =>
        workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));

    private decimal? Value(PublishedRun run, string customer, string? value)
    {
        if (value is null || published.Find(run.Run, customer) is not var (shard, row)
            || shard.Find(value) is not { } column || column.IsNull(row))
            return null;
        return ExactSum.Amount(ExactSum.Units(column.Take([row]))[0]);
    }

    private async Task<IEnumerable<OverlaidReason>> EndingAsync(
        PublishedRun run, DateOnly today, CancellationToken cancel)
    {
        var (identity, reason) = (published.Identity(run.Run), AttentionReason.OverrideEnding);
        return from row in await overrides.AllAsync(cancel)
               let days = row.ExpiryDay.DayNumber - today.DayNumber
               where days > 0 && days <= OverrideWatch.DaysAhead && run.Schemes.Contains(row.Scheme)
               let customer = identity.Canonical(row.Customer)
               where published.Find(run.Run, customer) is not null
               select new OverlaidReason(customer, new RaisedReason(
                   reason.Word, Ending(row), row.Scheme, row.Segment, reason.Weight,
                   row.ExpiryDay.AddDays(-OverrideWatch.DaysAhead), row.ExpiryDay.AddDays(-1)));
    }

    private static string Ending(OverrideRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"set by a person to {row.Segment} until {row.ExpiryDay:yyyy-MM-dd}, then the definition decides again");

    private static IEnumerable<OverlaidReason> Wrong(IEnumerable<StandingVote> standing, TimeZoneInfo zone)
    {
        foreach (var place in standing.GroupBy(vote => (vote.Customer, vote.Row.Scheme)))
        {
            var counts = FeedbackCounts.Of(place);
            if (!counts.IsRaised)
                continue;
            var wrong = place.Where(vote => vote.Row.IsWrong).OrderBy(vote => vote.Row.At).ToArray();
            var since = Days.At(wrong[FeedbackCounts.WrongVotes - 1].Row.At, zone);
            var reason = AttentionReason.WrongSegment;
            yield return new OverlaidReason(place.Key.Customer, new RaisedReason(
                reason.Word, Told(counts, wrong), place.Key.Scheme, wrong[0].Segment, reason.Weight, since,
                since.AddDays(reason.Days)));
        }
    }

    private static string Told(FeedbackCounts counts, StandingVote[] wrong)
    {
        var suggested = wrong.Select(vote => vote.Row.Suggested).OfType<string>().CountBy(segment => segment)
            .OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).FirstOrDefault().Key;
        var better = suggested is null ? "" : $", most often {suggested} is suggested";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Wrong:N0} of {counts.Votes:N0} people say that {wrong[0].Segment} is wrong{better}");
    }
}
