using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Calibration;

/// <summary>How the edges of a score come about.</summary>
public abstract record Cut
{
    /// <summary>The number of buckets, at least 2: one more than edges.</summary>
    public abstract int Buckets { get; }

    /// <summary>The edges for exact values.</summary>
    /// <param name="values">The values of the scored customers, in any order; they are sorted.</param>
    public abstract Edges Learn(decimal[] values);

    /// <summary>The edges for amounts in units, which are those for their decimals.</summary>
    /// <param name="values">
    /// The values of the scored customers, none of them null, in any order; they may be sorted.
    /// </param>
    public virtual Edges Learn(Units values) => Learn(values.ToDecimals());

    /// <summary>The edges for floating-point values.</summary>
    /// <param name="values">
    /// The values of the scored customers, none of them NaN, in any order; they are sorted.
    /// </param>
    public abstract Edges Learn(double[] values);
}

/// <summary>Buckets of about equally many customers.</summary>
/// <param name="Count">The number of buckets, at least 2.</param>
public sealed record QuantileCut(int Count) : Cut
{
    /// <inheritdoc/>
    public override int Buckets => Count;

    /// <inheritdoc/>
    public override Edges Learn(decimal[] values) => Edges.Learn(values, Count);

    /// <inheritdoc/>
    public override Edges Learn(Units values) => Edges.Learn(values, Count);

    /// <inheritdoc/>
    public override Edges Learn(double[] values) => Edges.Learn(values, Count);
}

/// <summary>
/// Buckets by share of the sum: the highest holds the fewest of the largest values that reach the first share, and
/// those equal to the last of them; the next goes on to the second share.
/// </summary>
/// <param name="Percents">The shares in percent, above 0 and below 100, strictly ascending, exact to 10^-6.</param>
public sealed record ShareCut(IReadOnlyList<decimal> Percents) : Cut
{
    /// <inheritdoc/>
    public override int Buckets => Percents.Count + 1;

    /// <inheritdoc/>
    public override Edges Learn(decimal[] values)
    {
        Array.Sort(values);
        return Edges.At(LargestFirst.Edges(values, Percents), values, equalAbove: true);
    }

    /// <inheritdoc/>
    public override Edges Learn(double[] values)
    {
        Array.Sort(values);
        return Edges.At(LargestFirst.Edges(values, Percents), values, equalAbove: true);
    }
}

/// <summary>Buckets between edges that the definition names; nothing is learned.</summary>
/// <param name="Values">The edges, strictly ascending.</param>
/// <param name="EqualAbove">Whether a value on an edge lies in the bucket above it; else in the one below.</param>
public sealed record NamedCut(IReadOnlyList<decimal> Values, bool EqualAbove) : Cut
{
    /// <inheritdoc/>
    public override int Buckets => Values.Count + 1;

    /// <inheritdoc/>
    public override Edges Learn(decimal[] values)
    {
        Array.Sort(values);
        return Edges.At([.. Values], values, EqualAbove);
    }

    /// <inheritdoc/>
    public override Edges Learn(double[] values)
    {
        Array.Sort(values);
        return Edges.At([.. Values.Select(Exact.ToNumber)], values, EqualAbove);
    }
}
