namespace Segmentation.Engine.Workspaces;

/// <summary>A place in a definition file.</summary>
/// <param name="File">The file, relative to the workspace.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
public readonly record struct Location(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>The definitions cannot be used.</summary>
    Error,

    /// <summary>The definitions can be used, and a person should look at them.</summary>
    Warning,
}

/// <summary>What is wrong with a definition: where, what was found, what was expected, what to do.</summary>
/// <param name="Code">What kind of problem it is: one of <see cref="ProblemCode"/>.</param>
/// <param name="At">The place.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What may stand there.</param>
/// <param name="Fix">What to do about it; empty when that follows from what is expected.</param>
public sealed record Problem(string Code, Location At, string Found, string Expected, string Fix = "")
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of(At.ToString(), Found, Expected, Fix);

    /// <summary>The problem with its code behind it: <c>[unknown-key]</c>, <c>[warning: no-owner]</c>.</summary>
    public string WithCode() => $"{this} [{(Severity == Severity.Warning ? "warning: " : "")}{Code}]";
}

/// <summary>The problems of a workspace, in the order in which they were found.</summary>
public sealed class Problems
{
    private readonly List<Problem> _all = [];

    /// <summary>All problems, by file, line and column.</summary>
    public IReadOnlyList<Problem> All =>
        [.. _all.OrderBy(p => p.At.File, StringComparer.Ordinal).ThenBy(p => p.At.Line).ThenBy(p => p.At.Column)];

    /// <summary>Whether there is any.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>The number of problems so far.</summary>
    public int Count => _all.Count;

    /// <summary>Adds a problem that makes the definitions useless.</summary>
    public void Add(string code, Location at, string found, string expected, string fix = "") =>
        Add(new Problem(code, at, found, expected, fix));

    /// <summary>Adds what a person should look at, though the definitions can be used.</summary>
    public void Warn(string code, Location at, string found, string expected, string fix = "") =>
        Add(new Problem(code, at, found, expected, fix) { Severity = Severity.Warning });

    /// <summary>Adds a problem.</summary>
    public void Add(Problem problem) => _all.Add(problem);

    /// <summary>Ends the work on these definitions when there is any error.</summary>
    /// <exception cref="DefinitionException">When there is any error.</exception>
    public void ThrowIfAny()
    {
        Problem[] errors = [.. All.Where(problem => problem.Severity == Severity.Error)];
        if (errors.Length > 0)
            throw new DefinitionException(errors);
    }
}
