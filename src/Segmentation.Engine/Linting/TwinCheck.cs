using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Finds segments that hardly differ, and schemes that say the same.</summary>
public static class TwinCheck
{
    /// <summary>The effect size in some measure below which two segments hardly differ.</summary>
    public const double LeastEffect = 0.1;

    /// <summary>The agreement of two schemes above which one of them would do: an adjusted Rand index.</summary>
    public const double MostAgreement = 0.95;

    /// <summary>
    /// Checks all pairs of segments of a scheme. Two whose effect is unknown in some measure are not called alike, and
    /// the missing segment is left out.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="measures">The names of the measures that it reads, and of value.</param>
    /// <param name="effect">The effect size between two segments in one of these measures; null when unknown.</param>
    public static IEnumerable<Finding> Of(
        SchemeDefinition scheme, IReadOnlyList<string> measures, Func<int, int, int, double?> effect)
    {
        for (var a = 0; a < scheme.Segments.Count; a++)
        {
            for (var b = a + 1; b < scheme.Segments.Count; b++)
            {
                if (scheme.Segments[a].Id == scheme.Missing || scheme.Segments[b].Id == scheme.Missing)
                    continue;
                var (one, other) = (a, b);
                double?[] effects = [.. measures.Select((_, measure) => effect(measure, one, other))];
                if (effects.Length > 0 && effects.All(size => size is { } known && Math.Abs(known) < LeastEffect))
                    yield return Alike(scheme, a, b, measures.Zip(effects));
            }
        }
    }

    /// <summary>Checks a pair of schemes.</summary>
    /// <param name="scheme">The scheme that the finding is told of.</param>
    /// <param name="other">The other scheme.</param>
    /// <param name="agreement">Their adjusted Rand index; null when there is none.</param>
    public static IEnumerable<Finding> Of(SchemeDefinition scheme, SchemeDefinition other, double? agreement)
    {
        if (!(agreement > MostAgreement))
            yield break;
        yield return Finding.Warning(
            ProblemCode.NearIdentical, scheme,
            $"the same customers together as in scheme '{other.Name}': {Number(agreement.Value)} on a scale to 1",
            $"at most {Number(MostAgreement)} (adjusted Rand index)", "keep one of the two schemes");
    }

    private static Finding Alike(
        SchemeDefinition scheme, int a, int b, IEnumerable<(string Measure, double? Effect)> effects)
    {
        var parts = effects.Select(one => $"{one.Measure} {Number(one.Effect!.Value)}");
        return Finding.Warning(
            ProblemCode.NearIdentical, scheme,
            $"hardly differs from '{scheme.Segments[b].Id}': effects {string.Join(", ", parts)}",
            $"{Number(LeastEffect)} or more in some measure (Cohen)", "merge the two segments") with
        {
            Segment = scheme.Segments[a].Id,
        };
    }

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
