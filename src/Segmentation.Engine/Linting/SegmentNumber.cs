using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Warns of schemes with more segments than people can tell apart, or with none to tell apart.</summary>
internal static class SegmentNumber
{
    // The customary recency, frequency and monetary scheme has eleven, and one for prospects.
    private const int Most = 12;

    /// <summary>Checks a scheme.</summary>
    public static void Check(SchemeDefinition scheme, Problems problems)
    {
        // How many clusters there are is found in a run.
        if (scheme.Clusters is not null)
            return;
        if (scheme.Segments.Count > Most)
        {
            problems.Warn(
                ProblemCode.TooManySegments, scheme.At,
                $"scheme '{scheme.Name}' with {scheme.Segments.Count} segments", $"at most {Most}",
                "keep those that somebody treats differently, and merge the others");
        }
        else if (scheme.Segments.Count(segment => segment.Id != scheme.Missing) < 2)
        {
            problems.Warn(
                ProblemCode.TooFewSegments, scheme.At, $"scheme '{scheme.Name}' with one segment for everybody",
                "at least two");
        }
    }
}
