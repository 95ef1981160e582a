namespace Segmentation.Engine.Lifetime;

/// <summary>Adds some lines of data to sums.</summary>
internal delegate void AddLines(int from, int to, Span<double> sums);

/// <summary>
/// Sums over many lines on all cores. Blocks are fixed and added in order: the number of cores does not change a bit.
/// </summary>
internal static class BlockSum
{
    // Few enough for the cache of a core.
    private const int Size = 16_384;

    /// <summary>Sums over all lines.</summary>
    /// <param name="lines">The number of lines.</param>
    /// <param name="sums">How many sums there are.</param>
    /// <param name="add">Adds the lines of a block.</param>
    public static double[] Of(int lines, int sums, AddLines add)
    {
        var blocks = (lines + Size - 1) / Size;
        var all = new double[blocks * sums];
        if (blocks == 1)
            AddBlock(0);
        else
            Parallel.For(0, blocks, AddBlock);
        for (var at = sums; at < all.Length; at++)
            all[at % sums] += all[at];
        return all[..sums];

        void AddBlock(int block) =>
            add(block * Size, Math.Min(lines, (block + 1) * Size), all.AsSpan(block * sums, sums));
    }

    /// <summary>Every so-maniest of all, about so many.</summary>
    public static T[] Thinned<T>(T[] all, int most)
    {
        var step = all.Length / most;
        return step <= 1 ? all : [.. Enumerable.Range(0, all.Length / step).Select(row => all[row * step + step / 2])];
    }
}
