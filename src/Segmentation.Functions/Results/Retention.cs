using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>
/// What was kept of the value that customers had at a beginning, in units of <see cref="ExactSum"/>: the one definition
/// of gross and net revenue retention.
/// </summary>
/// <param name="Start">The value at the beginning of those who had any.</param>
/// <param name="Lost">What they lost of it: of no customer more than it had.</param>
/// <param name="Gained">What they gained.</param>
internal readonly record struct Retention(Int128 Start, Int128 Lost, Int128 Gained)
{
    /// <summary>Gross: the part of the starting value that was not lost, from 0 to 1; null when there was none.
    /// </summary>
    public decimal? Grr => Of(Start - Lost);

    /// <summary>Net: with what was gained from the same customers; may be above 1; null when there was none.</summary>
    public decimal? Nrr => Of(Start - Lost + Gained);

    /// <summary>What became of a customer: nothing counts of one that had no value above 0.</summary>
    public static Retention Between(Int128 then, Int128 now)
    {
        if (then <= 0)
            return default;
        var kept = Int128.Clamp(now, 0, then);
        return new Retention(then, then - kept, Int128.Max(now - then, 0));
    }

    /// <summary>Both together.</summary>
    public static Retention operator +(Retention one, Retention other) =>
        new(one.Start + other.Start, one.Lost + other.Lost, one.Gained + other.Gained);

    private decimal? Of(Int128 kept)
    {
        var (part, whole) = (ExactSum.Amount(kept), ExactSum.Amount(Start));
        return whole != 0 && Exact.TryDivide(part, whole, out var quotient) ? Exact.Trimmed(quotient) : null;
    }
}
