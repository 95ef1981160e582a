using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Tests.Profiles;

public sealed class MomentsTests
{
    // The largest value in units of 10^-12: 10^20.
    private static readonly Int128 Largest = Int128.Parse("100000000000000000000000000000000", null);

    [Fact]
    public void Large_numbers_are_added_exactly()
    {
        Int128[] numbers = [Largest, -Largest, Largest - 1, ulong.MaxValue, (Int128)ulong.MaxValue + 1, -7, 0];
        Assert.Equal(Spread(numbers), Of(numbers).Spread);
    }

    [Fact]
    public void Parts_add_up_and_are_taken_away_again() => Prop.ForAll<long[], long[]>((some, more) =>
    {
        Int128[] a = [.. some.Select(Stretched)];
        Int128[] b = [.. more.Select(Stretched)];
        var (whole, sum) = (Of([.. a, .. b]), Of(a) + Of(b));
        return Same(whole, sum) && Same(Of(a), sum - Of(b)) && whole.Spread == Spread([.. a, .. b]);
    }).QuickCheckThrowOnFailure();

    private static Int128 Stretched(long number) => number * (Int128)1_000_003 * 1_000_000_007;

    private static bool Same(Moments a, Moments b) =>
        (a.Count, a.Sum, a.Spread) == (b.Count, b.Sum, b.Spread);

    private static Moments Of(Int128[] numbers)
    {
        var moments = default(Moments);
        foreach (var number in numbers)
            moments.Add(number);
        return moments;
    }

    private static BigInteger Spread(Int128[] numbers)
    {
        var (sum, squares) = (BigInteger.Zero, BigInteger.Zero);
        foreach (BigInteger number in numbers)
            (sum, squares) = (sum + number, squares + number * number);
        return numbers.Length * squares - sum * sum;
    }
}
