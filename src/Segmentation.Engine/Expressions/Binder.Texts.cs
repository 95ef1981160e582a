using Segmentation.Engine.Columns;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Lookups, survey bands, and lists in one cell.</summary>
internal sealed partial class Binder
{
    private Node? Looked(CallSyntax call)
    {
        if (call.Arguments.Length is not (2 or 3))
            return WrongCount(call, $"two or three, such as {call.Function}(country, 'countries', 'region')");
        if (_scope.Tables is not { } tables)
        {
            return Fail(
                ProblemCode.UnknownName, call.At, $"{call.Function} over {_scope.What}",
                "a lookup in a measure or a source", "make it a measure and use that");
        }

        return Table(call.Arguments[1], tables) is { } table && AnswersOf(call, table) is { } column
            && TextOf(call) is { } keys
                ? new Lookup(table, column, keys)
                : null;
    }

    private LookupTable? Table(Clause clause, LookupTables tables)
    {
        if (Literal(clause, "table") is not { } name)
            return null;
        if (tables.Find(name.Text) is { } table)
            return table;
        Fail(
            ProblemCode.UnknownName, clause.Syntax.At, $"unknown table {Sentence.Quoted(name.Text)}",
            tables.Names.Any()
                ? $"one of {string.Join(", ", tables.Names)}"
                : $"a file {LookupTables.FileOf(name.Text)}",
            Suggestion.For(name.Text, tables.Names));
        return null;
    }

    private int? AnswersOf(CallSyntax call, LookupTable table)
    {
        if (call.Arguments is not [_, _, var clause])
            return 1;
        if (Literal(clause, "column") is not { } name)
            return null;
        var column = table.IndexOf(name.Text);
        if (column >= 0)
            return column;
        Fail(
            ProblemCode.UnknownName, clause.Syntax.At, $"unknown column {Sentence.Quoted(name.Text)}",
            $"one of {string.Join(", ", table.Headers)}, as in {LookupTables.FileOf(table.Name)}",
            Suggestion.For(name.Text, table.Headers));
        return null;
    }

    private Node? NpsBand(CallSyntax call) => call.Arguments.Length == 1
        ? Banded(call, SurveyScale.Recommendation)
        : WrongCount(call, $"one, such as {call.Function}(score)");

    private Node? CsatBand(CallSyntax call)
    {
        const int Usual = 5;
        if (call.Arguments.Length is not (1 or 2))
            return WrongCount(call, $"one or two, such as {call.Function}(score, {Usual})");
        if (call.Arguments is not [_, var clause])
            return Banded(call, SurveyScale.Satisfaction(Usual)!);
        return clause.Syntax is LiteralSyntax { Value: Constant<long> most }
            && SurveyScale.Satisfaction(most.Value) is { } scale
            ? Banded(call, scale)
            : Fail(
                ProblemCode.WrongValue, clause.Syntax.At, $"{Sentence.Quoted(clause.Text)} as the scale", "5, 7 or 10");
    }

    private SurveyBand? Banded(CallSyntax call, SurveyScale scale) =>
        NumberOf(call) is { } answers ? new SurveyBand(scale, answers) : null;

    private Node? PartOf(CallSyntax call)
    {
        if (call.Arguments is not [_, var part, var separator])
            return WrongCount(call, $"three, such as {call.Function}(interests, 'price', ';')");
        return Literal(part, "part") is { } text && Literal(separator, "separator") is { } between
            && TextOf(call) is { } list
                ? new HasPart(list, text.Value, between.Value)
                : null;
    }

    private Node? Counted(CallSyntax call)
    {
        if (call.Arguments is not [_, var separator])
            return WrongCount(call, $"two, such as {call.Function}(interests, ';')");
        return Literal(separator, "separator") is { } between && TextOf(call) is { } list
            ? new PartCount(list, between.Value)
            : null;
    }

    /// <summary>The first argument, of texts.</summary>
    private Node? TextOf(CallSyntax call) => Value(call.Arguments[0].Syntax, ColumnType.Text) is not { } node ? null
        : node.Type == ColumnType.Text ? node
        : Fail(
            ProblemCode.WrongType, call.Arguments[0].Syntax.At, $"{call.Function} of {Words.Of(node.Type)}", "text");

    /// <summary>The first argument, of numbers.</summary>
    private Node? NumberOf(CallSyntax call) => Value(call.Arguments[0].Syntax, ColumnType.Money) is not { } node ? null
        : Widening.IsNumeric(node.Type) ? node
        : node is NullConstant ? new NullConstant(ColumnType.Money)
        : Fail(
            ProblemCode.WrongType, call.Arguments[0].Syntax.At, $"{call.Function} of {Words.Of(node.Type)}",
            "a number");

    /// <summary>An argument that is written as a text, which is not empty.</summary>
    private TextConstant? Literal(Clause clause, string what)
    {
        if (clause.Syntax is LiteralSyntax { Value: TextConstant { Value.Length: > 0 } text })
            return text;
        Fail(
            ProblemCode.WrongValue, clause.Syntax.At, $"{Sentence.Quoted(clause.Text)} as the {what}",
            "a text in single quotes");
        return null;
    }
}
