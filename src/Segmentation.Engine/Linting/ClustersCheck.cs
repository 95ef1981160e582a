using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Warns of clusters that are learned from one kind of evidence, and of conditions that name a cluster which none can
/// be.
/// </summary>
/// <param name="schemes">The schemes.</param>
/// <param name="measures">The measures.</param>
/// <param name="problems">Takes the problems.</param>
internal sealed class ClustersCheck(
    IReadOnlyList<SchemePlan> schemes, IReadOnlyList<MeasureDefinition> measures, Problems problems)
{
    /// <summary>Checks a scheme.</summary>
    public void Check(SchemePlan plan)
    {
        var written = plan.Definition.Points.Select(row => row.When)
            .Concat(plan.Definition.Segments.Select(segment => segment.When)).OfType<ExpressionText>();
        foreach (var (when, bound) in written.Zip(plan.Conditions))
        {
            foreach (var (of, value) in bound.Expression.Texts)
            {
                if (Learning(of.Name) is { } scheme && !ClustersReader.IsCluster(value)
                    && scheme.Segments.All(segment => segment.Id != value))
                    Unknown(scheme, value, when.At);
            }
        }

        if (plan.Features.Count > 1)
            CheckKinds(plan);
    }

    private SchemeDefinition? Learning(string name) =>
        schemes.Select(plan => plan.Definition).FirstOrDefault(scheme => scheme.Clusters is not null
            && scheme.Name == name);

    private void Unknown(SchemeDefinition scheme, string value, Location at) => problems.Add(
        ProblemCode.UnknownName, at, $"{Sentence.Quoted(scheme.Name)} is never {Sentence.Quoted(value)}",
        Entries.OneOf(["cluster-1", "cluster-2, ...", .. scheme.Segments.Select(segment => segment.Id)]),
        "clusters are learned in a run and keep their ids; GET schemes/" + scheme.Name + " tells which there are");

    private void CheckKinds(SchemePlan plan)
    {
        string?[] kinds = [.. plan.Features.Select(feature => measures[feature].Kind).Distinct()];
        if (kinds is not [{ } only])
            return;
        problems.Warn(
            ProblemCode.OneKind, plan.Definition.At,
            $"scheme '{plan.Definition.Name}' learns clusters from measures of kind '{only}' alone",
            "features of several kinds, such as behaviour and value",
            "clusters of one kind of evidence tell what that measure told before");
    }
}
