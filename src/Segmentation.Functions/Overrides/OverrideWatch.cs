using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Looks after overrides as time goes by: their end, the announcement of it, and runs that nobody asked for.
/// </summary>
/// <param name="overrides">The overrides.</param>
/// <param name="asked">Asks for runs.</param>
/// <param name="workspaces">The definitions, whose zone tells the day.</param>
/// <param name="messenger">Announces.</param>
/// <param name="time">The clock.</param>
public sealed class OverrideWatch(
    OverrideLedger overrides, OverrideRuns asked, WorkspaceStore workspaces, Messenger messenger, TimeProvider time)
{
    /// <summary>How many days before its end an override is announced.</summary>
    public const int DaysAhead = 10;

    /// <summary>Ends what is over, announces what will be, and asks for the runs that are missing.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (workspaces.Current is not { } version)
            return;
        var workspace = workspaces.Read(version);
        var today = Days.At(time.GetUtcNow(), workspace.TimeZone);
        var rows = (await overrides.AllAsync(cancel)).ToLookup(row => row.IsRemoved || row.ExpiryDay <= today);
        await AskAsync([.. rows[true]], isEnd: true, cancel);
        await AskAsync([.. rows[false].Where(row => row.Run is null)], isEnd: false, cancel);
        foreach (var row in (await overrides.AllAsync(cancel)).Where(row => IsToAnnounce(row, today)))
            await AnnounceAsync(workspace.Name, row, today, cancel);
    }

    private async Task AskAsync(IReadOnlyList<OverrideRow> rows, bool isEnd, CancellationToken cancel)
    {
        if (rows.Count > 0)
            await asked.AskAsync(Token(rows), rows, isEnd, cancel);
    }

    /// <summary>The same for the same rows, so that whoever ends between two steps finds its run again.</summary>
    private static string Token(IEnumerable<OverrideRow> rows) => MessageId.Of(
        [.. rows.SelectMany(row => new[] { row.Customer, row.Scheme, Stamp(row) })]);

    private static string Stamp(OverrideRow row) =>
        row.SetAt.UtcTicks.ToString(CultureInfo.InvariantCulture) + (row.IsRemoved ? "-" : "");

    private static bool IsToAnnounce(OverrideRow row, DateOnly today) =>
        row.Announced != row.Expires && row.ExpiryDay > today
        && row.ExpiryDay.DayNumber - today.DayNumber <= DaysAhead;

    private async Task AnnounceAsync(string workspace, OverrideRow row, DateOnly today, CancellationToken cancel)
    {
        var told = CloudEvent.Of(workspace, "override.expiring", row.Customer, $"{row.Scheme} {Stamp(row)}", new
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
