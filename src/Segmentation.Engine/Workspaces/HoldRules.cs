namespace Segmentation.Engine.Workspaces;

/// <summary>What keeps customers of a scheme from moving to and fro.</summary>
public sealed record HoldRules
{
    /// <summary>Customers move as soon as the scheme says so.</summary>
    public static HoldRules None { get; } = new();

    /// <summary>How far past an edge a customer has to be to leave its segment; null for not at all.</summary>
    public BufferWidth? Buffer { get; init; }

    /// <summary>How long a customer stays in a segment that it has entered; null for as short as may be.</summary>
    public Horizon? MinimumStay { get; init; }

    /// <summary>How many runs in a row have to say the same before a customer moves, from 1 to 100.</summary>
    public int ConfirmRuns { get; init; } = 1;

    /// <summary>The segments that customers enter at once, whatever holds.</summary>
    public IReadOnlyList<string> Bypass { get; init; } = [];

    /// <summary>Whether anything can hold a customer.</summary>
    public bool Any => Buffer is not null || MinimumStay is not null || ConfirmRuns > 1;
}

/// <summary>How far past an edge a customer has to be.</summary>
/// <param name="Amount">In the unit of the measure, or in points, at least 0; or in percent of the edge, up to 100.
/// </param>
/// <param name="IsPercent">Whether it is in percent.</param>
public readonly record struct BufferWidth(decimal Amount, bool IsPercent)
{
    /// <summary>The width at an edge, at least 0.</summary>
    public decimal At(decimal edge) => IsPercent ? Math.Abs(edge) / 100 * Amount : Amount;

    /// <inheritdoc cref="At(decimal)"/>
    public double At(double edge) => IsPercent ? Math.Abs(edge) / 100 * (double)Amount : (double)Amount;
}
