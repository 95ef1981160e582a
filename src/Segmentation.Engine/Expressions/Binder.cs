using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>
/// Finds what the names of an expression mean and checks the types; a method that returns null has added a problem.
/// </summary>
internal sealed partial class Binder
{
    private readonly Origin _origin;
    private readonly Scope _scope;
    private readonly Problems _problems;

    // The stream whose rows are bound, inside an aggregate.
    private readonly string? _stream;
    private readonly List<Reference> _references = [];
    private readonly List<Aggregate> _aggregates = [];
    private readonly List<Threshold> _thresholds = [];
    private readonly List<ComparedText> _texts = [];
    private readonly List<LifetimeCall> _lifetimes = [];

    private Binder(Origin origin, Scope scope, Problems problems, string? stream = null)
    {
        _origin = origin;
        _scope = scope;
        _problems = problems;
        _stream = stream;
    }

    /// <summary>Parses and binds an expression.</summary>
    public static Expression? Bind(ExpressionText source, Scope scope, ColumnType? expected, Problems problems)
    {
        var origin = new Origin(source);
        if (Parser.Parse(origin, problems) is not { } syntax)
            return null;
        return new Binder(origin, scope, problems).Whole(new Clause(syntax, source.Text), expected, expected);
    }

    private Expression? Whole(Clause clause, ColumnType? wanted, ColumnType? expected)
    {
        if (Value(clause.Syntax, wanted) is not { } node)
            return null;
        if (expected is { } type && Fitted(node, type, clause.Syntax) is var fitted)
        {
            if (fitted is null)
                return null;
            node = fitted;
        }

        return new Expression(clause.Text, node)
        {
            References = [.. _references],
            Aggregates = [.. _aggregates],
            Thresholds = [.. _thresholds],
            Texts = [.. _texts],
            Lifetimes = [.. _lifetimes],
            Conjuncts = Conjuncts(clause, node),
        };
    }

    private static IReadOnlyList<Expression> Conjuncts(Clause clause, Node node) =>
        clause.Syntax is LogicSyntax { Kind: LogicKind.And } written && node is Logic bound
            ? [.. written.Conditions.Zip(bound.Parts, (part, of) => new Expression(part.Text, of))]
            : [];

    private Node? Fitted(Node node, ColumnType type, Syntax syntax)
    {
        // All numbers of a raw row are exact decimals; a whole one is checked row by row.
        if (_scope.Decimals && type == ColumnType.Integer && node.Type == ColumnType.Money)
            return new Narrowed(node);
        if (Dated(node, type) || Widening.To(type, node) is not null)
            return As(type, node, syntax);
        return Fail(ProblemCode.WrongType, syntax.At, $"the result is {Words.Of(node.Type)}", $"{Words.Of(type)}");
    }

    private Node? Value(Syntax syntax, ColumnType? wanted) => syntax switch
    {
        LiteralSyntax literal => literal.Value,
        NameSyntax name => Name(name, wanted),
        LogicSyntax logic => Logic(logic),
        NotSyntax not => Condition(not.Operand) is { } operand ? new Not(operand) : null,
        ComparisonSyntax comparison => Compared(comparison),
        InSyntax among => Among(among),
        BetweenSyntax between => Between(between),
        LikeSyntax like => Like(like),
        IsNullSyntax test => Value(test.Operand, null) is { } operand ? new IsNull(operand) : null,
        CaseSyntax branches => Case(branches, wanted),
        ArithmeticSyntax arithmetic => Calculated(arithmetic),
        NegateSyntax negation => Negated(negation),
        CallSyntax call => Call(call, wanted),
        _ => throw new InvalidOperationException($"no such syntax: {syntax.GetType()}"),
    };

    private Node? Condition(Syntax syntax)
    {
        if (Value(syntax, ColumnType.Boolean) is not { } node)
            return null;
        return Widening.To(ColumnType.Boolean, node)
            ?? Fail(
                ProblemCode.WrongType, syntax.At, $"{Words.Of(node.Type)} instead of a condition",
                "true or false, such as a comparison");
    }

    private Node? Name(NameSyntax name, ColumnType? wanted)
    {
        if (name.IsAsOf)
            return AsOf(name.At);
        var isOwn = _stream is not null && name.Qualifier == _stream;
        if (_scope.Find(isOwn ? name.Name : name.Full, wanted) is not { } reference)
            return Unknown(name);
        if (!_references.Contains(reference))
            _references.Add(reference);
        return new ReferenceNode(reference);
    }

    /// <summary>
    /// The as-of day, which rows of a dump do not know: they are read once and measured on many days.
    /// </summary>
    private Node? AsOf(int at) => _scope.Decimals
        ? Fail(
            ProblemCode.UnknownName, at, "as_of is not known while rows are read", $"only the {_scope.What}",
            "use as_of in a measure")
        : new AsOfDay();

