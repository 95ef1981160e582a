namespace Segmentation.Engine.Health;

/// <summary>Whether something can go on as it is.</summary>
public enum HealthVerdict
{
    /// <summary>It can.</summary>
    Stable,

    /// <summary>A person should look at it.</summary>
    Watch,

    /// <summary>What it was learned from, or defined for, is not so any more.</summary>
    Refit,
}

/// <summary>Something that a person should know of a scheme's health.</summary>
/// <param name="Verdict">What it calls for.</param>
/// <param name="Weight">How bad it is among those of one verdict, above 0; it has no unit.</param>
/// <param name="Text">The finding in words, without a stop.</param>
/// <param name="Figure">The statistic behind it, as in <c>PSI 0.14</c>; empty for none.</param>
public sealed record HealthFinding(HealthVerdict Verdict, double Weight, string Text, string Figure)
{
    /// <summary>The finding with its statistic.</summary>
    public string WithFigure => Figure.Length == 0 ? Text : $"{Text} ({Figure})";

    /// <summary>The worst first; of equal ones in their own order.</summary>
    public static IReadOnlyList<HealthFinding> Ordered(IEnumerable<HealthFinding> findings) =>
        [.. findings.OrderByDescending(one => one.Verdict).ThenByDescending(one => one.Weight)];
}
