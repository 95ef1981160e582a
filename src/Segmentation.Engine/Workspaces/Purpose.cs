using System.Collections.Immutable;

namespace Segmentation.Engine.Workspaces;

/// <summary>What a scheme is for, and who answers for it: all for people.</summary>
/// <param name="Name">The name that people read; null when not said.</param>
/// <param name="Description">What the scheme tells apart; null when not said.</param>
/// <param name="Owner">Who answers for it; null when not said.</param>
/// <param name="Objective">What is to be reached with it; null when not said.</param>
/// <param name="ReviewEvery">How often it is looked at again, an ISO 8601 duration; null when not said.</param>
/// <param name="UseCases">What it is used for.</param>
public sealed record Purpose(
    string? Name, string? Description, string? Owner, Objective? Objective, string? ReviewEvery,
    IReadOnlyList<string> UseCases)
{
    /// <summary>The day on which somebody last looked at it; null when not said.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>What the linter need not tell of the scheme: codes of warnings, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Accepts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The purpose of a scheme that says nothing.</summary>
    public static Purpose Unsaid { get; } = new(null, null, null, null, null, []);

    /// <summary>The keys of a scheme's file.</summary>
    internal static IReadOnlyList<string> Keys { get; } =
        ["name", "description", "owner", "objective", Review.EveryKey, Review.LastKey, "use_cases", "accepts"];

    /// <summary>Reads the purpose of a scheme.</summary>
    internal static Purpose Read(Entries scheme, Problems problems)
    {
        string? Text(string key) => scheme.Find(key).Text("a text", problems)?.Value;
        return new Purpose(
            Text("name"), Text("description"), Text("owner"), Objective.Read(scheme.Find("objective"), problems),
            Review.Every(scheme, problems),
            [.. scheme.Find("use_cases").List("texts", problems).Select(use => use.Value)])
        {
            Reviewed = Review.Last(scheme, problems),
            Accepts = Accepted(scheme.Find("accepts"), problems),
        };
    }

    private static ImmutableDictionary<string, string> Accepted(Node? node, Problems problems)
    {
        var accepted = ImmutableDictionary<string, string>.Empty;
        if (node is null || Entries.Of(node, ProblemCode.Warnings, problems) is not { } entries)
            return accepted;
        foreach (var code in ProblemCode.Warnings)
        {
            if (entries.Find(code).Text("the reason", problems) is { } reason)
                accepted = accepted.Add(code, reason.Value);
        }

        return accepted;
    }
}
