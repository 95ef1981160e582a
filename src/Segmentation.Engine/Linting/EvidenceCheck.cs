using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Warns of schemes that look at demographics alone, or not at what customers are worth, or at what people must not be
/// told apart by.
/// </summary>
internal static class EvidenceCheck
{
    private const string Demographic = "demographic";
    private const string Value = "value";

    /// <summary>Checks all schemes of a workspace.</summary>
    public static void Check(
        Workspace workspace, IReadOnlyList<SchemePlan> schemes, Evidence evidence, Problems problems)
    {
        var read = schemes.ToDictionary(scheme => scheme, evidence.Of);
        if (read.Values.All(measures => measures.All(measure => IsDemographic(measure, evidence))))
        {
            foreach (var scheme in schemes.Where(scheme => read[scheme].Count > 0))
                WarnOfDemographics(scheme, problems);
        }
        else
        {
            foreach (var scheme in schemes.Where(scheme => scheme.Features.Count > 0
                && read[scheme].All(measure => IsDemographic(measure, evidence))))
                WarnOfDemographicClusters(scheme, problems);
        }

        if (schemes.Count > 0 && !read.Values.Any(
            measures => measures.Any(measure => measure.Kind == Value || measure.Name == workspace.Value)))
        {
            problems.Warn(
                ProblemCode.ValueBlind, schemes[0].Definition.At, "no scheme looks at what customers are worth",
                "one that reads the workspace's value, or a measure with kind: value",
                "say which measures are with kind: value");
        }

        foreach (var measure in read.Values.SelectMany(measures => measures).Distinct())
            CheckSensitive(measure, evidence, problems);
    }

    private static bool IsDemographic(MeasureDefinition measure, Evidence evidence) => measure.Kind is { } kind
        ? kind == Demographic
        : evidence.Fields(measure).Select(field => field.Kind).ToArray() is { Length: > 0 } kinds
            && kinds.All(field => field == Demographic);

    private static void WarnOfDemographics(SchemePlan scheme, Problems problems) => problems.Warn(
        ProblemCode.DemographicOnly, scheme.Definition.At,
        $"scheme '{scheme.Definition.Name}' looks at demographics alone, as all schemes here do",
        "behaviour, value or lifecycle as well",
        "people of one age and income do different things: measure what they do");

    private static void WarnOfDemographicClusters(SchemePlan scheme, Problems problems) => problems.Warn(
        ProblemCode.DemographicOnly, scheme.Definition.At,
        $"scheme '{scheme.Definition.Name}' learns clusters from demographics alone",
        "features of behaviour, value or lifecycle as well",
        "people of one age and income do different things: measure what they do");

    private static void CheckSensitive(MeasureDefinition measure, Evidence evidence, Problems problems)
    {
        var field = evidence.Fields(measure).FirstOrDefault(SensitiveNames.IsSensitive);
        if (field is null && !SensitiveNames.IsSensitive(measure.Name))
            return;
        problems.Warn(
            ProblemCode.Sensitive, measure.At,
            $"measure '{measure.Name}' decides segments by '{field?.Name ?? measure.Name}'",
            "nothing that the law protects people from being told apart by",
            "take it out, or have your data protection officer agree and rename it");
    }
}
