using System.Numerics;
using System.Runtime.InteropServices;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Clustering;

/// <summary>
/// Points in an order that their values alone decide, a column for each feature: whatever is drawn from them, or summed
/// over them, is the same however the customers were sorted.
/// </summary>
internal sealed class PointColumns
{
    // Columns are filled up, so that vectors of any width read whole ones; 32 is four times the widest.
    private const int Lanes = 32;

    private readonly double[] _values;

    private PointColumns(int count, int dimensions)
    {
        (Count, Dimensions) = (count, dimensions);
        Stride = (count + Lanes - 1) / Lanes * Lanes;
        _values = new double[Stride * dimensions];
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The number of features.</summary>
    public int Dimensions { get; }

    /// <summary>The length of a column: the number of rows, filled up with zeros.</summary>
    public int Stride { get; }

    /// <summary>The columns, one after the other.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>A feature of all rows.</summary>
    public ReadOnlySpan<double> Column(int dimension) => _values.AsSpan(dimension * Stride, Count);

    /// <summary>Columns of points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="rows">Which of them, in this order; those of <see cref="Order"/> for all.</param>
    public static PointColumns Of(Points points, ReadOnlySpan<int> rows)
    {
        var columns = new PointColumns(rows.Length, points.Dimensions);
        for (var row = 0; row < rows.Length; row++)
        {
            var values = points.Row(rows[row]);
            for (var dimension = 0; dimension < values.Length; dimension++)
                columns._values[dimension * columns.Stride + row] = values[dimension];
        }

        return columns;
    }

    /// <summary>Columns of numbers that are made for them, row by row.</summary>
    public static PointColumns Of(int count, int dimensions, Action<Span<double>> next)
    {
        var columns = new PointColumns(count, dimensions);
        var values = new double[dimensions];
        for (var row = 0; row < count; row++)
        {
            next(values);
            for (var dimension = 0; dimension < dimensions; dimension++)
                columns._values[dimension * columns.Stride + row] = values[dimension];
        }

        return columns;
    }

    /// <summary>Rows of these, some of them perhaps more than once.</summary>
    public PointColumns Take(ReadOnlySpan<int> rows)
    {
        var taken = new PointColumns(rows.Length, Dimensions);
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            var from = Column(dimension);
            var to = taken._values.AsSpan(dimension * taken.Stride);
            for (var row = 0; row < rows.Length; row++)
                to[row] = from[rows[row]];
        }

        return taken;
    }

    /// <summary>All rows of points by the hash of their values, so that equal rows are beside each other.</summary>
    public static int[] Order(Points points)
    {
        var hashes = new ulong[points.Count];
        var order = new int[points.Count];
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
            foreach (var value in points.Row(row))
                // 0 is added to make -0 and 0 the same.
                hashes[row] = StableHash.Combine(hashes[row], BitConverter.DoubleToUInt64Bits(value + 0.0));
        }

        Array.Sort(hashes, order);
        return order;
    }

    /// <summary>Copies a row.</summary>
    public void CopyRow(int row, Span<double> values)
    {
        for (var dimension = 0; dimension < values.Length; dimension++)
            values[dimension] = _values[dimension * Stride + row];
    }

    /// <summary>The squared distance of a row to a point.</summary>
    public double SquaredDistance(int row, ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var dimension = 0; dimension < point.Length; dimension++)
        {
            var difference = _values[dimension * Stride + row] - point[dimension];
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    /// <summary>Lowers the squared distances of rows to those to a point, where it is nearer.</summary>
    /// <param name="point">The point.</param>
    /// <param name="nearest">A squared distance for each row, filled up to the length of a column.</param>
    public void LowerDistances(ReadOnlySpan<double> point, Span<double> nearest)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        ref var results = ref MemoryMarshal.GetReference(nearest);
        for (var row = 0; row < Stride; row += Vector<double>.Count)
        {
            var sum = Vector<double>.Zero;
            for (var dimension = 0; dimension < point.Length; dimension++)
            {
                var difference = Vector.LoadUnsafe(ref values, (nuint)(dimension * Stride + row))
                    - Vector.Create(point[dimension]);
                sum = Vector.FusedMultiplyAdd(difference, difference, sum);
            }

            Vector.Min(sum, Vector.LoadUnsafe(ref results, (nuint)row)).StoreUnsafe(ref results, (nuint)row);
        }
    }
}
