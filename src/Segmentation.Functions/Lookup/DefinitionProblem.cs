using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Lookup;

/// <summary>A problem with definitions as JSON.</summary>
/// <param name="Code">What programs know it by; docs/lint.md lists them.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="File">The file, by its path in the workspace.</param>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Column">The column, from 1; 0 for the whole file.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Fix">What to do; empty or null when nothing is to be said.</param>
/// <param name="Text">All of it in a sentence.</param>
internal sealed record DefinitionProblem(
    string Code, string Severity, string File, int Line, int Column, string Found, string Expected, string? Fix,
    string Text)
{
    /// <summary>The JSON of a problem.</summary>
    public static DefinitionProblem Of(Problem problem) => new(
        problem.Code, problem.Severity.ToString().ToLowerInvariant(), problem.At.File, problem.At.Line,
        problem.At.Column, problem.Found, problem.Expected, problem.Fix, problem.WithCode());
}
