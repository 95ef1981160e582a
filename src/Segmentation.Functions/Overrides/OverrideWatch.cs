using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Looks after overrides as time goes by: their end, the announcement of it, and runs that nobody asked for.
/// </summary>
/// <param name="overrides">The overrides.</param>
/// <param name="asked">Asks for runs.</param>
/// <param name="ledger">The runs.</param>
/// <param name="runs">Their files.</param>
/// <param name="messenger">Announces.</param>
/// <param name="time">The clock.</param>
public sealed class OverrideWatch(
    OverrideLedger overrides, OverrideRuns asked, RunLedger ledger, RunStore runs, Messenger messenger,
    TimeProvider time)
{
    /// <summary>How many days before its end an override is announced.</summary>
    public const int DaysAhead = 10;

    // The ids of a run are a property of its row.
    private const int CustomersAtOnce = 200;

    /// <summary>
    /// Deletes what is over, asks for runs where what holds differs from what the published run shows, and announces
    /// what is about to end. Before the first run nothing can be set.
    /// </summary>
    /// <returns>Whether a run was asked for.</returns>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        var published = (await ledger.PointerAsync(cancel)).Published;
        if (published == 0)
            return false;
        var workspace = runs.Workspace(published);
        var today = Days.At(time.GetUtcNow(), workspace.TimeZone);
        foreach (var row in (await overrides.AllAsync(cancel)).Where(row => row.ExpiryDay <= today))
            await overrides.DeleteAsync(row, cancel);
        var isAsked = await AskAsync(published, today, cancel);
        foreach (var row in (await overrides.AllAsync(cancel)).Where(row => IsToAnnounce(row, today)))
            await AnnounceAsync(workspace.Name, row, today, cancel);
        return isAsked;
    }

    /// <summary>A run that fails is not asked for again before another one is published.</summary>
    private async Task<bool> AskAsync(int published, DateOnly today, CancellationToken cancel)
    {
        if ((await RunOverview.ReadAsync(ledger, cancel)).HasWork)
            return false;
        var holding = await overrides.HoldingAsync(today, runs.Inputs(published).AsOf, cancel);
        var shown = runs.OverridesAsSet(published);
        string[] differing =
        [
            .. holding.Except(shown).Concat(shown.Except(holding)).Select(one => one.Customer).Distinct()
                .Order(StringComparer.Ordinal),
        ];
        foreach (var customers in differing.Chunk(CustomersAtOnce))
        {
            var run = published.ToString(CultureInfo.InvariantCulture);
            await asked.AskAsync(MessageId.Of(["overrides", run, .. customers]), customers, cancel);
        }

        return differing.Length > 0;
    }

    private static bool IsToAnnounce(OverrideRow row, DateOnly today) => row.Announced != row.Expires
        && row.ExpiryDay > today && row.ExpiryDay.DayNumber - today.DayNumber <= DaysAhead;

    private async Task AnnounceAsync(string workspace, OverrideRow row, DateOnly today, CancellationToken cancel)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"{row.Scheme} {row.SetAt.UtcTicks}");
        var told = CloudEvent.Of(workspace, "override.expiring", row.Customer, version, new
        {
            row.Customer,
            row.Scheme,
            row.Segment,
            Expires = row.ExpiryDay,
            Days = row.ExpiryDay.DayNumber - today.DayNumber,
            row.ConflictRuns,
        });
        await messenger.SendAsync([told], time.GetUtcNow(), ParkedEvents.OfNoRun, cancel);
        await overrides.ChangeAsync(row, changed => changed.Announced = changed.Expires, cancel);
    }
}
