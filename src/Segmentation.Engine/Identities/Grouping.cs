namespace Segmentation.Engine.Identities;

/// <summary>
/// Puts pairs together in groups, pair by pair in the order of their ids. A pair that would bring two customers into
/// one group who are certain to be different joins nothing.
/// </summary>
internal sealed class Grouping
{
    private readonly IReadOnlyDictionary<IdPair, SortedSet<string>> _pairs;
    private readonly Dictionary<string, List<string>> _groups = new(StringComparer.Ordinal);

    /// <summary>Groups pairs.</summary>
    /// <param name="pairs">The pairs, with the names of the fields that they share.</param>
    /// <param name="areApart">Whether two customers are certain to be different.</param>
    public Grouping(IReadOnlyDictionary<IdPair, SortedSet<string>> pairs, Func<string, string, bool> areApart)
    {
        _pairs = pairs;
        foreach (var pair in Sorted(pairs.Keys))
        {
            var (one, other) = (GroupOf(pair.First), GroupOf(pair.Second));
            if (one == other || one.Exists(left => other.Exists(right => areApart(left, right))))
                continue;
            one.AddRange(other);
            foreach (var member in other)
                _groups[member] = one;
        }
    }

    /// <summary>Who is one.</summary>
    /// <param name="before">Who was one so far: a group keeps its canonical id; else it is the smallest.</param>
    public Identity Identity(Identity before)
    {
        var shared = _pairs.Where(pair => _groups[pair.Key.First] == _groups[pair.Key.Second])
            .ToLookup(pair => _groups[pair.Key.First], pair => pair.Value);
        return new Identity(
        [
            .. shared.Select(group => Group(group.Key, group.SelectMany(by => by), before))
                .OrderBy(group => group.Canonical, IdPair.ByCodePoint),
        ]);
    }

    private static MergedGroup Group(List<string> members, IEnumerable<string> by, Identity before)
    {
        string[] sorted = [.. members.Order(IdPair.ByCodePoint)];
        var canonical = sorted.FirstOrDefault(member => before.Aliases(member).Count > 0) ?? sorted[0];
        return new MergedGroup(
            canonical, [.. sorted.Where(member => member != canonical)],
            [.. by.Distinct().Order(StringComparer.Ordinal)]);
    }

    private List<string> GroupOf(string customer)
    {
        if (!_groups.TryGetValue(customer, out var group))
            _groups[customer] = group = [customer];
        return group;
    }

    private static IOrderedEnumerable<IdPair> Sorted(IEnumerable<IdPair> pairs) => pairs
        .OrderBy(pair => pair.First, IdPair.ByCodePoint).ThenBy(pair => pair.Second, IdPair.ByCodePoint);
}
