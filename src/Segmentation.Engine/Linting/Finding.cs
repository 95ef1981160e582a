using System.Text.Json.Serialization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// What a person should look at in the segments of a run, though the definitions can be used: what no linter can see
/// without data.
/// </summary>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Severity">How bad it is: <c>warning</c>.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment; null when it is about the whole scheme.</param>
/// <param name="Measure">The measure; null when it is about none, or about several.</param>
/// <param name="Found">What the data show.</param>
/// <param name="Expected">What they should.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Finding(
    string Code, string Severity, string Scheme, string? Segment, string? Measure, string Found, string Expected,
    string Fix)
{
    // The worst first: what makes a whole scheme useless, then what makes a segment so.
    private static readonly string[] Worst =
    [
        ProblemCode.ValueBlind, ProblemCode.OneMeasureDecides, ProblemCode.MixesStages, ProblemCode.NearIdentical,
        ProblemCode.LargeSegment, ProblemCode.EmptySegment, ProblemCode.SmallSegment,
    ];

    /// <summary>A warning about a scheme.</summary>
    public static Finding Warning(string code, SchemeDefinition scheme, string found, string expected, string fix) =>
        new(code, "warning", scheme.Name, null, null, found, expected, fix);

    /// <summary>Findings by code, the worst first, and else as they were found.</summary>
    public static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => Array.IndexOf(Worst, finding.Code))];

    /// <summary>The scheme, or <c>scheme/segment</c>.</summary>
    [JsonIgnore]
    public string Where => Segment is null ? Scheme : $"{Scheme}/{Segment}";

    /// <summary>The finding as a sentence with its code: <c>rfm/lost: ... [warning: small-segment]</c>.</summary>
    public override string ToString() => $"{Sentence.Of(Where, Found, Expected, Fix)} [{Severity}: {Code}]";
}
