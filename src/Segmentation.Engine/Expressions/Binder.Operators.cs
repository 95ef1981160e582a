using System.Numerics;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    private const string Compares = "a comparison of";

    private Node? Compared(ComparisonSyntax comparison)
    {
        Syntax[] sides = [comparison.Left, comparison.Right];
        if (Together(sides, null) is not { } nodes)
            return null;
        if (!AreTexts(nodes, sides))
            return null;
        var (left, right) = (nodes[0], nodes[1]);
        var fits = Widening.Common(left.Type, right.Type) is not null
            || nodes.Any(node => node is NullConstant)
            || Dated(left, right.Type) || Dated(right, left.Type);
        if (!fits)
        {
            return Fail(
                ProblemCode.WrongType, comparison.At, $"{Compares} {Words.Of(left.Type)} with {Words.Of(right.Type)}",
                "two values of one kind");
        }

        if (Unified(nodes, sides, Compares) is not [var a, var b])
            return null;
        Cut((left, a), (right, b));
        return Comparison.Of(comparison.Kind, a.Type, a, b);
    }

    private Node? Among(InSyntax among)
    {
        Syntax[] parts = [among.Operand, .. among.Items];
        if (Together(parts, null) is not { } nodes || Unified(nodes, parts, "values of IN are") is not { } unified)
            return null;
        if (!AreTexts(nodes, parts))
            return null;
        for (var i = 1; i < nodes.Length; i++)
            Cut((nodes[0], unified[0]), (nodes[i], unified[i]));
        var (operand, items) = (unified[0], unified.Skip(1).ToArray());
        var tests = items.Where(item => !IsLiteral(item))
            .Select(item => item is NullConstant
                ? new NullConstant(ColumnType.Boolean)
                : Comparison.Of(ComparisonKind.Equal, operand.Type, operand, item))
            .ToList();
        if (items.Any(IsLiteral))
            tests.Insert(0, AmongLiterals(operand, items));
        return tests.Count == 1 ? tests[0] : new Logic(LogicKind.Or, [.. tests]);
    }

    /// <summary>Adds a problem for each literal beside a reference that never has this text.</summary>
    private bool AreTexts(Node[] nodes, Syntax[] parts)
    {
        if (nodes.OfType<ReferenceNode>().Select(node => node.Reference).FirstOrDefault(one => one.Texts is not null)
            is not { Texts: { } known } reference)
            return true;
        var before = _problems.Count;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] is TextConstant literal && Encoding.UTF8.GetString(literal.Value) is var text
                && !known.Contains(text))
                Fail(
                    ProblemCode.UnknownName, parts[i].At,
                    $"{Sentence.Quoted(reference.Name)} is never {Sentence.Quoted(text)}",
                    Entries.OneOf(known), Suggestion.For(text, known));
        }

        return _problems.Count == before;
    }

    private static bool IsLiteral(Node node) => node is
        TextConstant or Constant<long> or Constant<double> or Constant<decimal> or Constant<int> or Constant<sbyte>;

    private static Node AmongLiterals(Node operand, Node[] items) => operand.Type switch
    {
        ColumnType.Integer => AmongLiterals<long>(operand, items),
        ColumnType.Number => AmongLiterals<double>(operand, items),
        ColumnType.Money => AmongLiterals<decimal>(operand, items),
        ColumnType.Date => AmongLiterals<int>(operand, items),
        ColumnType.Boolean => AmongLiterals<sbyte>(operand, items),
        _ => new TextAmong(operand, [.. items.OfType<TextConstant>().Select(item => item.Value)]),
    };

    private static Among<T> AmongLiterals<T>(Node operand, Node[] items)
        where T : struct, INumber<T> =>
        new(operand, [.. items.OfType<Constant<T>>().Select(item => item.Value)]);

    private Node? Between(BetweenSyntax between)
    {
        Syntax[] parts = [between.Operand, between.Low, between.High];
        if (Together(parts, null) is not { } nodes)
            return null;
        if (Unified(nodes, parts, "values of BETWEEN are") is not [var x, var low, var high])
            return null;
        Cut((nodes[0], x), (nodes[1], low));
        Cut((nodes[0], x), (nodes[2], high));
        return x.Type switch
        {
            ColumnType.Integer => new Between<long>(x, low, high),
            ColumnType.Number => new Between<double>(x, low, high),
            ColumnType.Money => new Between<decimal>(x, low, high),
            ColumnType.Date => new Between<int>(x, low, high),
            ColumnType.Boolean => new Between<sbyte>(x, low, high),
            _ => new Logic(
                LogicKind.And,
                [TextComparison.Of(ComparisonKind.AtLeast, x, low), TextComparison.Of(ComparisonKind.AtMost, x, high)]),
        };
    }

    /// <summary>Notes a comparison of a bare reference with a number, a date or a text.</summary>
    /// <param name="left">One side as written, and in the type that is compared.</param>
    /// <param name="right">The other side.</param>
    private void Cut((Node Written, Node Unified) left, (Node Written, Node Unified) right)
    {
        if (left.Written is ReferenceNode one && CutOf(right) is { } cut)
            _thresholds.Add(new Threshold(one.Reference, cut));
        else if (right.Written is ReferenceNode other && CutOf(left) is { } swapped)
            _thresholds.Add(new Threshold(other.Reference, swapped));
        else if (left.Written is ReferenceNode named && right.Unified is TextConstant text)
            _texts.Add(new ComparedText(named.Reference, text.Text));
        else if (right.Written is ReferenceNode called && left.Unified is TextConstant same)
            _texts.Add(new ComparedText(called.Reference, same.Text));
    }

    private static decimal? CutOf((Node Written, Node Unified) literal) => literal switch
    {
        (Constant<long> whole, _) => whole.Value,
        (Constant<decimal> amount, _) => amount.Value,
        (_, Constant<int> date) => date.Value,
        _ => null,
    };

    private Node? Like(LikeSyntax like)
    {
        if (Value(like.Operand, null) is not { } operand)
            return null;
        if (like.Pattern is not LiteralSyntax { Value: TextConstant pattern })
            return Fail(
                ProblemCode.Syntax, like.Pattern.At, "a pattern that is not a literal",
                "a text in quotes, such as 'north%'");
        return Widening.To(ColumnType.Text, operand) is { } text
            ? new Like(text, pattern.Value)
            : Fail(ProblemCode.WrongType, like.At, $"LIKE on {Words.Of(operand.Type)}", "text");
    }

    private CaseNode? Case(CaseSyntax branches, ColumnType? wanted)
    {
        var conditions = AllOf(Array.ConvertAll(branches.Conditions, Condition));
        var nodes = Together(branches.Values, wanted);
        if (conditions is null || nodes is null)
            return null;
        if (Unified(nodes, branches.Values, "values of CASE are") is not { } values)
            return null;
        return new CaseNode(values[0].Type, conditions, values);
    }

    private Node? Calculated(ArithmeticSyntax syntax)
    {
        if (Operands(syntax) is not [var left, var right])
            return null;
        if (left.Type == ColumnType.Date || right.Type == ColumnType.Date)
            return CalculatedDate(syntax, left, right);
        if (!IsNumber(left) || !IsNumber(right))
        {
            return Fail(
                ProblemCode.WrongType, syntax.At,
                $"{Verb(syntax.Kind)} of {Words.Of(left.Type)} and {Words.Of(right.Type)}", "two numbers");
        }

        var least = left is NullConstant && right is NullConstant ? ColumnType.Integer : TypeOfNumbers(left, right);
        var type = syntax.Kind != ArithmeticKind.Divide ? least
            : _scope.Decimals && least != ColumnType.Number ? ColumnType.Money
            : ColumnType.Number;
        return Arithmetic.Of(syntax.Kind, type, Widening.To(type, left)!, Widening.To(type, right)!);
    }

    private static ColumnType TypeOfNumbers(Node left, Node right) =>
        left is NullConstant ? right.Type
        : right is NullConstant ? left.Type
        : Widening.Common(left.Type, right.Type)!.Value;

    // Beside a date in a difference only a date or whole days make sense, so a raw column there is a date.
    private Node[]? Operands(ArithmeticSyntax syntax)
    {
        Syntax[] sides = [syntax.Left, syntax.Right];
        var nodes = Array.ConvertAll(sides, side => IsOpen(side) ? null : Value(side, ColumnType.Money));
        var isDate = syntax.Kind == ArithmeticKind.Subtract && nodes.Any(node => node?.Type == ColumnType.Date);
        for (var i = 0; i < sides.Length; i++)
        {
            if (IsOpen(sides[i]))
                nodes[i] = Value(sides[i], isDate ? ColumnType.Date : ColumnType.Money);
        }

        return AllOf(nodes);
    }

    private Node? CalculatedDate(ArithmeticSyntax syntax, Node left, Node right)
    {
        var dates = (left.Type == ColumnType.Date, right.Type == ColumnType.Date);
        if (syntax.Kind == ArithmeticKind.Subtract && (dates == (true, true) || (dates.Item2 && left is NullConstant)))
            return new DaysBetween(right, Widening.To(ColumnType.Date, left)!);
        var sign = syntax.Kind switch
        {
            ArithmeticKind.Add => 1,
            ArithmeticKind.Subtract => -1,
            _ => 0,
        };
        if (sign != 0 && dates.Item1 && Widening.To(ColumnType.Integer, right) is { } days)
            return new Shifted(left, days, sign);
        if (sign == 1 && dates.Item2 && Widening.To(ColumnType.Integer, left) is { } daysBefore)
            return new Shifted(right, daysBefore, sign);
        return Fail(
            ProblemCode.WrongType, syntax.At,
            $"{Verb(syntax.Kind)} of {Words.Of(left.Type)} and {Words.Of(right.Type)}",
            "a date plus or minus whole days, or the difference of two dates");
    }

    private Node? Negated(NegateSyntax syntax)
    {
        if (Value(syntax.Operand, ColumnType.Money) is not { } operand)
            return null;
        return operand switch
        {
            Constant<long> whole => new Constant<long>(whole.Type, -whole.Value),
            Constant<decimal> amount => new Constant<decimal>(amount.Type, -amount.Value),
            NullConstant => operand,
            _ when Widening.IsNumeric(operand.Type) => Arithmetic.Of(
                ArithmeticKind.Subtract, operand.Type,
                Widening.To(operand.Type, new Constant<long>(ColumnType.Integer, 0))!, operand),
            _ => Fail(ProblemCode.WrongType, syntax.At, $"minus {Words.Of(operand.Type)}", "a number"),
        };
    }

    private static bool IsNumber(Node node) => node is NullConstant || Widening.IsNumeric(node.Type);

    private static string Verb(ArithmeticKind kind) => kind switch
    {
        ArithmeticKind.Add => "a sum",
        ArithmeticKind.Subtract => "a difference",
        ArithmeticKind.Multiply => "a product",
        _ => "a quotient",
    };
}
