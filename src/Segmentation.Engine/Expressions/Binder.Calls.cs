using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    private Node? Call(CallSyntax call, ColumnType? wanted)
    {
        if (Functions.AggregateOf(call.Function) is { } kind)
            return Aggregated(call, kind);
        var isCoalesce = Functions.IsCoalesce(call.Function);
        if (!isCoalesce && !Functions.IsDaysSince(call.Function))
        {
            return Fail(
                ProblemCode.UnknownName, call.At, $"unknown function {Sentence.Quoted(call.Function)}",
                $"one of {string.Join(", ", Functions.Names)}", Suggestion.For(call.Function, Functions.Names));
        }

        if (call.Where is not null || call.LastDays is not null)
        {
            return Fail(
                ProblemCode.Aggregates, call.At, $"WHERE or IN LAST in {call.Function}", "only arguments",
                "only aggregates such as count and sum choose rows");
        }

        return isCoalesce ? Coalesced(call, wanted) : DaysSince(call);
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

    private AggregateNode? Aggregated(CallSyntax call, AggregateKind kind)
    {
        if (StreamOf(call, kind) is not { } stream)
            return null;
        var rows = _scope.Stream(stream)!;
        if (call.LastDays is not null && !rows.HasTime)
        {
            Fail(
                ProblemCode.NoTime, call.At, $"IN LAST over {Sentence.Quoted(stream)}, whose rows have no time",
                "a stream with 'time'",
                AddTime(stream));
            return null;
        }

        var isCount = IsWholeStream(call, stream);
        var before = _problems.Count;
        var argument = isCount ? null : Inside(rows, stream).Whole(call.Arguments[0], WantedBy(kind), null);
        var filter = call.Where is { } where
            ? Inside(rows, stream).Whole(where, ColumnType.Boolean, ColumnType.Boolean)
            : null;
        if (_problems.Count > before)
            return null;
        if (TypeOf(kind, argument?.Type) is not { } type)
        {
            Fail(
                ProblemCode.WrongType, call.Arguments[0].Syntax.At, $"{call.Function} of {Words.Of(argument!.Type)}",
                kind is AggregateKind.Sum or AggregateKind.Avg ? "a number" : "values that have an order");
            return null;
        }

        return new AggregateNode(Known(new Aggregate(kind, stream, argument, filter, call.LastDays, type)));
    }

    private static string AddTime(string stream) => $"give {stream} a 'time' in sources.yaml";

    private Binder Inside(Scope rows, string stream) => new(_origin, rows, _problems, stream);

    // What is written twice is computed once.
    private Aggregate Known(Aggregate aggregate)
    {
        var known = _aggregates.Find(other =>
            (other.Kind, other.Stream, other.LastDays, other.Argument?.Text, other.Filter?.Text)
            == (aggregate.Kind, aggregate.Stream, aggregate.LastDays,
                aggregate.Argument?.Text, aggregate.Filter?.Text));
        if (known is null)
            _aggregates.Add(aggregate);
        return known ?? aggregate;
    }

    private string? StreamOf(CallSyntax call, AggregateKind kind)
    {
        if (_stream is not null)
            return Refused(
                ProblemCode.Aggregates, call.At, $"{call.Function} inside an aggregate", "no aggregate inside another");
        if (call.Arguments is not [{ Syntax: var argument }])
        {
            return Refused(
                ProblemCode.Aggregates, call.At, $"{call.Function} with {call.Arguments.Length} arguments",
                $"one, such as {Example(kind)}");
        }

        if (argument is NameSyntax { Qualifier: null } bare)
            return WholeStream(call, kind, bare);
        if (Names(argument).FirstOrDefault(name => name.Qualifier is not null) is not { Qualifier: { } stream } named)
            return Refused(
                ProblemCode.Aggregates, argument.At, "no stream in the aggregate",
                $"a field of a stream, such as {Example(kind)}");
        return _scope.Stream(stream) is not null ? stream : UnknownStream(named.At, stream);
    }

    private string? WholeStream(CallSyntax call, AggregateKind kind, NameSyntax bare)
    {
        if (_scope.Stream(bare.Name) is null)
            return UnknownStream(bare.At, bare.Name);
        return kind == AggregateKind.Count
            ? bare.Name
            : Refused(
                ProblemCode.Aggregates, bare.At, $"{call.Function} of the whole stream {Sentence.Quoted(bare.Name)}",
                $"one of its fields, such as {Example(kind, bare.Name)}");
    }

    private string? UnknownStream(int at, string stream) => _scope.Streams.Any()
        ? Refused(
            ProblemCode.UnknownName, at, $"unknown stream {Sentence.Quoted(stream)}",
            $"one of {string.Join(", ", _scope.Streams)}",
            Suggestion.For(stream, _scope.Streams))
        : Refused(
            ProblemCode.Aggregates, at, $"an aggregate of {Sentence.Quoted(stream)}",
            $"only the {_scope.What}: there are no streams here");

    private string? Refused(string code, int at, string found, string expected, string fix = "")
    {
        Fail(code, at, found, expected, fix);
        return null;
    }

    private static bool IsWholeStream(CallSyntax call, string stream) =>
        call.Arguments[0].Syntax is NameSyntax { Qualifier: null } name && name.Name == stream;

    private string Example(AggregateKind kind, string? stream = null)
    {
        stream ??= _scope.Streams.FirstOrDefault() ?? "orders";
        var function = kind.ToString().ToLowerInvariant();
        return kind == AggregateKind.Count ? $"{function}({stream})"
            : kind is AggregateKind.Sum or AggregateKind.Avg ? $"{function}({stream}.amount)"
            : $"{function}({stream}.time)";
    }

    private static ColumnType? WantedBy(AggregateKind kind) =>
        kind is AggregateKind.Sum or AggregateKind.Avg ? ColumnType.Money : null;

    private static ColumnType? TypeOf(AggregateKind kind, ColumnType? argument) => kind switch
    {
        AggregateKind.Count or AggregateKind.Distinct => ColumnType.Integer,
        AggregateKind.Sum => Widening.IsNumeric(argument!.Value) ? argument : null,
        AggregateKind.Avg => Widening.IsNumeric(argument!.Value) ? ColumnType.Number : null,
        AggregateKind.Min or AggregateKind.Max => argument == ColumnType.Boolean ? null : argument,
        _ => argument,
    };

    private static IEnumerable<NameSyntax> Names(Syntax syntax) =>
        syntax is NameSyntax name ? [name] : syntax.Parts.SelectMany(Names);
}
