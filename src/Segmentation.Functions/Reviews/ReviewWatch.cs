using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reviews;

/// <summary>Announces reviews on the day on which they are due, each due day once.</summary>
/// <param name="book">The recorded reviews, and what was announced.</param>
/// <param name="workspaces">The definitions, whose zone tells the day.</param>
/// <param name="messenger">Announces.</param>
/// <param name="time">The clock.</param>
public sealed class ReviewWatch(ReviewBook book, WorkspaceStore workspaces, Messenger messenger, TimeProvider time)
{
    /// <summary>Announces what is due and was not announced.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (workspaces.Live is not { } workspace)
            return;
        var (plan, today) = (new ReviewPlan(book.All), Days.At(time.GetUtcNow(), workspace.TimeZone));
        var whole = plan.Of(workspace, today);
        await AnnounceAsync(workspace, null, whole, today, cancel);
        foreach (var scheme in workspace.Schemes)
        {
            var own = plan.Of(workspace, scheme.Name, today);
            // Those that are due with the workspace were told with it.
            if (own.Due != whole.Due)
                await AnnounceAsync(workspace, scheme, own, today, cancel);
        }
    }

    private async Task AnnounceAsync(
        Workspace workspace, SchemeDefinition? scheme, ReviewState state, DateOnly today, CancellationToken cancel)
    {
        var subject = scheme?.Name ?? ReviewBook.Workspace;
        if (state.Due is not { } due || due > today || book.IsAnnounced(new AnnouncedReview(subject, due)))
            return;
        var version = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var told = CloudEvent.Of(workspace.Name, "review.due", subject, version, new
        {
            Scheme = scheme?.Name,
            state.Every,
            state.Last,
            state.Due,
        });
        await messenger.SendAsync([told], time.GetUtcNow(), ParkedEvents.OfNoRun, cancel);
        book.Announced(new AnnouncedReview(subject, due));
    }
}
