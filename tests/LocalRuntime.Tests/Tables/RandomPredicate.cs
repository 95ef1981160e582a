using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>An entity of few keys and values, so that random filters hit it often.</summary>
internal sealed record RandomRow(string Partition, string Row, int? Number, string? Text)
{
    private static readonly string[] Texts = ["", "a", "a'", "aa", "b", "~", "ä", "\ud83d\ude00", "\uffff"];

    public string Key => $"{Partition}\u0001{Row}";

    public TableEntity Entity
    {
        get
        {
            var entity = new TableEntity(Partition, Row);
            entity["Number"] = Number;
            entity["Text"] = Text;
            return entity;
        }
    }

    public static List<RandomRow> Some(Random random, int count) =>
        [.. Enumerable.Range(0, count)
            .Select(_ => new RandomRow(AnyText(random), AnyText(random), Sometimes(random, 5), SomeText(random)))
            .DistinctBy(row => row.Key)];

    public static string AnyText(Random random) => Texts[random.Next(Texts.Length)];

    private static string? SomeText(Random random) => random.Next(3) == 0 ? null : AnyText(random);

    private static int? Sometimes(Random random, int below) => random.Next(3) == 0 ? null : random.Next(below);
}

/// <summary>A filter as text, and what it means as a plain function.</summary>
internal sealed record RandomPredicate(string Text, Func<RandomRow, bool> Holds)
{
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];

    public static RandomPredicate Next(Random random, int depth) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        1 or 2 => And(Next(random, depth - 1), Next(random, depth - 1)),
        3 => Or(Next(random, depth - 1), Next(random, depth - 1)),
        4 => Not(Next(random, depth - 1)),
        _ => Compare(random, Operators[random.Next(Operators.Length)]),
    };

    private static RandomPredicate And(RandomPredicate left, RandomPredicate right) =>
        new($"({left.Text}) and ({right.Text})", row => left.Holds(row) && right.Holds(row));

    private static RandomPredicate Or(RandomPredicate left, RandomPredicate right) =>
        new($"({left.Text} or {right.Text})", row => left.Holds(row) || right.Holds(row));

    private static RandomPredicate Not(RandomPredicate inner) => new($"not ({inner.Text})", row => !inner.Holds(row));

    private static RandomPredicate Compare(Random random, string op)
    {
        var number = random.Next(5);
        var text = RandomRow.AnyText(random);
        var quoted = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return random.Next(6) switch
        {
            0 => new($"Number {op} {number}", row => row.Number is { } own && Holding(op, own.CompareTo(number))),
            1 => new(
                $"Text {op} {quoted}", row => row.Text is { } own && Holding(op, string.CompareOrdinal(own, text))),
            2 or 3 => new($"RowKey {op} {quoted}", row => Holding(op, string.CompareOrdinal(row.Row, text))),
            _ => new($"PartitionKey {op} {quoted}", row => Holding(op, string.CompareOrdinal(row.Partition, text))),
        };
    }

    private static bool Holding(string op, int order) => op switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        _ => order <= 0,
    };
}
