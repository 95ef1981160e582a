using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    // Enough to tell the percentiles of a million rows apart; an interpolated amount has up to six decimals more.
    private const int MostDecimals = 4;

    private AggregateNode? Aggregated(CallSyntax call, AggregateKind kind)
    {
        if (StreamOf(call, kind) is not { } stream || !Fits(call, kind, stream))
            return null;
        var rows = _scope.Stream(stream)!;
        var before = _problems.Count;
        var parameter = TakesParameter(kind) ? Parameter(call.Arguments[1], kind) : null;
        var argument = IsWholeStream(call, stream)
            ? null
            : Inside(rows, stream).Whole(call.Arguments[0], NeedsNumber(kind) ? ColumnType.Money : null, null);
        var filter = call.Where is { } where
            ? Inside(rows, stream).Whole(where, ColumnType.Boolean, ColumnType.Boolean)
            : null;
        if (_problems.Count > before)
            return null;
        if (!TrySplit(call, argument, out var split))
            return null;
        // The parts of texts are counted, not summed.
        var isCounted = kind == AggregateKind.Share && split is not null && argument!.Type == ColumnType.Text;
        if (TypeOf(kind, isCounted ? null : argument?.Type) is not { } type)
        {
            Fail(
                ProblemCode.WrongType, call.Arguments[0].Syntax.At, $"{call.Function} of {Words.Of(argument!.Type)}",
                NeedsNumber(kind) ? "a number" : "values that have an order");
            return null;
        }

        return new AggregateNode(
            Known(new Aggregate(kind, stream, argument, parameter, filter, call.LastDays, type) { Split = split }));
    }

    /// <summary>How the cells of the argument's only field are cut up; false after a problem.</summary>
    private bool TrySplit(CallSyntax call, Expression? argument, out Split? split)
    {
        split = null;
        if (call.Split is not { } separator)
            return true;
        if (argument?.References is not [{ Type: ColumnType.Text } field])
        {
            Fail(
                ProblemCode.Aggregates, call.Arguments[0].Syntax.At,
                $"{Sentence.Quoted(call.Arguments[0].Text)} with SPLIT", "one field of text");
            return false;
        }

        split = new Split(field.Slot, separator.Value);
        return true;
    }

    /// <summary>Whether the rows have the time that the aggregate needs, and a share has its part.</summary>
    private bool Fits(CallSyntax call, AggregateKind kind, string stream)
    {
        if ((call.LastDays is not null || NeedsTime(kind)) && !_scope.Stream(stream)!.HasTime)
        {
            var what = NeedsTime(kind) ? call.Function : "IN LAST";
            Fail(
                ProblemCode.NoTime, call.At, $"{what} over {Sentence.Quoted(stream)}, whose rows have no time",
                "a stream with 'time'", AddTime(stream));
            return false;
        }

        if (kind != AggregateKind.Share || call.Where is not null)
            return true;
        Fail(
            ProblemCode.Aggregates, call.At, $"{call.Function} without WHERE",
            $"WHERE and what the part is, such as {Example(kind, stream)}");
        return false;
    }

    private decimal? Parameter(Clause clause, AggregateKind kind)
    {
        var value = (clause.Syntax as LiteralSyntax)?.Value switch
        {
            Constant<long> whole => whole.Value,
            Constant<decimal> number => Exact.Trimmed(number.Value),
            _ => -1m,
        };
        var (fits, what, expected) = kind == AggregateKind.Percentile
            ? (value is >= 0 and <= 100 && value.Scale <= MostDecimals,
                "percentile", $"a number from 0 to 100 with at most {MostDecimals} decimals")
            : (value is >= 1 and <= int.MaxValue && value.Scale == 0, "half-life", "a whole number of days from 1");
        if (!fits)
            Fail(ProblemCode.WrongValue, clause.Syntax.At, $"{Sentence.Quoted(clause.Text)} as the {what}", expected);
        return fits ? value : null;
    }

    private static string AddTime(string stream) => $"give {stream} a 'time' in sources.yaml";

    private Binder Inside(Scope rows, string stream) => new(_origin, rows, _problems, stream);

    // What is written twice is computed once.
    private Aggregate Known(Aggregate aggregate)
    {
        var known = _aggregates.Find(other =>
            (other.Kind, other.Stream, other.LastDays, other.Parameter, other.Split,
                other.Argument?.Text, other.Filter?.Text)
            == (aggregate.Kind, aggregate.Stream, aggregate.LastDays, aggregate.Parameter, aggregate.Split,
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
        var count = TakesParameter(kind) ? 2 : 1;
        if (call.Arguments.Length != count)
        {
            return Refused(
                ProblemCode.Aggregates, call.At, $"{call.Function} with {call.Arguments.Length} arguments",
                $"{(count == 1 ? "one" : "two")}, such as {Example(kind)}");
        }

        var argument = call.Arguments[0].Syntax;
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
        return TakesStream(kind)
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
        var argument = TakesStream(kind) ? stream : NeedsNumber(kind) ? $"{stream}.amount" : $"{stream}.time";
        var more = kind == AggregateKind.Share ? " WHERE amount > 0" : TakesParameter(kind) ? ", 90" : "";
        return $"{Functions.NameOf(kind)}({argument}{more})";
    }

    /// <summary>Whether the aggregate may be of the rows themselves.</summary>
    private static bool TakesStream(AggregateKind kind) =>
        kind is AggregateKind.Count or AggregateKind.Share or AggregateKind.Decayed;

    private static bool TakesParameter(AggregateKind kind) =>
        kind is AggregateKind.Percentile or AggregateKind.Decayed;

    private static bool NeedsTime(AggregateKind kind) => kind is AggregateKind.Trend or AggregateKind.Decayed;

    private static bool NeedsNumber(AggregateKind kind) => kind is AggregateKind.Sum or AggregateKind.Avg
        or AggregateKind.Share or AggregateKind.Trend or AggregateKind.Median or AggregateKind.Percentile
        or AggregateKind.Decayed or AggregateKind.Nps;

    /// <summary>The type of the result, or null when there is none of such an argument.</summary>
    private static ColumnType? TypeOf(AggregateKind kind, ColumnType? argument) => kind switch
    {
        _ when argument is { } type && NeedsNumber(kind) && !Widening.IsNumeric(type) => null,
        AggregateKind.Count or AggregateKind.Distinct => ColumnType.Integer,
        AggregateKind.Avg or AggregateKind.Share or AggregateKind.Trend or AggregateKind.ModeShare
            or AggregateKind.Decayed or AggregateKind.Nps => ColumnType.Number,
        AggregateKind.Median or AggregateKind.Percentile => Widening.Common(argument!.Value, ColumnType.Money),
        AggregateKind.Min or AggregateKind.Max => argument == ColumnType.Boolean ? null : argument,
        _ => argument,
    };

    private static IEnumerable<NameSyntax> Names(Syntax syntax) =>
        syntax is NameSyntax name ? [name] : syntax.Parts.SelectMany(Names);
}
