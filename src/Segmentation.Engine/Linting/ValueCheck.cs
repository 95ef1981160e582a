using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Finds workspaces none of whose schemes tells apart what customers are worth.</summary>
public static class ValueCheck
{
    /// <summary>The least share of the variance of value that some scheme has to explain.</summary>
    public const double LeastExplained = 0.01;

    /// <summary>Checks all schemes together; the finding is told of the one that comes nearest.</summary>
    /// <param name="value">The measure meant by value.</param>
    /// <param name="explained">Per scheme the share of its variance that the segments explain, eta squared; null
    /// when value does not vary.</param>
    public static IEnumerable<Finding> Of(
        string value, IReadOnlyList<(SchemeDefinition Scheme, double? Eta)> explained)
    {
        var best = explained.Where(one => one.Eta is not null).OrderByDescending(one => one.Eta).FirstOrDefault();
        if (best.Eta is not { } eta || eta >= LeastExplained)
            yield break;
        var share = Percent.Of(decimal.Round((decimal)eta, 3, MidpointRounding.ToZero));
        yield return Finding.Warning(
            ProblemCode.ValueBlind, best.Scheme,
            $"explains {share} of the variance of '{value}', and no scheme more",
            $"{Percent.Of((decimal)LeastExplained)} or more in some scheme (eta squared)",
            "let some scheme look at what customers are worth") with
        {
            Measure = value,
        };
    }
}
