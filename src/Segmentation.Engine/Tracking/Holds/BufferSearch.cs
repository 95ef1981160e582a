using Segmentation.Engine.Calibration;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>
/// Finds the customers who are not far enough past an edge: some values of the scheme's own numbers, each within the
/// buffer of its own value, would leave them where they are. Tried is a value of each kind, alone first and then
/// together, at most <see cref="MostTried"/> for a customer.
/// </summary>
internal sealed class BufferSearch
{
    /// <summary>The most ways that are tried for one customer.</summary>
    public const int MostTried = 4096;

    private const int MostRows = 1 << 16;

    private readonly SchemePlan _plan;
    private readonly SchemeResults _results;
    private readonly IReadOnlyList<Edges> _edges;
    private readonly BufferInput[] _inputs;
    private readonly int[] _reads;
    private readonly List<int> _rows = [];

    /// <summary>A search in what a scheme decided.</summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="width">The width of the buffer.</param>
    /// <param name="results">What it decided by.</param>
    /// <param name="edges">The edges of its scores.</param>
    public BufferSearch(
        SchemePlan plan, BufferWidth width, SchemeResults results, IReadOnlyList<Edges> edges)
    {
        (_plan, _results, _edges) = (plan, results, edges);
        _inputs =
        [
            .. BufferCuts.Of(plan, edges, results.Measures.Count)
                .Select(cuts => BufferInput.Of(results.Column(cuts.Slot), cuts, width)).OfType<BufferInput>(),
        ];
        _reads =
        [
            .. plan.Inputs.Select(input => input.Measure)
                .Concat(plan.Conditions.SelectMany(one => one.Expression.References).Select(used => used.Slot))
                .Distinct(),
        ];
    }

    /// <summary>The customers whom the buffer keeps.</summary>
    /// <param name="customers">Customers who would move.</param>
    /// <param name="segments">Per customer the segment that it would leave.</param>
    public IEnumerable<int> Within(IReadOnlyList<int> customers, int[] segments)
    {
        var found = new HashSet<int>();
        foreach (var customer in customers)
        {
            Try(customer);
            if (_rows.Count >= MostRows)
                found.UnionWith(Kept(segments));
        }

        found.UnionWith(Kept(segments));
        return found;
    }

    /// <summary>Adds a row for each mix of values of a customer, those that change the least numbers first.</summary>
    private void Try(int customer)
    {
        var counts = Array.ConvertAll(_inputs, input => input.Turn(customer));
        var mixes = new List<(int Input, int Value)[]> { Array.Empty<(int, int)>() };
        for (var mix = 0; mix < mixes.Count && mixes.Count <= MostTried; mix++)
        {
            var first = mixes[mix].Length == 0 ? 0 : mixes[mix][^1].Input + 1;
            for (var input = first; input < counts.Length; input++)
            {
                for (var value = 0; value < counts[input] && mixes.Count <= MostTried; value++)
                    mixes.Add([.. mixes[mix], (input, value)]);
            }
        }

        foreach (var mix in mixes.Skip(1))
        {
            foreach (var (input, value) in mix)
                _inputs[input].Give(_rows.Count, value);
            _rows.Add(customer);
        }
    }

    /// <summary>The customers of whom a row is in the segment that they would leave.</summary>
    private IEnumerable<int> Kept(int[] segments)
    {
        int[] rows = [.. _rows];
        _rows.Clear();
        if (rows.Length == 0)
            return [];
        var tried = _results.Take(rows, _reads);
        foreach (var input in _inputs)
            tried.Show(input.Slot, input.Give(tried.Column(input.Slot)));

        var decided = _plan.Segments(tried, _edges);
        return Enumerable.Range(0, rows.Length).Where(row => decided[row] == segments[rows[row]])
            .Select(row => rows[row]);
    }
}
