using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>The number of different values that are not null.</summary>
internal static class Distincts
{
    public static long[] Count(EventSpans spans, Column argument)
    {
        var keys = Keys(argument);
        var counts = new long[spans.Customers];
        var seen = new List<long>();
        for (var customer = 0; customer < counts.Length; customer++)
        {
            seen.Clear();
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                // Rows are in order of time: days repeat in runs, which need not be sorted.
                if (spans.Counts(row) && !argument.IsNull(row) && (seen.Count == 0 || seen[^1] != keys[row]))
                    seen.Add(keys[row]);
            }

            seen.Sort();
            for (var i = 0; i < seen.Count; i++)
                counts[customer] += i == 0 || seen[i] != seen[i - 1] ? 1 : 0;
        }

        return counts;
    }

    /// <summary>Numbers that are equal exactly when the values are.</summary>
    private static long[] Keys(Column argument) => argument switch
    {
        IntegerColumn c => c.Values,
        DateColumn c => Array.ConvertAll(c.Values, day => (long)day),
        BooleanColumn c => Array.ConvertAll(c.Values, truth => (long)truth),
        NumberColumn c => Array.ConvertAll(c.Values, number => BitConverter.DoubleToInt64Bits(number + 0.0)),
        MoneyColumn c => Amounts(c),
        TextColumn c => Texts(c),
        _ => throw new ArgumentOutOfRangeException(nameof(argument)),
    };

    private static long[] Amounts(MoneyColumn amounts)
    {
        var numbers = new Dictionary<decimal, long>();
        return Array.ConvertAll(amounts.Values, amount =>
            numbers.TryGetValue(amount, out var number) ? number : numbers[amount] = numbers.Count);
    }

    private static long[] Texts(TextColumn texts)
    {
        var pool = new TextPool();
        var numbers = new long[texts.Texts.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = pool.Intern(texts.Texts[i]);
        return Array.ConvertAll(texts.Codes, code => code == TextColumn.Null ? code : numbers[code]);
    }
}
