using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Columns;

public sealed class UnitsTests
{
    [Fact]
    public void Units_of_decimals_are_those_decimals()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var amounts = ((MoneyColumn)Arbitrary.Column(new Random(seed), ColumnType.Money, seed % 30)).Values;
            if (Units.Of(amounts) is { } units)
                Assert.Equal(amounts, units.ToDecimals());
            else
                Assert.Contains(amounts, amount => amount != MoneyColumn.Null && !FitsAt(amount, amounts));
        }
    }

    [Fact]
    public void Rows_that_are_taken_put_together_and_trimmed_keep_their_amounts()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => SomeUnits(random)).ToArray();
            var whole = (MoneyColumn)ColumnConcat.Of(ColumnType.Money, [.. parts.Select(part => new MoneyColumn(part))]);
            var all = parts.SelectMany(part => part.ToDecimals()).ToArray();
            Assert.Equal(all, whole.Values);
            Assert.Equal(all, Enumerable.Range(0, all.Length).Select(row => whole.IsNull(row) ? MoneyColumn.Null : all[row]));
            int[] rows = [.. Enumerable.Range(0, all.Length).Where(_ => random.Next(2) == 0)];
            Assert.Equal(rows.Select(row => all[row]), ((MoneyColumn)whole.Take(rows)).Values);
            if (whole.Units is not { } units)
                continue;
            var trimmed = units.Trimmed();
            Assert.Equal(all, trimmed.ToDecimals());
            Assert.Equal(
                trimmed.Scale,
                all.Select(amount => amount == MoneyColumn.Null ? 0 : Exact.Trimmed(amount).Scale).DefaultIfEmpty().Max());
        }
    }

    [Fact]
    public void A_value_is_above_the_limit_of_an_edge_exactly_when_it_is_above_the_edge()
    {
        decimal[] edges =
        [
            0, 1.5m, -1.5m, 1.555m, -1.555m, 0.0000000000000000000000000001m, -0.0000000000000000000000000001m,
            92233720368547758.07m, 92233720368547758.075m, -92233720368547758.07m, decimal.MaxValue, decimal.MinValue + 1,
        ];
        foreach (var edge in edges)
        {
            foreach (var value in new[] { 0, 1, -1, 149, 150, 151, -149, -150, -151, 155, 156, -155, -156, long.MaxValue, -long.MaxValue })
            {
                var amount = Units.Decimal(value, 2);
                Assert.Equal(amount > edge, value > Units.Limit(edge, 2, isBelow: false));
                Assert.Equal(amount >= edge, value > Units.Limit(edge, 2, isBelow: true));
            }
        }
    }

    [Fact]
    public void Numbers_that_are_sorted_by_digits_are_those_that_a_plain_sort_sorts()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (count, width) = (random.Next(6000), random.Next(1, 64));
            var numbers = new long[count];
            for (var i = 0; i < count; i++)
                numbers[i] = random.NextInt64(long.MinValue, long.MaxValue) >> (63 - width);
            var sorted = numbers.Order().ToArray();
            var keys = Array.ConvertAll(numbers, number => unchecked((ulong)number));
            int[] items = [.. Enumerable.Range(0, count)];
            RadixSort.Sort(keys, items);
            Assert.Equal(
                Enumerable.Range(0, count).OrderBy(i => unchecked((ulong)numbers[i])).ToArray(), items);
            RadixSort.Sort(numbers);
            Assert.Equal(sorted, numbers);
        }
    }

    private static bool FitsAt(decimal amount, decimal[] all)
    {
        var scale = all.Max(other => other == MoneyColumn.Null ? 0 : (int)other.Scale);
        return scale <= Units.LargestScale
            && new BigInteger(decimal.Truncate(Math.Abs(amount))) * BigInteger.Pow(10, scale) < long.MaxValue;
    }

    private static Units SomeUnits(Random random)
    {
        var scale = (byte)random.Next(5);
        var values = new long[random.Next(20)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(6) == 0 ? Units.Null
                : random.Next(30) == 0 ? long.MaxValue
                : random.Next(-100, 100) * Units.PowerOfTen(random.Next(3));
        }

        return new Units(values, scale);
    }
}
