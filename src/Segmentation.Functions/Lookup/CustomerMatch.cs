using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Lookup;

/// <summary>Whom a text means.</summary>
/// <param name="Id">The customer's id; null when it means nobody, or several.</param>
/// <param name="Count">How many customers it means.</param>
/// <param name="Candidates">When it means several, the first of them by id; at most 5.</param>
/// <param name="Suggestion">"did you mean 'x'?" when it means nobody and a name is nearly the same; else empty.</param>
public sealed record CustomerMatch(string? Id, int Count, IReadOnlyList<Candidate> Candidates, string Suggestion)
{
    /// <summary>What a person is told when the text means nobody, or several.</summary>
    /// <param name="text">The text.</param>
    /// <param name="run">The run that was looked in.</param>
    public DefinitionException Refused(string text, int run) => Count == 0
        ? new DefinitionException(
            Sentence.Quoted(text), "unknown customer", $"an id, external key or name in run {run}",
            Suggestion.Length > 0 ? Suggestion : "ids are compared exactly, leading zeros too")
        : new DefinitionException(
            Sentence.Quoted(text),
            $"{Count} customers have this name or key: {string.Join(", ", Candidates.Select(Told))}"
            + (Count > Candidates.Count ? ", ..." : ""),
            "one customer", "ask by id");

    private static string Told(Candidate candidate) => candidate switch
    {
        { Name: null } => candidate.Customer,
        { Owner: null } => $"{candidate.Customer} {Sentence.Quoted(candidate.Name)}",
        _ => $"{candidate.Customer} {Sentence.Quoted(candidate.Name)} of {candidate.Owner}",
    };
}

/// <summary>A customer as a person tells it from others.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
public sealed record Candidate(string Customer, string? Name, string? Owner);
