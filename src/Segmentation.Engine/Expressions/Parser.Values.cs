using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Parser
{
    // A decimal of 28 digits is always exact.
    private const int MostDigits = 28;

    private Syntax? Sum() => Operations(
        () => Operations(Signed, ("*", ArithmeticKind.Multiply), ("/", ArithmeticKind.Divide)),
        ("+", ArithmeticKind.Add), ("-", ArithmeticKind.Subtract));

    private Syntax? Operations(Func<Syntax?> operand, params (string Symbol, ArithmeticKind Kind)[] operators)
    {
        var left = operand();
        while (left is not null)
        {
            var found = Array.FindIndex(operators, candidate => Current.IsSymbol(candidate.Symbol));
            if (found < 0)
                return left;
            var at = Current.Start;
            _next++;
            if (operand() is not { } right)
                return null;
            left = new ArithmeticSyntax(at, operators[found].Kind, left, right);
            if (left.Depth > Deepest)
                return TooDeep(at);
        }

        return null;
    }

    private Syntax? Signed()
    {
        var at = Current.Start;
        if (!TakeSymbol("-"))
            return Primary();
        return Nested(Signed) is { } operand ? new NegateSyntax(at, operand) : null;
    }

    private Syntax? Primary()
    {
        var token = Current;
        if (token.IsSymbol("("))
            return Parenthesis();
        if (token.IsWord("CASE"))
            return Case();
        if (token.IsWord("DATE") && Following.Kind == TokenKind.Text)
            return DateLiteral();
        if (LiteralOf(token) is { } literal)
        {
            _next++;
            return new LiteralSyntax(token.Start, literal);
        }

        if (token.Kind is TokenKind.Integer or TokenKind.Decimal)
            return TooLarge(token);
        if (!token.IsName)
            return Unexpected("a value");
        return token.Kind == TokenKind.Word && Following.IsSymbol("(") ? Call() : Name();
    }

    private static Node? LiteralOf(Token token) => token switch
    {
        { Kind: TokenKind.Text } => new TextConstant(Encoding.UTF8.GetBytes(token.Value)),
        { Kind: TokenKind.Integer } => WholeOf(token.Value),
        { Kind: TokenKind.Decimal } => DecimalOf(token.Value),
        _ when token.IsWord("TRUE") => new Constant<sbyte>(ColumnType.Boolean, 1),
        _ when token.IsWord("FALSE") => new Constant<sbyte>(ColumnType.Boolean, 0),
        _ when token.IsWord("NULL") => new NullConstant(ColumnType.Text),
        _ => null,
    };

    private static Constant<long>? WholeOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new Constant<long>(ColumnType.Integer, value)
            : null;

    private static Constant<decimal>? DecimalOf(string text)
    {
        var digits = text.TrimStart('0').Length - 1;
        return digits <= MostDigits
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new Constant<decimal>(ColumnType.Money, value)
            : null;
    }

    private Syntax? TooLarge(Token token) => Fail(
        token.Start,
        $"the number {Workspaces.Sentence.Quoted(token.Value)} is too large",
        token.Kind == TokenKind.Integer ? $"at most {long.MaxValue}" : $"at most {MostDigits} digits");

    private Syntax? DateLiteral()
    {
        var (at, text) = (Current.Start, Following);
        if (Dates.Parse(text.Value) is not { } day)
            return Fail(text.Start, Dates.NotADate(text.Value), Dates.Expected);
        _next += 2;
        return new LiteralSyntax(at, new Constant<int>(ColumnType.Date, day));
    }

    private Syntax? Parenthesis()
    {
        var open = Current.Start;
        _next++;
        return Condition() is { } inner && Close(open, "an operator or ')'") ? inner : null;
    }

    private Syntax? Name()
    {
        var first = Current;
        _next++;
        if (!TakeSymbol("."))
            return new NameSyntax(first.Start, null, first.Value, first.Kind == TokenKind.QuotedName);
        var second = Current;
        if (!second.IsName)
            return Unexpected("the name of a field after '.'");
        _next++;
        return new NameSyntax(first.Start, first.Value, second.Value, true);
    }

    private Syntax? Case()
    {
        var at = Current.Start;
        _next++;
        var (conditions, values) = (new List<Syntax>(), new List<Syntax>());
        while (TakeWord("WHEN"))
        {
            if (Condition() is not { } condition)
                return null;
            if (!TakeWord("THEN"))
                return Unexpected("THEN and the value of this WHEN");
            if (Condition() is not { } value)
                return null;
            conditions.Add(condition);
            values.Add(value);
        }

        if (conditions.Count == 0)
            return Unexpected("WHEN and a condition after CASE");
        var hasElse = TakeWord("ELSE");
        var otherwise = hasElse ? Condition() : new LiteralSyntax(at, new NullConstant(ColumnType.Text));
        if (otherwise is null)
            return null;
        return TakeWord("END")
            ? new CaseSyntax(at, [.. conditions], [.. values, otherwise])
            : Unexpected(hasElse ? "END" : "WHEN, ELSE or END");
    }

    private CallSyntax? Call()
    {
        var (name, open) = (Current, Following.Start);
        _next += 2;
        var (arguments, named) = (new List<Clause>(), new List<NamedArgument>());
        if (!Current.IsSymbol(")") && !Arguments(arguments, named))
            return null;
        if (!Separator(out var split))
            return null;
        Clause? filter = null;
        if (TakeWord("WHERE") && (filter = Clause()) is null)
            return null;
        if (!LastDays(out var days))
            return null;
        return Close(open, "',', SPLIT, WHERE, IN LAST or ')'")
            ? new CallSyntax(name.Start, name.Value, [.. arguments], split, filter, days) { Named = [.. named] }
            : null;
    }

    private Clause? Clause() => Clause(Condition);

    private Clause? Clause(Func<Syntax?> part)
    {
        var start = Current.Start;
        return part() is { } syntax ? new Clause(syntax, _origin.Text[start.._tokens[_next - 1].End]) : null;
    }

    private bool Separator(out Token? separator)
    {
        separator = null;
        if (!TakeWord("SPLIT"))
            return true;
        if (Current is not { Kind: TokenKind.Text, Value.Length: > 0 })
        {
            Unexpected("what stands between values after SPLIT, such as ';'");
            return false;
        }

        separator = Current;
        _next++;
        return true;
    }

    private bool LastDays(out int? days)
    {
        days = null;
        if (!(Current.IsWord("IN") && Following.IsWord("LAST")))
            return true;
        _next += 2;
        if (!int.TryParse(Current.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            Unexpected("a whole number of days from 1 after IN LAST");
            return false;
        }

        days = count;
        _next++;
        if (TakeWord("DAYS"))
            return true;
        Unexpected("DAYS after IN LAST and the number");
        return false;
    }
}
