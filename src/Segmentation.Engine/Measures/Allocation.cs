using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>Shares whole minutes among customers by weight, so that they sum to exactly what there is.</summary>
/// <remarks>
/// The method of largest remainders (Hamilton 1792): everybody gets the whole part of capacity * weight / sum of the
/// weights, and the minutes that are left go, one each, to the largest remainders; of equal ones to the first customer
/// by id. All arithmetic is exact, so that neither shards nor the order of customers matter.
/// </remarks>
public sealed class Allocation
{
    private const int MostBits = 126;

    // A double is a whole number of up to 53 bits times a power of two.
    private const int MantissaBits = 52;
    private const int ExponentMask = 0x7FF;
    private const int ExponentBias = 1075;

    private Allocation(long[] minutes, int unweighted, int negative) =>
        (Minutes, Unweighted, Negative) = (minutes, unweighted, negative);

    /// <summary>Per customer the minutes; all 0 when nobody has a weight above 0.</summary>
    public long[] Minutes { get; }

    /// <summary>The customers without a weight: null counts as 0.</summary>
    public int Unweighted { get; }

    /// <summary>The customers whose weight is below 0: it counts as 0.</summary>
    public int Negative { get; }

    /// <summary>Shares minutes.</summary>
    /// <param name="weights">Per customer the weight: whole numbers, amounts or floating-point numbers.</param>
    /// <param name="minutes">The minutes there are, at least 0.</param>
    /// <param name="byId">Compares two customers by their ids.</param>
    public static Allocation Of(Column weights, long minutes, Comparison<int> byId)
    {
        var (units, unweighted, negative) = (Units(weights), 0, 0);
        for (var customer = 0; customer < units.Length; customer++)
        {
            unweighted += weights.IsNull(customer) ? 1 : 0;
            negative += units[customer].Sign < 0 ? 1 : 0;
            if (units[customer].Sign < 0)
                units[customer] = 0;
        }

        return new Allocation(Share(units, minutes, byId), unweighted, negative);
    }

    /// <summary>Whole numbers of 128 bits do wherever they fit; they are several times faster.</summary>
    private static long[] Share(BigInteger[] units, long minutes, Comparison<int> byId)
    {
        var total = BigInteger.Zero;
        foreach (var weight in units)
            total += weight;
        return total.IsZero ? new long[units.Length]
            : (total * minutes).GetBitLength() <= MostBits
            ? Share(Array.ConvertAll(units, weight => (Int128)weight), (Int128)total, minutes, byId)
            : Share(units, total, minutes, byId);
    }

    private static long[] Share<T>(T[] units, T total, long minutes, Comparison<int> byId)
        where T : IBinaryInteger<T>
    {
        var (shares, remainders) = (new long[units.Length], new T[units.Length]);
        var (capacity, left) = (T.CreateChecked(minutes), minutes);
        for (var customer = 0; customer < units.Length; customer++)
        {
            (var whole, remainders[customer]) = T.DivRem(units[customer] * capacity, total);
            shares[customer] = long.CreateChecked(whole);
            left -= shares[customer];
        }

        // The remainders sum to what is left times the total, so that more customers have one than minutes are left.
        var next = Enumerable.Range(0, units.Length).Where(customer => !T.IsZero(remainders[customer])).ToArray();
        Array.Sort(next, (a, b) =>
            remainders[b].CompareTo(remainders[a]) is not 0 and var order ? order : byId(a, b));
        foreach (var customer in next.AsSpan(0, (int)left))
            shares[customer]++;
        return shares;
    }

    /// <summary>The weights in one unit that makes all of them whole numbers; 0 for null.</summary>
    private static BigInteger[] Units(Column weights) => weights switch
    {
        IntegerColumn c => Array.ConvertAll(
            c.Values, weight => weight == IntegerColumn.Null ? BigInteger.Zero : weight),
        MoneyColumn c => Units(c.Values),
        NumberColumn c => Units(c.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights.Type, "only numbers are weights"),
    };

    private static BigInteger[] Units(decimal[] weights)
    {
        var decimals = weights.Max(weight => weight == MoneyColumn.Null ? 0 : (int?)weight.Scale) ?? 0;
        var unit = Exact.Units(1) / BigInteger.Pow(10, decimals);
        return Array.ConvertAll(
            weights, weight => weight == MoneyColumn.Null ? BigInteger.Zero : Exact.Units(weight) / unit);
    }

    private static BigInteger[] Units(double[] weights)
    {
        var least = weights.Where(IsWeight).Select(Exponent).DefaultIfEmpty(0).Min();
        return Array.ConvertAll(
            weights, weight => IsWeight(weight) ? Mantissa(weight) << (Exponent(weight) - least) : BigInteger.Zero);
    }

    private static bool IsWeight(double weight) => !double.IsNaN(weight) && weight != 0;

    private static int Exponent(double weight) =>
        Math.Max(1, (int)(BitConverter.DoubleToInt64Bits(weight) >> MantissaBits) & ExponentMask) - ExponentBias;

    private static BigInteger Mantissa(double weight)
    {
        var bits = BitConverter.DoubleToInt64Bits(weight);
        var fraction = bits & ((1L << MantissaBits) - 1);
        var isNormal = ((bits >> MantissaBits) & ExponentMask) != 0;
        return Math.Sign(weight) * new BigInteger(isNormal ? fraction | (1L << MantissaBits) : fraction);
    }
}
