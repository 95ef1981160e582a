using System.Numerics;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>
/// One value of each kind that lies within the buffer of a value: each boundary, and a value in each gap between two,
/// as far as it is within the width of the boundary that leads into it.
/// </summary>
internal static class NearbyValues
{
    /// <summary>The values, without the value itself.</summary>
    /// <typeparam name="T">Decimal or floating-point numbers.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="boundaries">The edges and thresholds, strictly ascending.</param>
    /// <param name="width">The width of the buffer at a boundary, at least 0.</param>
    /// <param name="isWhole">Whether there are whole numbers only.</param>
    public static IEnumerable<T> Of<T>(T value, T[] boundaries, Func<T, T> width, bool isWhole)
        where T : IFloatingPoint<T>
    {
        var found = new HashSet<T>();
        for (var i = 0; i < boundaries.Length; i++)
        {
            var (edge, reach) = (boundaries[i], width(boundaries[i]));
            if (T.Abs(value - edge) > reach)
                continue;
            if (!isWhole || T.IsInteger(edge))
                found.Add(edge);
            var above = isWhole ? T.Floor(edge) + T.One : Between(edge, i + 1, boundaries, value + reach);
            if (above > edge && above <= value + reach && (i + 1 == boundaries.Length || above < boundaries[i + 1]))
                found.Add(above);
            var below = isWhole ? T.Ceiling(edge) - T.One : Between(edge, i - 1, boundaries, value - reach);
            if (below < edge && below >= value - reach && (i == 0 || below > boundaries[i - 1]))
                found.Add(below);
        }

        found.Remove(value);
        return found;
    }

    /// <summary>A value between an edge and the next boundary, or the limit when that is nearer.</summary>
    private static T Between<T>(T edge, int next, T[] boundaries, T limit)
        where T : IFloatingPoint<T>
    {
        if (next < 0 || next == boundaries.Length || T.Abs(limit - edge) < T.Abs(boundaries[next] - edge))
            return limit;
        return edge + (boundaries[next] - edge) / (T.One + T.One);
    }
}
