using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Linting;

/// <summary>One value of each kind that conditions can tell apart, null among them.</summary>
internal static class Regions
{
    // A text that no definition compares with: definition files have no control characters.
    private const string AnyOther = "\u0001";

    /// <summary>The values of a score: all that it can have.</summary>
    public static Column OfScore(int buckets) =>
        new IntegerColumn([.. Enumerable.Range(1, buckets).Select(score => (long)score)]);

    /// <summary>The only texts that there are.</summary>
    public static Column OfTexts(IReadOnlyList<string> all)
    {
        var texts = new TextList();
        foreach (var text in all)
            texts.Add(text);
        return new TextColumn([.. Enumerable.Range(0, all.Count)], texts);
    }

    /// <summary>
    /// The values of a measure: each literal, one between each two, one beyond each end, and null if it may be.
    /// </summary>
    public static Column Of(Reference reference, Literals literals) =>
        reference.MayBeNull ? WithNull(Known(reference, literals)) : Known(reference, literals);

    private static Column Known(Reference reference, Literals literals) => reference.Type switch
    {
        ColumnType.Text => OfTexts([.. literals.TextsOf(reference.Name), AnyOther]),
        ColumnType.Boolean => new BooleanColumn([0, 1]),
        ColumnType.Integer => new IntegerColumn(
        [
            .. Whole(literals.NumbersOf(reference.Name), long.MaxValue).Select(value => (long)value),
        ]),
        ColumnType.Date => new DateColumn(
            [.. Whole(literals.NumbersOf(reference.Name), int.MaxValue).Select(value => (int)value)]),
        ColumnType.Money => new MoneyColumn([.. Points(literals.NumbersOf(reference.Name))]),
        _ => new NumberColumn([.. Numbers(literals.NumbersOf(reference.Name).Select(Exact.ToNumber))]),
    };

    private static Column WithNull(Column values) =>
        ColumnConcat.Of(values.Type, [values, Column.Nulls(values.Type, 1)]);

    /// <summary>The whole numbers among and between the points, as far as the type goes.</summary>
    private static IEnumerable<decimal> Whole(IEnumerable<decimal> literals, decimal most) => Points(
        literals.SelectMany(literal => new[] { decimal.Floor(literal), decimal.Ceiling(literal) }).Distinct())
        .Select(decimal.Floor).Where(value => Math.Abs(value) <= most).Distinct();

    /// <summary>As <see cref="Points"/>, beyond and between by the least that a number can differ.</summary>
    private static IEnumerable<double> Numbers(IEnumerable<double> literals)
    {
        var sorted = literals.Distinct().Order().ToArray();
        return sorted.Length == 0
            ? [0]
            : [double.BitDecrement(sorted[0]), .. sorted.SelectMany(low => new[] { low, double.BitIncrement(low) })];
    }

    private static IEnumerable<decimal> Points(IEnumerable<decimal> literals)
    {
        var sorted = literals.Order().ToArray();
        if (sorted.Length == 0)
            return [0];
        var between = sorted.Zip(sorted.Skip(1), (low, high) => low + ((high - low) / 2));
        return [sorted[0] - 1, .. sorted, .. between, sorted[^1] + 1];
    }
}
