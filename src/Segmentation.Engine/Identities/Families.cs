using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Identities;

/// <summary>Tells members of a family, who may share a number, from one customer under two ids.</summary>
/// <param name="shards">The customers by shard.</param>
/// <param name="parent">The column with the id of the customer above; negative for none.</param>
internal sealed class Families(IReadOnlyList<Table> shards, int parent)
{
    // Parents may lead in a circle.
    private const int HighestTree = 64;

    /// <summary>
    /// Whether two customers are certain to be different: one is above the other, near or far, or they have different
    /// parents under one top.
    /// </summary>
    public bool AreApart(string one, string other)
    {
        if (parent < 0)
            return false;
        var (above, aboveOther) = (Above(one), Above(other));
        return above.Contains(other) || aboveOther.Contains(one)
            || (above.Count > 0 && aboveOther.Count > 0 && above[0] != aboveOther[0] && above[^1] == aboveOther[^1]);
    }

    /// <summary>The customers above one, the nearest first.</summary>
    private List<string> Above(string customer)
    {
        var above = new List<string>();
        for (var next = ParentOf(customer); next is not null && above.Count < HighestTree; next = ParentOf(next))
        {
            if (next == customer || above.Contains(next))
                break;
            above.Add(next);
        }

        return above;
    }

    private string? ParentOf(string customer)
    {
        var id = Encoding.UTF8.GetBytes(customer);
        var table = shards[StableHash.Shard(StableHash.Of(id), shards.Count)];
        var row = table.Ids.IndexInSorted(id);
        return row < 0 || table.Columns[parent].IsNull(table.Starts[row])
            ? null
            : Encoding.UTF8.GetString(((TextColumn)table.Columns[parent])[table.Starts[row]]);
    }
}
