using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>Tells which rows of a column have equal values, and which has the smaller one.</summary>
internal static class RowValues
{
    /// <summary>The order of rows by values that are not null: texts by code point, false before true.</summary>
    public static Comparison<int> Order(Column column) => column switch
    {
        IntegerColumn c => (a, b) => c.Values[a].CompareTo(c.Values[b]),
        MoneyColumn { Units: { } units } => (a, b) => units.Values[a].CompareTo(units.Values[b]),
        MoneyColumn c => (a, b) => c.Values[a].CompareTo(c.Values[b]),
        NumberColumn c => (a, b) => c.Values[a].CompareTo(c.Values[b]),
        DateColumn c => (a, b) => c.Values[a].CompareTo(c.Values[b]),
        BooleanColumn c => (a, b) => c.Values[a].CompareTo(c.Values[b]),
        TextColumn c => (a, b) => TextList.Compare(c[a], c[b]),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Numbers that are equal exactly when the values are.</summary>
    public static long[] Keys(Column argument) => argument switch
    {
        IntegerColumn c => c.Values,
        DateColumn c => Array.ConvertAll(c.Values, day => (long)day),
        BooleanColumn c => Array.ConvertAll(c.Values, truth => (long)truth),
        NumberColumn c => Array.ConvertAll(c.Values, number => BitConverter.DoubleToInt64Bits(number + 0.0)),
        MoneyColumn { Units: { } units } => units.Values,
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
