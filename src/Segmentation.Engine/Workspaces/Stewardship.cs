namespace Segmentation.Engine.Workspaces;

/// <summary>Who answers for a workspace,
/// and for what: it holds for every scheme that says nothing of its own.</summary>
/// <param name="Owners">Who answers, in the order of the file.</param>
/// <param name="Objective">What is to be reached; null when not said.</param>
/// <param name="ReviewEvery">How often definitions are looked at again, an ISO 8601 duration; null when not said.
/// </param>
/// <param name="Reviewed">When somebody last did; null when not said.</param>
public sealed record Stewardship(
    IReadOnlyList<Team> Owners, Objective? Objective, string? ReviewEvery, DateOnly? Reviewed)
{
    /// <summary>Nobody, for nothing.</summary>
    public static Stewardship Unsaid { get; } = new([], null, null, null);
}

/// <summary>A team that answers for definitions.</summary>
/// <param name="Name">Its short name, such as <c>cs</c>.</param>
/// <param name="Person">Who that is, as schemes and playbooks name them.</param>
public sealed record Team(string Name, string Person);
