using System.Text.Json.Serialization;

namespace Segmentation.Functions.Lookup;

/// <summary>Why a request is refused, as RFC 9457 has it.</summary>
/// <param name="Type">Always <c>about:blank</c>: the code tells problems apart.</param>
/// <param name="Title">The words of the status.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What was found, what was expected, what to do.</param>
/// <param name="Code">What programs know it by.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code)
{
    /// <summary>Who may be meant, when several customers may be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Candidate>? Candidates { get; init; }

    /// <summary>What is wrong with definitions that were sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DefinitionProblem>? Problems { get; init; }
}
