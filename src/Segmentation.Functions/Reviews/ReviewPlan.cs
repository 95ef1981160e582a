using System.Text.Json.Serialization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Reviews;

/// <summary>When a scheme, or all definitions, are to be looked at again.</summary>
/// <param name="Every">How often, an ISO 8601 duration; null when not said.</param>
/// <param name="Last">The day of the last review; null when there was none.</param>
/// <param name="By">Who made it; null when only the definitions tell the day.</param>
/// <param name="Due">The day on which the next is due; null when <see cref="Every"/> or <see cref="Last"/> is.</param>
/// <param name="Overdue">For how many days it has been due; 0 when it is not.</param>
public sealed record ReviewState(
    string? Every, DateOnly? Last, string? By, DateOnly? Due, [property: JsonIgnore] int Overdue);

/// <summary>
/// When definitions are to be looked at: what they say themselves, and what people recorded; the later day counts.
/// </summary>
/// <param name="reviews">The recorded reviews.</param>
public sealed class ReviewPlan(IReadOnlyList<RecordedReview> reviews)
{
    /// <summary>The definitions with the days that people recorded.</summary>
    public Workspace Applied(Workspace workspace)
    {
        var shared = workspace.Stewardship with
        {
            Reviewed = Later(workspace.Stewardship.Reviewed, OfWorkspace),
        };
        return workspace with
        {
            Stewardship = shared,
            Schemes =
            [
                .. workspace.Schemes.Select(scheme => scheme with
                {
                    Purpose = scheme.Purpose with
                    {
                        Reviewed = Later(scheme.Purpose.Reviewed ?? shared.Reviewed, Recorded(scheme.Name)),
                    },
                }),
            ],
        };
    }

    /// <summary>When all definitions are to be looked at.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="today">The day.</param>
    public ReviewState Of(Workspace workspace, DateOnly today)
    {
        var shared = Applied(workspace).Stewardship;
        return State(shared.ReviewEvery, shared.Reviewed, OfWorkspace, today);
    }

    /// <summary>
    /// When a scheme is to be looked at: a review of the workspace counts when its file has no <c>reviewed</c>.
    /// </summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="today">The day.</param>
    public ReviewState Of(Workspace workspace, string scheme, DateOnly today)
    {
        var known = Applied(workspace);
        var purpose = known.Schemes.Single(s => s.Name == scheme).Purpose;
        var follows = workspace.Schemes.Single(s => s.Name == scheme).Purpose.Reviewed is null;
        return State(
            purpose.ReviewEvery ?? known.Stewardship.ReviewEvery, purpose.Reviewed,
            follows ? [.. OfWorkspace, .. Recorded(scheme)] : Recorded(scheme), today);
    }

    private IEnumerable<RecordedReview> OfWorkspace => Recorded(ReviewBook.Workspace);

    private IEnumerable<RecordedReview> Recorded(string scheme) => reviews.Where(review => review.Scheme == scheme);

    private static DateOnly? Later(DateOnly? said, IEnumerable<RecordedReview> recorded) =>
        recorded.Select(review => (DateOnly?)review.Day).Append(said).Max();

    private static ReviewState State(
        string? every, DateOnly? last, IEnumerable<RecordedReview> recorded, DateOnly today)
    {
        var due = every is not null && last is { } day ? Review.Due(day, every) : (DateOnly?)null;
        return new ReviewState(
            every, last, recorded.LastOrDefault(review => review.Day == last)?.Author, due,
            due is { } when ? Math.Max(0, today.DayNumber - when.DayNumber) : 0);
    }
}
