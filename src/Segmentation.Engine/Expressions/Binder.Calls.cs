using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    private Node? Call(CallSyntax call, ColumnType? wanted)
    {
        if (Functions.LifetimeOf(call.Function) is { } measure)
            return Lifetime(call, measure);
        if (call.Named is [var named, ..])
        {
            return Fail(
                ProblemCode.Aggregates, named.At, $"argument {Sentence.Quoted(named.Name)} of {call.Function}",
                "arguments without names", $"{Functions.LifetimeNames} take arguments with names");
        }

        if (Functions.AggregateOf(call.Function) is { } kind)
            return Aggregated(call, kind);
        if (Functions.ScalarOf(call.Function) is not { } scalar)
        {
            return Fail(
                ProblemCode.UnknownName, call.At, $"unknown function {Sentence.Quoted(call.Function)}",
                $"one of {string.Join(", ", Functions.Names)}", Suggestion.For(call.Function, Functions.Names));
        }

        if (call.ChoosesRows)
        {
            return Fail(
                ProblemCode.Aggregates, call.At, $"SPLIT, WHERE or IN LAST in {call.Function}", "only arguments",
                "only aggregates such as count and sum choose rows");
        }

        return scalar switch
        {
            ScalarKind.DaysSince => DaysSince(call),
            ScalarKind.Coalesce => Coalesced(call, wanted),
            ScalarKind.Lookup => Looked(call),
            ScalarKind.NpsBand => NpsBand(call),
            ScalarKind.CsatBand => CsatBand(call),
            ScalarKind.HasPart => PartOf(call),
            ScalarKind.PartCount => Counted(call),
            _ => throw new InvalidOperationException($"no such function: {scalar}"),
        };
    }

    private Node? Coalesced(CallSyntax call, ColumnType? wanted)
    {
        if (call.Arguments.Length == 0)
            return WrongCount(call, "at least one argument");
        var parts = Array.ConvertAll(call.Arguments, argument => argument.Syntax);
        return Together(parts, wanted) is { } nodes && Unified(nodes, parts, "arguments are") is { } values
            ? new Coalesce(values[0].Type, values)
            : null;
    }

    private Node? DaysSince(CallSyntax call)
    {
        if (call.Arguments is not [var argument])
            return WrongCount(call, "one date");
        if (Value(argument.Syntax, ColumnType.Date) is not { } node)
            return null;
        if (!Dated(node, ColumnType.Date) && Widening.To(ColumnType.Date, node) is null)
            return Fail(
                ProblemCode.WrongType, argument.Syntax.At, $"{call.Function} of {Words.Of(node.Type)}", "a date");
        return As(ColumnType.Date, node, argument.Syntax) is { } date && AsOf(call.At) is not null
            ? new DaysSince(date)
            : null;
    }

    private Node? WrongCount(CallSyntax call, string expected) =>
        Fail(ProblemCode.Aggregates, call.At, $"{call.Function} with {call.Arguments.Length} arguments", expected);
}
