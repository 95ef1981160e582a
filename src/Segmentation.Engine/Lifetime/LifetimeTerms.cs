namespace Segmentation.Engine.Lifetime;

/// <summary>What a value to come is counted over.</summary>
/// <param name="HorizonDays">How many days are looked ahead.</param>
/// <param name="PeriodDays">The days of a period, 1 or more: what it brings counts at its end.</param>
/// <param name="Discount">By how much money is worth less per period, such as 0.01 for 1 %; 0 or more.</param>
/// <param name="Margin">The share of spend that counts, such as 0.3 for 30 %.</param>
public sealed record LifetimeTerms(int HorizonDays, int PeriodDays = 28, double Discount = 0.01, double Margin = 1)
{
    /// <summary>
    /// The discounted sum of what grows over time: sum of (f(t[i]) - f(t[i-1])) / (1 + discount)^(t[i] / period), with
    /// t[i] = i periods, the last one cut at the horizon.
    /// </summary>
    /// <param name="until">The sum until a number of days from now, without discount.</param>
    internal double Discounted(Func<int, double> until)
    {
        var (sum, before) = (0.0, 0.0);
        for (var start = 0; start < HorizonDays; start += PeriodDays)
        {
            var end = Math.Min(start + PeriodDays, HorizonDays);
            var now = until(end);
            sum += (now - before) * Math.Pow(1 + Discount, -(double)end / PeriodDays);
            before = now;
        }

        return sum;
    }
}
