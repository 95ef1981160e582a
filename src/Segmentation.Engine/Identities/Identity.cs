using System.Text.Json.Serialization;

namespace Segmentation.Engine.Identities;

/// <summary>Customers of the base that are one.</summary>
/// <param name="Canonical">The id under which they are one customer.</param>
/// <param name="Aliases">The other ids, sorted by code point.</param>
/// <param name="By">The names of the fields that they share, never a value; sorted.</param>
public sealed record MergedGroup(string Canonical, IReadOnlyList<string> Aliases, IReadOnlyList<string> By);

/// <summary>Which customers of a base are one: a view of its rows, which stay as they are.</summary>
public sealed class Identity
{
    private readonly Dictionary<string, string> _canonical = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MergedGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>An identity of these groups, which share no customer.</summary>
    /// <param name="groups">The groups, sorted by the canonical id.</param>
    [JsonConstructor]
    public Identity(IReadOnlyList<MergedGroup> groups)
    {
        Groups = groups;
        foreach (var group in groups)
        {
            _groups.Add(group.Canonical, group);
            foreach (var alias in group.Aliases)
                _canonical.Add(alias, group.Canonical);
        }
    }

    /// <summary>Every customer is one of its own.</summary>
    public static Identity None { get; } = new([]);

    /// <summary>The groups, sorted by the canonical id.</summary>
    public IReadOnlyList<MergedGroup> Groups { get; }

    /// <summary>All ids that stand for another customer.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> AllAliases => _canonical.Keys;

    /// <summary>The customer that an id stands for: itself unless it is an alias.</summary>
    public string Canonical(string id) => _canonical.GetValueOrDefault(id, id);

    /// <summary>Whether an id stands for another customer.</summary>
    public bool IsAlias(string id) => _canonical.ContainsKey(id);

    /// <summary>Whether the same customers are one.</summary>
    public bool IsSame(Identity other) => Groups.Count == other.Groups.Count
        && Groups.Zip(other.Groups).All(pair => pair.First.Canonical == pair.Second.Canonical
            && pair.First.Aliases.SequenceEqual(pair.Second.Aliases));

    /// <summary>The other ids of a customer, sorted by code point.</summary>
    public IReadOnlyList<string> Aliases(string canonical) => _groups.GetValueOrDefault(canonical)?.Aliases ?? [];
}
