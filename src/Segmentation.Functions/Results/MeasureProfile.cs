using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>How a segment differs from all other customers in one measure.</summary>
/// <param name="Effect">Cohen's d of a number, Cohen's h of a share, to 4 digits behind the point.</param>
/// <param name="Known">The customers of the segment with a value.</param>
/// <param name="OthersKnown">All other customers with a value.</param>
internal sealed record Contrast(double Effect, long Known, long OthersKnown)
{
    /// <summary>The mean in the segment; null for a measure that is no number.</summary>
    public decimal? Mean { get; init; }

    /// <summary>The mean of all other customers; null for a measure that is no number.</summary>
    public decimal? OthersMean { get; init; }

    /// <summary>The category that differs most; null for a number.</summary>
    public string? Category { get; init; }

    /// <summary>The category's share in the segment, from 0 to 1; null for a number.</summary>
    public decimal? Share { get; init; }

    /// <summary>The category's share among all other customers, from 0 to 1; null for a number.</summary>
    public decimal? OthersShare { get; init; }

    /// <summary>How many times as frequent the category is as among all customers; null for a number.</summary>
    public decimal? Lift { get; init; }
}

/// <summary>
/// What is known of one measure in every segment of every scheme. Customers are only counted and added exactly, so
/// neither their order nor the shards matter.
/// </summary>
internal abstract class MeasureProfile
{
    private const int EffectDigits = 4;
    private const int ShownDigits = 6;

    /// <summary>An empty profile; null for a type that is not compared: dates.</summary>
    /// <param name="type">The type of the measure.</param>
    /// <param name="segments">Per scheme the number of its segments.</param>
    public static MeasureProfile? Of(ColumnType type, IReadOnlyList<int> segments) => type switch
    {
        ColumnType.Integer or ColumnType.Number or ColumnType.Money => new NumberProfile(segments),
        ColumnType.Text or ColumnType.Boolean => new CategoryProfile(segments, type == ColumnType.Boolean),
        _ => null,
    };

    /// <summary>Adds customers.</summary>
    /// <param name="column">Their values.</param>
    /// <param name="segments">Per scheme and customer the index of the segment.</param>
    public abstract void Add(Column column, int[][] segments);

    /// <summary>Adds what another profile of the same measure knows.</summary>
    public abstract void Add(MeasureProfile other);

    /// <summary>
    /// How a segment differs from all others; null when either side has fewer than 2 customers with a value.
    /// </summary>
    public abstract Contrast? Of(int scheme, int segment);

    /// <summary>
    /// How two segments differ, as <see cref="Contrast.Effect"/>; null when either has fewer than 2 customers with a
    /// value.
    /// </summary>
    public abstract double? Between(int scheme, int a, int b);

    /// <summary>
    /// The mean of a number, or the share for which a truth is true; null for texts, and without customers who have a
    /// value.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="segment">The segment; null for all customers.</param>
    public abstract decimal? Mean(int scheme, int? segment);

    /// <summary>An effect as it is told and compared.</summary>
    protected static double Told(double effect) => Math.Round(effect, EffectDigits);

    /// <summary>A mean or share as it is told.</summary>
    protected static decimal Told(decimal value) => Exact.Trimmed(decimal.Round(value, ShownDigits));
}
