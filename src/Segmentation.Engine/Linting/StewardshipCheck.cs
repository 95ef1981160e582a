using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Warns of schemes that nobody answers for, uses or looks after,
/// and of segments without a playbook.</summary>
/// <param name="workspace">The definitions.</param>
/// <param name="today">The day; null to leave out what is overdue.</param>
/// <param name="problems">Takes the warnings.</param>
internal sealed class StewardshipCheck(Workspace workspace, DateOnly? today, Problems problems)
{
    /// <summary>Checks a scheme.</summary>
    public void Check(SchemeDefinition scheme)
    {
        var (own, shared) = (scheme.Purpose, workspace.Stewardship);
        if (own.Owner is null && shared.Owners.Count == 0)
            Warn(
                ProblemCode.NoOwner, scheme, "no owner",
                "owner: who answers for it, here or owners: in workspace.yaml");
        if (own.Objective is null && shared.Objective is null)
            Warn(
                ProblemCode.NoObjective, scheme, "no objective",
                "objective: what is to change, here or in workspace.yaml");
        if (own.UseCases.Count == 0)
            Warn(ProblemCode.NoUseCases, scheme, "no use cases", "use_cases: such as [renewals, onboarding]");
        CheckReview(scheme, own.ReviewEvery ?? shared.ReviewEvery, own.Reviewed ?? shared.Reviewed);
        CheckPlaybooks(scheme);
    }

    private void CheckPlaybooks(SchemeDefinition scheme)
    {
        SegmentDefinition[] without = [.. scheme.Segments.Where(segment => segment.Playbook is null
            && (scheme.Clusters is null || ClustersReader.IsCluster(segment.Id)))];
        if (without.Length == 0)
            return;
        var ids = string.Join(", ", without.Select(segment => segment.Id));
        problems.Warn(
            ProblemCode.NoPlaybook, without[0].At, $"scheme '{scheme.Name}': no playbook for {ids}",
            "playbook: what is done with the customers of each segment");
    }

    private void CheckReview(SchemeDefinition scheme, string? every, DateOnly? last)
    {
        if (every is null || last is null)
        {
            Warn(
                ProblemCode.NoReview, scheme, every is null ? "no review_every" : "no reviewed",
                "review_every: such as P3M, and reviewed: the day of the last review, here or in workspace.yaml");
        }
        else if (today > Review.Due(last.Value, every))
        {
            Warn(
                ProblemCode.OverdueReview, scheme, $"last reviewed on {last:yyyy-MM-dd}",
                $"a review by {Review.Due(last.Value, every):yyyy-MM-dd}",
                "look at sizes, moves and outcomes, and write the day under reviewed:");
        }
    }

    private void Warn(string code, SchemeDefinition scheme, string found, string expected, string fix = "") =>
        problems.Warn(code, scheme.At, $"scheme '{scheme.Name}': {found}", expected, fix);
}
