namespace Segmentation.Engine.Health;

/// <summary>
/// Moves between segments as a Markov chain: the share of a segment's customers that went to each other one.
/// </summary>
public static class Markov
{
    /// <summary>
    /// The customers of each segment after one more step like the last one, among those who are there now: the sum over
    /// segments of their customers times the share that moves.
    /// </summary>
    /// <param name="sizes">The customers of each segment before the step.</param>
    /// <param name="moves">Per segment left and segment entered the customers of the last step; those who stayed stand
    /// on the diagonal. A segment that nobody was in keeps its customers.</param>
    public static double[] Expected(IReadOnlyList<long> sizes, long[,] moves)
    {
        var expected = new double[sizes.Count];
        for (var from = 0; from < sizes.Count; from++)
        {
            var all = 0L;
            for (var to = 0; to < sizes.Count; to++)
                all += moves[from, to];
            for (var to = 0; to < sizes.Count; to++)
            {
                var share = all > 0 ? (double)moves[from, to] / all : from == to ? 1 : 0;
                expected[to] += sizes[from] * share;
            }
        }

        return expected;
    }
}
