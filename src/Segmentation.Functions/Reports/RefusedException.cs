using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Reports;

/// <summary>A report that cannot be made as it was asked for; commands and look-ups say so in their way.</summary>
/// <param name="status">400 for what can never be, 404 for what is not there, 410 for what is not kept.</param>
/// <param name="code">The code of the problem document.</param>
/// <param name="where">The option or parameter.</param>
/// <param name="found">What is asked for.</param>
/// <param name="expected">What would do.</param>
/// <param name="fix">How to find that.</param>
public sealed class RefusedException(
    int status, string code, string where, string found, string expected, string fix = "")
    : Exception(Sentence.Of(where, found, expected, fix))
{
    /// <summary>The code of the problem document.</summary>
    public string Code { get; } = code;

    /// <summary>The same as a command says it, whose options have the names of the parameters.</summary>
    public DefinitionException ToFault() => DefinitionException.Told($"--{Message}");

    /// <summary>The same as a problem document.</summary>
    internal IActionResult ToAnswer() => Answers.Refused(status, Code, Message);
}
