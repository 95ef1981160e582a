using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>Adds to the value of each customer those of all customers below it.</summary>
/// <remarks>
/// Null counts as nothing; without any value the sum is null. Whole numbers and amounts stay exact. Floating-point
/// numbers are added in one order: a customer's own, then the sums of its children in the order of their ids.
/// </remarks>
/// <param name="hierarchy">The customers.</param>
public sealed class RollUp(Hierarchy hierarchy)
{
    /// <summary>How many sums did not fit their type and are null.</summary>
    public int Overflows { get; private set; }

    /// <summary>The sums of a measure.</summary>
    /// <param name="own">Each customer's own value, in the order of the customers.</param>
    public Column Sum(Column own) => own switch
    {
        IntegerColumn c => new IntegerColumn(Sum<long, Int128>(
            c.Values, IntegerColumn.Null, value => value == IntegerColumn.Null ? null : value, Fitted)),
        MoneyColumn c => new MoneyColumn(Sum<decimal, BigInteger>(
            c.Values, MoneyColumn.Null, value => value == MoneyColumn.Null ? null : Exact.Units(value), Fitted)),
        NumberColumn c => new NumberColumn(Sum<double, double>(
            c.Values, NumberColumn.Null, value => double.IsNaN(value) ? null : value, Fitted)),
        _ => throw new ArgumentOutOfRangeException(nameof(own), own.Type, "only numbers are rolled up"),
    };

    private static long? Fitted(Int128 sum) => Int128.Abs(sum) <= long.MaxValue ? (long)sum : null;

    private static decimal? Fitted(BigInteger sum) => Exact.TrySum(sum, out var amount) ? amount : null;

    private static double? Fitted(double sum) => double.IsFinite(sum) ? sum : null;

    private T[] Sum<T, TSum>(T[] own, T nothing, Func<T, TSum?> read, Func<TSum, T?> fitted)
        where T : struct
        where TSum : struct, IAdditionOperators<TSum, TSum, TSum>
    {
        var sums = (T[])own.Clone();
        foreach (var (customer, sum) in Sums(own, read))
        {
            var written = sum is { } whole ? fitted(whole) : null;
            Overflows += sum is not null && written is null ? 1 : 0;
            sums[customer] = written ?? nothing;
        }

        return sums;
    }

    /// <summary>The sums of the customers that have others below them, whatever fits the type of the measure.</summary>
    private Dictionary<int, TSum?> Sums<T, TSum>(T[] own, Func<T, TSum?> read)
        where TSum : struct, IAdditionOperators<TSum, TSum, TSum>
    {
        var sums = new Dictionary<int, TSum?>(hierarchy.Inner.Count);
        foreach (var customer in hierarchy.Inner)
        {
            var sum = read(own[customer]);
            foreach (var child in hierarchy.Children(customer))
                sum = Plus(sum, sums.TryGetValue(child, out var below) ? below : read(own[child]));
            sums[customer] = sum;
        }

        return sums;
    }

    private static TSum? Plus<TSum>(TSum? a, TSum? b)
        where TSum : struct, IAdditionOperators<TSum, TSum, TSum> =>
        a is { } x && b is { } y ? x + y : a ?? b;
}
