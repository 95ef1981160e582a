using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>A test of texts against literals: every text of the dictionary is tested once.</summary>
internal abstract class TextMatch(Node operand) : Node(ColumnType.Boolean)
{
    private const sbyte Untested = -2;

    public override bool MayBeNull => operand.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var column = (TextColumn)operand.Evaluate(frame);
        var (codes, texts) = (column.Codes, column.Texts);
        var answers = new sbyte[texts.Count];
        Array.Fill(answers, Untested);
        var results = new sbyte[codes.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var code = codes[i];
            if (code == TextColumn.Null)
            {
                results[i] = BooleanColumn.Null;
                continue;
            }

            if (answers[code] == Untested)
                answers[code] = Matches(texts[code]) ? (sbyte)1 : (sbyte)0;
            results[i] = answers[code];
        }

        return new BooleanColumn(results);
    }

    /// <summary>Whether a text passes.</summary>
    /// <param name="text">The text as UTF-8.</param>
    protected abstract bool Matches(ReadOnlySpan<byte> text);
}

/// <summary>Compares texts with a literal.</summary>
internal sealed class TextWithLiteral(ComparisonKind kind, Node operand, byte[] literal) : TextMatch(operand)
{
    protected override bool Matches(ReadOnlySpan<byte> text) =>
        TextComparison.Holds(kind, TextList.Compare(text, literal));
}

/// <summary>Whether texts are among literals.</summary>
internal sealed class TextAmong : TextMatch
{
    private readonly TextPool _literals;

    public TextAmong(Node operand, IReadOnlyList<byte[]> literals)
        : base(operand)
    {
        _literals = new TextPool(literals.Count);
        foreach (var literal in literals)
            _literals.Intern(literal);
    }

    protected override bool Matches(ReadOnlySpan<byte> text) => _literals.Find(text) >= 0;
}

/// <summary>Whether texts have a form: % stands for any characters, _ for one.</summary>
internal sealed class Like(Node operand, byte[] pattern) : TextMatch(operand)
{
    // When the rest does not match, the last % takes one more character: no earlier one needs to.
    protected override bool Matches(ReadOnlySpan<byte> text)
    {
        var (at, next, anyAt, anyNext) = (0, 0, 0, -1);
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '%')
                (anyAt, anyNext) = (at, ++next);
            else if (next < pattern.Length && pattern[next] == '_')
                (at, next) = (at + CharacterLength(text[at..]), next + 1);
            else if (next < pattern.Length && pattern[next] == text[at])
                (at, next) = (at + 1, next + 1);
            else if (anyNext >= 0)
                (at, next) = (anyAt += CharacterLength(text[anyAt..]), anyNext);
            else
                return false;
        }

        return pattern.AsSpan(next).IndexOfAnyExcept((byte)'%') < 0;
    }

    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        var length = 1;
        while (length < text.Length && (text[length] & 0xC0) == 0x80)
            length++;
        return length;
    }
}

/// <summary>Compares texts row by row, by code point.</summary>
internal sealed class TextComparison(ComparisonKind kind, Node left, Node right) : Node(ColumnType.Boolean)
{
    /// <summary>Makes the comparison of two texts.</summary>
    public static Node Of(ComparisonKind kind, Node left, Node right) => (left, right) switch
    {
        (_, TextConstant literal) => new TextWithLiteral(kind, left, literal.Value),
        (TextConstant literal, _) => new TextWithLiteral(Comparison.Swapped(kind), right, literal.Value),
        _ => new TextComparison(kind, left, right),
    };

    /// <summary>Whether a comparison holds of two texts with this order.</summary>
    /// <param name="kind">The comparison.</param>
    /// <param name="order">Negative, zero or positive.</param>
    public static bool Holds(ComparisonKind kind, int order) => kind switch
    {
        ComparisonKind.Equal => order == 0,
        ComparisonKind.NotEqual => order != 0,
        ComparisonKind.Less => order < 0,
        ComparisonKind.AtMost => order <= 0,
        ComparisonKind.Greater => order > 0,
        _ => order >= 0,
    };

    public override bool MayBeNull => left.MayBeNull || right.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var (a, b) = ((TextColumn)left.Evaluate(frame), (TextColumn)right.Evaluate(frame));
        var results = new sbyte[frame.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = a.IsNull(i) || b.IsNull(i) ? BooleanColumn.Null
                : Holds(kind, TextList.Compare(a[i], b[i])) ? (sbyte)1 : (sbyte)0;
        }

        return new BooleanColumn(results);
    }
}
