using System.Globalization;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>An expression and what it means, row by row, by plain scalar code.</summary>
internal sealed record Sample(string Text, Func<int, object?> Value);

/// <summary>Random expressions over random columns with nulls.</summary>
internal sealed class Samples
{
    private const int Rows = 23;
    private static readonly string[] Words = ["", "a", "ab", "abc", "b", "é", "éa", "💶", "\uFFFD", "%"];
    private static readonly string[] Patterns = ["%", "a%", "%a", "_", "_a%", "%b%c", "a_c", "__", ""];
    private static readonly string[] Relations = ["=", "<>", "<", "<=", ">", ">="];

    private readonly Random _random;
    private readonly long?[][] _integers;
    private readonly decimal?[][] _amounts;
    private readonly double?[][] _numbers;
    private readonly string?[][] _texts;
    private readonly bool?[][] _booleans;
    private readonly int?[][] _dates;

    public Samples(int seed)
    {
        _random = new Random(seed);
        _integers = Columns<long>(() => _random.Next(6) == 0 ? _random.NextInt64() : _random.Next(-3, 4));
        _amounts = Columns<decimal>(() => new decimal(_random.Next(-400, 400), 0, 0, false, (byte)_random.Next(3)));
        _numbers = Columns<double>(() => _random.Next(8) == 0 ? 1e308 : _random.Next(-8, 8) / 4.0);
        _booleans = Columns<bool>(() => _random.Next(2) == 0);
        _dates = Columns<int>(() => _random.Next(20_000, 20_010));
        _texts = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Rows)
            .Select(_ => _random.Next(5) == 0 ? null : OneOf(Words)).ToArray())];
        Table = new Table();
        for (var i = 0; i < 2; i++)
        {
            Table.Integers($"i{i}", _integers[i]).Amounts($"m{i}", _amounts[i]).Numbers($"x{i}", _numbers[i])
                .Booleans($"b{i}", _booleans[i]).With($"t{i}", Table.Texts(_texts[i]))
                .With($"d{i}", new DateColumn([.. _dates[i].Select(day => day ?? DateColumn.Null)]));
        }
    }

    public Table Table { get; }

    public Sample Next(ColumnType type) => Of(type, 4);

    private Sample Of(ColumnType type, int depth) => _random.Next(8) switch
    {
        0 when depth > 0 => Case(type, depth - 1),
        1 when depth > 0 => Coalesce(type, depth - 1),
        > 3 when depth > 0 => type switch
        {
            ColumnType.Boolean => Condition(depth - 1),
            ColumnType.Integer => Arithmetic(type, depth - 1, "+-*"),
            ColumnType.Money => Arithmetic(type, depth - 1, "+-*"),
            ColumnType.Number => Arithmetic(type, depth - 1, "+-*/"),
            _ => Leaf(type),
        },
        _ => Leaf(type),
    };

    private Sample Leaf(ColumnType type)
    {
        var (i, isLiteral) = (_random.Next(2), _random.Next(3) == 0);
        return type switch
        {
            ColumnType.Integer when isLiteral => Literal((long)_random.Next(-3, 4)),
            ColumnType.Integer => new($"i{i}", row => _integers[i][row]),
            ColumnType.Money when isLiteral => Literal(_random.Next(-40, 40) / 10m),
            ColumnType.Money => new($"m{i}", row => _amounts[i][row]),
            ColumnType.Number => new($"x{i}", row => _numbers[i][row]),
            ColumnType.Boolean when isLiteral => i == 0 ? new("TRUE", _ => true) : new("FALSE", _ => false),
            ColumnType.Boolean => new($"b{i}", row => _booleans[i][row]),
            ColumnType.Date when isLiteral => DateLiteral(_random.Next(20_000, 20_010)),
            ColumnType.Date => new($"d{i}", row => _dates[i][row]),
            _ when isLiteral && OneOf(Words) is var word => new($"'{word}'", _ => word),
            _ => new($"t{i}", row => _texts[i][row]),
        };
    }

    private static Sample Literal(long value) => new(value.ToString(CultureInfo.InvariantCulture), _ => value);

    // An amount keeps its decimal point, or it would be a whole number.
    private static Sample Literal(decimal value) =>
        new(value.ToString("0.0", CultureInfo.InvariantCulture), _ => value);

    private static Sample DateLiteral(int day) =>
        new($"DATE '{new DateOnly(1970, 1, 1).AddDays(day):yyyy-MM-dd}'", _ => day);

    private Sample Arithmetic(ColumnType type, int depth, string operators)
    {
        var (a, b, sign) = (Of(type, depth), Of(type, depth), OneOf([.. operators]));
        return new($"({a.Text} {sign} {b.Text})", row => Scalar.Calculate(sign, a.Value(row), b.Value(row)));
    }

    private Sample Case(ColumnType type, int depth)
    {
        var (when, then, otherwise) = (Of(ColumnType.Boolean, depth), Of(type, depth), Of(type, depth));
        return new(
            $"CASE WHEN {when.Text} THEN {then.Text} ELSE {otherwise.Text} END",
            row => when.Value(row) is true ? then.Value(row) : otherwise.Value(row));
    }

    private Sample Coalesce(ColumnType type, int depth)
    {
        var (a, b) = (Of(type, depth), Of(type, depth));
        return new($"coalesce({a.Text}, NULL, {b.Text})", row => a.Value(row) ?? b.Value(row));
    }

    private Sample Condition(int depth)
    {
        var type = OneOf(Enum.GetValues<ColumnType>());
        var (a, b, c) = (Of(type, depth), Of(type, depth), Of(type, depth));
        var (p, q) = (Of(ColumnType.Boolean, depth), Of(ColumnType.Boolean, depth));
        var (relation, pattern) = (OneOf(Relations), OneOf(Patterns));
        var text = Of(ColumnType.Text, depth);
        return _random.Next(9) switch
        {
            0 => new($"({p.Text} AND {q.Text})", row => Scalar.And(p.Value(row), q.Value(row))),
            1 => new($"({p.Text} OR {q.Text})", row => Scalar.Or(p.Value(row), q.Value(row))),
            2 => new($"(NOT {p.Text})", row => Scalar.Not(p.Value(row))),
            3 => new($"({a.Text} IS NOT NULL)", row => a.Value(row) is not null),
            4 => new($"({a.Text} NOT IN ({b.Text}, {c.Text}, NULL))", row => Scalar.Not(Scalar.Or(
                Scalar.Or(
                    Scalar.Compare("=", a.Value(row), b.Value(row)), Scalar.Compare("=", a.Value(row), c.Value(row))),
                null))),
            5 => new($"({a.Text} BETWEEN {b.Text} AND {c.Text})", row => Scalar.And(
                Scalar.Compare(">=", a.Value(row), b.Value(row)), Scalar.Compare("<=", a.Value(row), c.Value(row)))),
            6 => new($"({text.Text} LIKE '{pattern}')", row => Scalar.Like(text.Value(row), pattern)),
            _ => new($"({a.Text} {relation} {b.Text})", row => Scalar.Compare(relation, a.Value(row), b.Value(row))),
        };
    }

    private T?[][] Columns<T>(Func<T> next)
        where T : struct =>
        [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Rows)
            .Select(_ => _random.Next(5) == 0 ? default(T?) : next()).ToArray())];

    private T OneOf<T>(T[] values) => values[_random.Next(values.Length)];
}
