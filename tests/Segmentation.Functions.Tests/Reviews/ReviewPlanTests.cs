using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Reviews;

/// <summary>When definitions are to be looked at again.</summary>
public sealed class ReviewPlanTests
{
    private const string Settings = "name: shop\nreview_every: P3M\nreviewed: 2026-01-01\n";

    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void Without_a_record_the_definitions_tell_the_day() => Assert.Equal(
        new ReviewState("P3M", new DateOnly(2026, 1, 1), null, new DateOnly(2026, 4, 1), 61), Of("", "rfm"));

    [Fact]
    public void Nobody_knows_when_a_review_is_due_that_never_was() => Assert.Equal(
        new ReviewState("P1M", null, null, null, 0),
        new ReviewPlan([]).Of(Some.Workspace("workspace.yaml", "name: shop\nreview_every: P1M\n"), Today));

    [Fact]
    public void The_later_of_what_is_said_and_recorded_counts()
    {
        Assert.Equal(
            new ReviewState("P3M", new DateOnly(2026, 5, 1), "ana", new DateOnly(2026, 8, 1), 0),
            Of("", "rfm", ("rfm", "2026-05-01", "ana"), ("rfm", "2026-04-01", "bob")));
        Assert.Equal(new DateOnly(2026, 1, 1), Of("", "rfm", ("rfm", "2025-05-01", "ana")).Last);
    }

    [Fact]
    public void A_review_of_the_workspace_counts_for_schemes_that_do_not_say_when_they_were_reviewed()
    {
        (string, string, string) all = (ReviewBook.Workspace, "2026-05-01", "ana");
        Assert.Equal(("ana", new DateOnly(2026, 5, 1)), (Of("", "rfm", all).By!, Of("", "rfm", all).Last));
        var own = Of("reviewed: 2026-02-01\nreview_every: P1M\n", "rfm", all);
        Assert.Equal(new ReviewState("P1M", new DateOnly(2026, 2, 1), null, new DateOnly(2026, 3, 1), 92), own);
    }

    [Fact]
    public void A_recorded_review_ends_the_warning_of_the_linter()
    {
        var now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        var files = Some.Files("workspace.yaml", Settings);
        var recorded = Recorded((ReviewBook.Workspace, "2026-05-01", "ana"));
        Assert.Contains(ProblemCode.OverdueReview, Lint.Of(files, now).Problems.Select(problem => problem.Code));
        Assert.DoesNotContain(
            ProblemCode.OverdueReview, Lint.Of(files, now, null, recorded).Problems.Select(problem => problem.Code));
    }

    private static ReviewState Of(string scheme, string name, params (string, string, string)[] recorded) =>
        new ReviewPlan(Recorded(recorded)).Of(
            Some.Workspace("workspace.yaml", Settings, "schemes/rfm.yaml", Some.Grid + "\n" + scheme), name, Today);

    private static RecordedReview[] Recorded(params (string Scheme, string Day, string Author)[] recorded) =>
    [
        .. recorded.Select(one => new RecordedReview(
            one.Scheme, DateOnly.ParseExact(one.Day, "yyyy-MM-dd", null), one.Author, null, DateTimeOffset.UnixEpoch)),
    ];
}
