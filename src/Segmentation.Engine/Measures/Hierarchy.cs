using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>
/// All customers under their parents. A customer whose parent is unknown, or is itself, stands at the top; so does each
/// member of a circle of parents.
/// </summary>
public sealed class Hierarchy
{
    private const int None = -1;

    private readonly int[] _starts;
    private readonly int[] _children;
    private readonly List<int> _inner = [];

    /// <summary>Puts customers under their parents.</summary>
    /// <param name="customers">All customers, each once; a customer is named by its place among them.</param>
    /// <param name="parents">Tables of customers with the ids of their parents, row by row.</param>
    public Hierarchy(IEnumerable<TextList> customers, IEnumerable<(TextList Ids, TextColumn Parents)> parents)
    {
        var ids = new TextPool();
        foreach (var list in customers)
        {
            for (var i = 0; i < list.Count; i++)
                ids.Intern(list[i]);
        }

        var above = Above(ids, parents);
        var bottomUp = BottomUp(above);
        (_starts, _children) = Below(above, ids.Texts);
        _inner.AddRange(bottomUp.Where(customer => _starts[customer] < _starts[customer + 1]));
    }

    /// <summary>The number of customers.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>How many customers are members of a circle: their parents lead back to them.</summary>
    public int InCircles { get; private set; }

    /// <summary>The customers that have others below them, each behind those.</summary>
    internal IReadOnlyList<int> Inner => _inner;

    /// <summary>The customers whose parent is this one, in the order of their ids.</summary>
    internal ReadOnlySpan<int> Children(int customer) => _children.AsSpan(_starts[customer].._starts[customer + 1]);

    private static int[] Above(TextPool ids, IEnumerable<(TextList Ids, TextColumn Parents)> parents)
    {
        var above = new int[ids.Count];
        Array.Fill(above, None);
        foreach (var (own, others) in parents)
        {
            for (var row = 0; row < own.Count; row++)
            {
                if (others.IsNull(row) || others[row].SequenceEqual(own[row]))
                    continue;
                // In a backtest not every customer of today was there.
                if (ids.Find(own[row]) is >= 0 and var customer)
                    above[customer] = ids.Find(others[row]);
            }
        }

        return above;
    }

    /// <summary>Every customer behind those below it; members of circles come last, and lose their parent.</summary>
    private int[] BottomUp(int[] above)
    {
        var waiting = new int[above.Length];
        foreach (var parent in above.Where(parent => parent != None))
            waiting[parent]++;
        var (order, count) = (new int[above.Length], 0);
        for (var customer = 0; customer < above.Length; customer++)
        {
            if (waiting[customer] == 0)
                order[count++] = customer;
        }

        for (var done = 0; done < count; done++)
        {
            var parent = above[order[done]];
            if (parent != None && --waiting[parent] == 0)
                order[count++] = parent;
        }

        InCircles = above.Length - count;
        for (var customer = 0; customer < above.Length; customer++)
        {
            if (waiting[customer] > 0)
                (order[count++], above[customer]) = (customer, None);
        }

        return order;
    }

    /// <summary>The children of customer c are children[starts[c]..starts[c + 1]].</summary>
    private static (int[] Starts, int[] Children) Below(int[] above, TextList ids)
    {
        var starts = new int[above.Length + 1];
        foreach (var parent in above.Where(parent => parent != None))
            starts[parent + 1]++;
        for (var customer = 0; customer < above.Length; customer++)
            starts[customer + 1] += starts[customer];
        var (children, next) = (new int[starts[^1]], starts.AsSpan(0, above.Length).ToArray());
        for (var customer = 0; customer < above.Length; customer++)
        {
            if (above[customer] != None)
                children[next[above[customer]]++] = customer;
        }

        for (var customer = 0; customer < above.Length; customer++)
        {
            if (starts[customer + 1] - starts[customer] > 1)
                children.AsSpan(starts[customer]..starts[customer + 1])
                    .Sort((a, b) => TextList.Compare(ids[a], ids[b]));
        }

        return (starts, children);
    }
}
