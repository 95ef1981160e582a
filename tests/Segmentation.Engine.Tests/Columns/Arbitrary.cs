using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Columns;

/// <summary>Random columns, from a seed.</summary>
internal static class Arbitrary
{
    public static readonly ColumnType[] Types = Enum.GetValues<ColumnType>();

    private static readonly string[] Texts = [
        "", "a", "b", "é", "日本", "😀", "a\0", "customer-1", "customer-10", "customer-2", "\uFFFD"];

    private static readonly decimal[] Amounts =
        [
            0m, 1m, -1m, 1.5m, 1.50m, 0.000001m, -0.0m, 92233720368547758.07m, 999999999999999999m,
            79228162514264337593543950335m, -79228162514264337593543950334m,
            0.0000000000000000000000000001m, 1.0000000000000000000000000000m,
            9223372036854775807m, -9223372036854775807m, 9223372036854775808m];

    /// <summary>A column of few different values, a third of them null when there are nulls.</summary>
    public static Column Column(Random random, ColumnType type, int count)
    {
        var nulls = random.Next(3);
        var kinds = random.Next(3) == 0 ? 1 : 12;
        var offset = random.Next(20);
        T[] Some<T>(T nothing, Func<int, T> value) =>
            [.. Enumerable.Range(0, count).Select(
                _ => nulls == 2 || (nulls == 1 && random.Next(3) == 0) ? nothing : value(offset + random.Next(kinds)))];
        switch (type)
        {
            case ColumnType.Integer:
                return new IntegerColumn(Some(IntegerColumn.Null, i => i < 10 ? i - 5 : long.MaxValue - i));
            case ColumnType.Number:
                return new NumberColumn(
                    Some(NumberColumn.Null, i => i == 0 ? -0.0 : i < 10 ? i / 7.0 : -double.MaxValue / i));
            case ColumnType.Money:
                var amounts = Some(
                    MoneyColumn.Null, i => Amounts[(kinds == 1 || random.Next(4) == 0 ? i : i % 6) % Amounts.Length]);
                return random.Next(2) == 0 && Units.Of(amounts) is { } units
                    ? new MoneyColumn(units)
                    : new MoneyColumn(amounts);
            case ColumnType.Date:
                return new DateColumn(Some(DateColumn.Null, i => i * 1000 - 7000));
            case ColumnType.Boolean:
                return new BooleanColumn(Some(BooleanColumn.Null, i => (sbyte)(i % 2)));
            default:
                var texts = new TextList();
                foreach (var text in Texts.Concat(Texts))
                    texts.Add(text);
                return new TextColumn(Some(TextColumn.Null, i => i % texts.Count), texts);
        }
    }

    /// <summary>The values as objects that compare as the values do.</summary>
    public static object?[] Boxed(Column column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? null : column switch
        {
            TextColumn c => Encoding.UTF8.GetString(c[row]),
            IntegerColumn c => c.Values[row],
            NumberColumn c => c.Values[row],
            MoneyColumn c => c.Values[row],
            DateColumn c => c.Values[row],
            BooleanColumn c => (object)c.Values[row],
            _ => throw new InvalidOperationException(),
        })];
}
