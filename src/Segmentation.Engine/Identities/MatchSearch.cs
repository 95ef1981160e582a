using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Identities;

/// <summary>
/// Finds the customers who are one. What it finds depends on the customers alone, not on their order or shards.
/// </summary>
public sealed class MatchSearch
{
    private readonly RowLayout _layout;
    private readonly MatchDefinition _match;
    private readonly IReadOnlyList<Table> _shards;
    private readonly int _parallelism;
    private readonly Families _families;

    /// <summary>A search.</summary>
    /// <param name="layout">The layout of the customers.</param>
    /// <param name="match">By what they are matched.</param>
    /// <param name="shards">The customers by shard.</param>
    /// <param name="parallelism">How many shards are looked at a time, at least 1.</param>
    public MatchSearch(RowLayout layout, MatchDefinition match, IReadOnlyList<Table> shards, int parallelism)
    {
        (_layout, _match, _shards, _parallelism) = (layout, match, shards, parallelism);
        _families = new Families(shards, layout.Find(SourceDefinition.ParentName));
    }

    /// <summary>Searches.</summary>
    /// <param name="before">Who was one so far: a group keeps its canonical id as long as that is in it.</param>
    /// <param name="split">The pairs that a person split for good.</param>
    public Matches Find(Identity before, IReadOnlySet<IdPair> split)
    {
        var (pairs, shared) = (new Dictionary<IdPair, SortedSet<string>>(), 0L);
        foreach (var key in _match.Keys)
        {
            foreach (var same in Classes(key.Field, value => MatchValue.Of(key, value)))
            {
                shared += same.Length > _match.AtMost ? 1 : 0;
                foreach (var pair in same.Length > _match.AtMost ? [] : Pairs(same))
                {
                    if (!pairs.TryGetValue(pair, out var by))
                        pairs[pair] = by = new SortedSet<string>(StringComparer.Ordinal);
                    by.Add(key.Name);
                }
            }
        }

        bool AreApart(string one, string other) =>
            split.Contains(IdPair.Of(one, other)) || _families.AreApart(one, other);
        var grouping = new Grouping(pairs, AreApart);
        var identity = grouping.Identity(before);
        return new Matches(
            identity, pairs.Keys.Count(pair => identity.Canonical(pair.First) != identity.Canonical(pair.Second)),
            shared, Near(identity, AreApart));
    }

    /// <summary>The pairs with nearly the same name; a name that too many have tells nothing.</summary>
    private IdPair[] Near(Identity identity, Func<string, string, bool> areApart)
    {
        var country = TextColumns("country");
        var near = new HashSet<IdPair>();
        foreach (var same in Classes("name", MatchValue.Name).Where(same => same.Length <= _match.AtMost))
        {
            foreach (var (one, other) in Two(same).Where(two => AreNear(country, two.One, two.Other)))
            {
                var (first, second) = (identity.Canonical(Id(one)), identity.Canonical(Id(other)));
                if (first != second && !areApart(first, second))
                    near.Add(IdPair.Of(first, second));
            }
        }

        return [.. near.OrderBy(pair => pair.First, IdPair.ByCodePoint)
            .ThenBy(pair => pair.Second, IdPair.ByCodePoint)];
    }

    private bool AreNear(TextColumn[]? country, int one, int other)
    {
        if (country is null)
            return true;
        var (first, second) = (Text(country, one), Text(country, other));
        return first.Length == 0 || second.Length == 0 || first.Equals(second, StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<IdPair> Pairs(int[] same) => Two(same).Select(two => IdPair.Of(Id(two.One), Id(two.Other)));

    private static IEnumerable<(int One, int Other)> Two(int[] same) =>
        same.SelectMany((one, i) => same.Skip(i + 1).Select(other => (one, other)));

    private IEnumerable<int[]> Classes(string field, Func<string, string?> normal) =>
        TextColumns(field) is { } columns ? MatchClasses.Of(columns, normal, _parallelism) : [];

    private TextColumn[]? TextColumns(string field) =>
        _layout.Find(field) is >= 0 and var column && _layout.Types[column] == ColumnType.Text
            ? [.. _shards.Select(shard => (TextColumn)shard.Columns[column])]
            : null;

    private string Id(int customer)
    {
        var (shard, row) = Place(customer);
        return _shards[shard].Ids.Text(row);
    }

    private string Text(TextColumn[] columns, int customer)
    {
        var (shard, row) = Place(customer);
        return Encoding.UTF8.GetString(columns[shard][row]).Trim();
    }

    /// <summary>Customers are numbered shard behind shard; each has one row.</summary>
    private (int Shard, int Row) Place(int customer)
    {
        var shard = 0;
        for (; customer >= _shards[shard].Ids.Count; shard++)
            customer -= _shards[shard].Ids.Count;
        return (shard, customer);
    }
}