    private Node? Unknown(NameSyntax name)
    {
        if (_stream is not null && name.Qualifier is not null && name.Qualifier != _stream)
        {
            return Fail(
                ProblemCode.Aggregates, name.At,
                $"{Sentence.Quoted(name.Full)} is not a field of {Sentence.Quoted(_stream)}",
                "fields of one stream in an aggregate");
        }

        if (_stream is null && name.Qualifier is { } qualifier && _scope.Stream(qualifier) is not null)
        {
            return Fail(
                ProblemCode.Aggregates, name.At, $"{Sentence.Quoted(name.Full)} has many values", "one value",
                $"aggregate it, such as last({name.Full})");
        }

        if (_stream is null && name.Qualifier is null && _scope.Stream(name.Name) is not null)
        {
            return Fail(
                ProblemCode.Aggregates, name.At, $"{Sentence.Quoted(name.Name)} is a stream", "one value",
                $"aggregate it, such as count({name.Name})");
        }

        var isOwn = _stream is not null && name.Qualifier == _stream;
        var unknown = isOwn ? name.Name : name.Full;
        if (unknown == "time" && !_scope.HasTime)
        {
            return Fail(
                ProblemCode.NoTime, name.At, $"the time of {Sentence.Quoted(_stream!)}, whose rows have none",
                "a stream with 'time'",
                AddTime(_stream!));
        }

        if (_scope.IsForPeople(name.Full))
        {
            return Fail(
                ProblemCode.ForPeople, name.At, $"{Sentence.Quoted(name.Full)} is a name or key of the customer",
                "a field that may be in reports and messages", "names and keys are for people who look a customer up");
        }

        return Fail(
            ProblemCode.UnknownName, name.At, $"unknown name {Sentence.Quoted(name.Full)}", $"one of the {_scope.What}",
            Suggestion.For(unknown, _scope.Names.Append("as_of")));
    }

    private Logic? Logic(LogicSyntax logic)
    {
        var parts = Array.ConvertAll(logic.Conditions, part => Condition(part.Syntax));
        return AllOf(parts) is { } bound ? new Logic(logic.Kind, bound) : null;
    }

    /// <summary>Binds parts that must have one type; names without a type of their own take the others'.</summary>
    private Node[]? Together(Syntax[] parts, ColumnType? wanted)
    {
        var nodes = new Node?[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsOpen(parts[i]))
                nodes[i] = Value(parts[i], wanted);
        }

        var asked = wanted ?? Asked(nodes);
        for (var i = 0; i < parts.Length; i++)
        {
            if (IsOpen(parts[i]))
                nodes[i] = Value(parts[i], asked);
        }

        return AllOf(nodes);
    }

    private static bool IsOpen(Syntax syntax) => syntax switch
    {
        NameSyntax name => !name.IsAsOf,
        LiteralSyntax literal => literal.Value is NullConstant,
        CaseSyntax branches => branches.Values.All(IsOpen),
        CallSyntax call => Functions.IsCoalesce(call.Function) && call.Arguments.All(part => IsOpen(part.Syntax)),
        _ => false,
    };

    private static ColumnType? Asked(Node?[] nodes)
    {
        foreach (var node in nodes)
        {
            if (node is null or NullConstant)
                continue;
            if (Widening.IsNumeric(node.Type))
                return ColumnType.Money;
            if (node.Type is ColumnType.Date or ColumnType.Boolean)
                return node.Type;
        }

        return null;
    }

    /// <summary>Gives nodes their common type.</summary>
    private Node[]? Unified(Node[] nodes, Syntax[] parts, string what)
    {
        var hasDate = nodes.Any(node => node.Type == ColumnType.Date);
        ColumnType? common = null;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] is NullConstant)
                continue;
            var type = hasDate && nodes[i] is TextConstant ? ColumnType.Date : nodes[i].Type;
            if (Widening.Common(common ?? type, type) is not { } wider)
            {
                Fail(
                    ProblemCode.WrongType, parts[i].At, $"{what} {Words.Of(common!.Value)} and {Words.Of(type)}",
                    "values of one kind");
                return null;
            }

            common = wider;
        }

        var unified = new Node?[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
            unified[i] = As(common ?? ColumnType.Text, nodes[i], parts[i]);
        return AllOf(unified);
    }

    private Node? As(ColumnType type, Node node, Syntax syntax)
    {
        if (!Dated(node, type))
            return Widening.To(type, node);
        var text = ((TextConstant)node).Text;
        return Dates.Parse(text) is { } day
            ? new Constant<int>(ColumnType.Date, day)
            : Fail(ProblemCode.WrongType, syntax.At, Dates.NotADate(text), Dates.Expected);
    }

    private static bool Dated(Node node, ColumnType type) => type == ColumnType.Date && node is TextConstant;

    private static Node[]? AllOf(Node?[] nodes) =>
        Array.TrueForAll(nodes, node => node is not null) ? (Node[])nodes! : null;

    private Node? Fail(string code, int at, string found, string expected, string fix = "")
    {
        _problems.Add(code, _origin[at], found, expected, fix);
        return null;
    }
}
