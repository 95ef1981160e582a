using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    private Node? Lifetime(CallSyntax call, LifetimeMeasure measure)
    {
        var before = _problems.Count;
        if (PurchasesOf(call, measure) is not { } stream)
            return null;
        var rows = _scope.Stream(stream)!;
        if (!rows.HasTime)
        {
            Fail(
                ProblemCode.NoTime, call.At, $"{call.Function} over {Sentence.Quoted(stream)}, whose rows have no time",
                "a stream with 'time'", AddTime(stream));
            return null;
        }

        var amount = TakesAmount(measure) ? Amount(call, rows, stream) : null;
        var filter = call.Where is { } where
            ? Inside(rows, stream).Whole(where, Columns.ColumnType.Boolean, Columns.ColumnType.Boolean)
            : null;
        var arguments = new LifetimeArguments(call, measure, Refuse);
        var terms = arguments.Read();
        var contract = LifetimeArguments.IsOfContracts(measure) ? Contract(arguments, rows, stream) : null;
        if (_problems.Count > before)
            return null;
        var asked = new LifetimeCall(measure, terms.Kind, stream, amount, filter, terms.Terms)
        {
            Contract = contract,
        };
        _lifetimes.Add(asked);
        return contract is null ? new LifetimeNode(asked) : new ContractNode(asked);
    }

    private Expression? Amount(CallSyntax call, Scope rows, string stream)
    {
        var argument = Inside(rows, stream).Whole(call.Arguments[0], Columns.ColumnType.Money, null);
        if (argument is null || Widening.IsNumeric(argument.Type))
            return argument;
        Fail(
            ProblemCode.WrongType, call.Arguments[0].Syntax.At, $"{call.Function} of {Words.Of(argument.Type)}",
            "an amount, which is a number");
        return null;
    }

    /// <summary>The stream of the purchases; null after a problem.</summary>
    private string? PurchasesOf(CallSyntax call, LifetimeMeasure measure)
    {
        if (_stream is not null)
            return Refused(
                ProblemCode.Aggregates, call.At, $"{call.Function} inside an aggregate",
                "no model inside an aggregate");
        if (call.Split is not null || call.LastDays is not null)
        {
            return Refused(
                ProblemCode.Aggregates, call.At, $"SPLIT or IN LAST in {call.Function}",
                "all purchases of a customer, or those of a WHERE", "a model learns from whole histories");
        }

        if (call.Arguments is not [{ Syntax: var argument } clause])
        {
            return Refused(
                ProblemCode.Aggregates, call.At,
                $"{call.Function} with {call.Arguments.Length} arguments without a name",
                $"one, such as {Example(measure)}");
        }

        var bare = argument as NameSyntax is { Qualifier: null } name ? name : null;
        if (bare is not null && _scope.Stream(bare.Name) is null)
            return UnknownStream(bare.At, bare.Name);
        if (TakesAmount(measure) == bare is not null)
        {
            return Refused(
                ProblemCode.Aggregates, argument.At, $"{call.Function} of {Sentence.Quoted(clause.Text)}",
                TakesAmount(measure) ? "an amount of a stream" : "a whole stream",
                $"such as {Example(measure, bare?.Name)}");
        }

        if (bare is not null)
            return bare.Name;
        if (Names(argument).FirstOrDefault(part => part.Qualifier is not null) is not { Qualifier: { } stream } named)
            return Refused(
                ProblemCode.Aggregates, argument.At, $"no stream in {call.Function}",
                $"an amount of a stream, such as {Example(measure)}");
        return _scope.Stream(stream) is not null ? stream : UnknownStream(named.At, stream);
    }

    private void Refuse(string code, int at, string found, string expected, string fix) =>
        Fail(code, at, found, expected, fix);

    private string Example(LifetimeMeasure measure, string? stream = null)
    {
        stream ??= _scope.Streams.FirstOrDefault() ?? "orders";
        var contract = LifetimeArguments.IsOfContracts(measure) ? ", ends: end_date, period: 30d" : "";
        var argument = TakesAmount(measure) ? $"{stream}.amount" : stream;
        var more = LifetimeArguments.TakesHorizon(measure) ? ", horizon: 365d" : "";
        return $"{Functions.NameOf(measure)}({argument}{contract}{more})";
    }

    private static bool TakesAmount(LifetimeMeasure measure) =>
        measure is LifetimeMeasure.ExpectedSpend or LifetimeMeasure.Value or LifetimeMeasure.Remaining;
}
