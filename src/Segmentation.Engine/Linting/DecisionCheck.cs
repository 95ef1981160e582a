using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Finds schemes of several kinds of evidence that one measure decides all the same.</summary>
public static class DecisionCheck
{
    /// <summary>The most that one measure may decide.</summary>
    public const decimal MostWeight = 0.8m;

    /// <summary>
    /// Checks a scheme. Tiers are of one measure by intent; another scheme that reads one alone is always found.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="shares">What its measures decide, the largest first.</param>
    public static IEnumerable<Finding> Of(SchemeDefinition scheme, IReadOnlyList<DecisionShare> shares)
    {
        if (scheme.Kind == SchemeKind.Tiers || shares.Count == 0
            || (shares.Count > 1 && shares[0].Weight <= MostWeight))
            yield break;
        var first = shares[0];
        yield return Finding.Warning(
            ProblemCode.OneMeasureDecides, scheme,
            shares.Count == 1
                ? $"'{first.Measure}' is the only measure"
                : $"'{first.Measure}' decides {Percent.Of(first.Weight)} of all that {shares.Count} measures decide",
            $"several measures, none above {Percent.Of(MostWeight)}",
            "let what tells customers apart in other ways decide too, or say under accepts: why not") with
        {
            Measure = first.Measure,
        };
    }
}
