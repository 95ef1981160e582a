namespace Segmentation.Engine.Expressions;

internal enum LogicKind
{
    And,
    Or,
}

internal enum ComparisonKind
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

internal enum ArithmeticKind
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>A part of an expression as written, its names not yet looked up.</summary>
/// <param name="At">The index of the character that a problem with it points to.</param>
/// <param name="Parts">The parts that it is made of.</param>
internal abstract record Syntax(int At, IReadOnlyList<Syntax> Parts)
{
    /// <summary>How many parts are nested in each other, this one included.</summary>
    public int Depth { get; } = Parts.Count == 0 ? 1 : 1 + Parts.Max(part => part.Depth);
}

internal sealed record LiteralSyntax(int At, Node Value) : Syntax(At, []);

internal sealed record NameSyntax(int At, string? Qualifier, string Name, bool IsQuoted) : Syntax(At, [])
{
    /// <summary>Whether this is the name of the as-of day.</summary>
    public bool IsAsOf => Qualifier is null && !IsQuoted && Name == "as_of";

    /// <summary>The name with its qualifier.</summary>
    public string Full => Qualifier is null ? Name : $"{Qualifier}.{Name}";
}

internal sealed record LogicSyntax(int At, LogicKind Kind, Clause[] Conditions)
    : Syntax(At, [.. Conditions.Select(condition => condition.Syntax)]);

internal sealed record NotSyntax(int At, Syntax Operand) : Syntax(At, [Operand]);

internal sealed record ComparisonSyntax(int At, ComparisonKind Kind, Syntax Left, Syntax Right)
    : Syntax(At, [Left, Right]);

internal sealed record InSyntax(int At, Syntax Operand, Syntax[] Items) : Syntax(At, [Operand, .. Items]);

internal sealed record BetweenSyntax(int At, Syntax Operand, Syntax Low, Syntax High)
    : Syntax(At, [Operand, Low, High]);

internal sealed record LikeSyntax(int At, Syntax Operand, Syntax Pattern) : Syntax(At, [Operand, Pattern]);

internal sealed record IsNullSyntax(int At, Syntax Operand) : Syntax(At, [Operand]);

/// <summary>CASE; without ELSE the last value is NULL.</summary>
internal sealed record CaseSyntax(int At, Syntax[] Conditions, Syntax[] Values)
    : Syntax(At, [.. Conditions, .. Values]);

internal sealed record ArithmeticSyntax(int At, ArithmeticKind Kind, Syntax Left, Syntax Right)
    : Syntax(At, [Left, Right]);

internal sealed record NegateSyntax(int At, Syntax Operand) : Syntax(At, [Operand]);

/// <summary>A part of an expression and its text.</summary>
internal sealed record Clause(Syntax Syntax, string Text);

/// <summary>An argument with a name, as in <c>horizon: 365d</c>; what it may say depends on the function.</summary>
/// <param name="At">The index of the name.</param>
/// <param name="Name">The name.</param>
/// <param name="ValueAt">The index of the value.</param>
/// <param name="Value">The value as written.</param>
internal sealed record NamedArgument(int At, string Name, int ValueAt, string Value);

/// <summary>A function or an aggregate with what stands in its parentheses.</summary>
/// <param name="At">The index of its name.</param>
/// <param name="Function">Its name.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Split">What cells are cut up at, a text, or null.</param>
/// <param name="Where">Which rows count, or null.</param>
/// <param name="LastDays">How many days count, or null.</param>
internal sealed record CallSyntax(
    int At, string Function, Clause[] Arguments, Token? Split, Clause? Where, int? LastDays)
    : Syntax(At, [.. Arguments.Select(argument => argument.Syntax), .. Where is null ? [] : new[] { Where.Syntax }])
{
    /// <summary>Its arguments with a name, behind the others.</summary>
    public NamedArgument[] Named { get; init; } = [];

    /// <summary>Whether it says which rows count, and how often, as only aggregates do.</summary>
    public bool ChoosesRows => Split is not null || Where is not null || LastDays is not null;
}
