using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segmentation.Engine.Clustering;

/// <summary>
/// Moves centroids to the means of their customers, and customers to the nearest centroids, until nobody moves.
/// </summary>
/// <remarks>
/// Sums are kept in whole numbers, in units of at most 2^-41 of the largest value for a million customers. So a
/// customer that moves is taken off and added without a rounding error, only those that move are touched, and the order
/// of rows and the number of cores do not matter.
/// </remarks>
internal sealed class Lloyd
{
    /// <summary>The most times that all customers are assigned.</summary>
    public const int MostIterations = 300;

    /// <summary>The rows that a core takes at a time; a multiple of all widths of vectors.</summary>
    private const int Block = 1 << 13;

    private readonly PointColumns _points;
    private readonly int _k;
    private readonly double[] _units;
    private readonly long[] _sums;
    private readonly int[] _sizes;
    private readonly int[] _labels;
    private int _moved;

    private Lloyd(PointColumns points, double[] centroids)
    {
        _points = points;
        Centroids = centroids;
        _k = centroids.Length / points.Dimensions;
        _units = new double[points.Dimensions];
        for (var dimension = 0; dimension < _units.Length; dimension++)
            _units[dimension] = Unit(points.Column(dimension));
        (_sums, _sizes) = (new long[centroids.Length], new int[_k]);
        _labels = new int[points.Stride];
        Array.Fill(_labels, -1);
    }

    /// <summary>The centroids, one after the other.</summary>
    public double[] Centroids { get; }

    /// <summary>For each row its cluster.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _points.Count);

    /// <summary>For each cluster the number of its rows.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The sum of squared distances of all rows to their centroids.</summary>
    public double Inertia { get; private set; }

    /// <summary>How many times all rows were assigned.</summary>
    public int Iterations { get; private set; }

    /// <summary>Goes on from given centroids until nobody moves any more.</summary>
    /// <param name="points">At least one row.</param>
    /// <param name="centroids">The centroids, one after the other; they are changed.</param>
    public static Lloyd From(PointColumns points, double[] centroids)
    {
        var lloyd = new Lloyd(points, centroids);
        do
        {
            lloyd.Assign();
            lloyd.FillEmpty();
            lloyd.MoveCentroids();
        }
        while (lloyd._moved > 0 && lloyd.Iterations < MostIterations);
        if (lloyd._moved > 0)
            lloyd.Assign();
        lloyd.Inertia = lloyd.SumDistances();
        return lloyd;
    }

    private static double Unit(ReadOnlySpan<double> column)
    {
        var most = 0.0;
        foreach (var value in column)
            most = Math.Abs(value) > most ? Math.Abs(value) : most;
        if (most == 0)
            return 1;
        // The sum of all values stays below 2^62.
        var bits = 60 - BitOperations.Log2((uint)column.Length) - Math.ILogB(most);
        return Math.ScaleB(1, Math.Min(bits, 1000));
    }

    private void Assign()
    {
        (Iterations, _moved) = (Iterations + 1, 0);
        var blocks = (_points.Count + Block - 1) / Block;
        if (blocks == 1)
        {
            Add(AssignBlock(0, new Moves(_k, _points.Dimensions)));
            return;
        }

        Parallel.For(
            0, blocks, () => new Moves(_k, _points.Dimensions), (block, _, moves) => AssignBlock(block, moves), moves =>
            {
                lock (_sums)
                    Add(moves);
            });
    }

    /// <summary>
    /// Assigns the rows of a block: for each the smallest sum of (x - c)² over its features, of equal ones the first.
    /// </summary>
    private Moves AssignBlock(int block, Moves moves)
    {
        ref var values = ref MemoryMarshal.GetReference(_points.Values);
        ref var centroids = ref MemoryMarshal.GetArrayDataReference(Centroids);
        var (stride, width, all) = (_points.Stride, Vector<double>.Count, Centroids.Length);
        var end = Math.Min((block + 1) * Block, stride);
        for (var row = block * Block; row < end; row += 4 * width)
        {
            // Four vectors of rows at a time share what is read of the centroids.
            var most = Vector.Create(double.PositiveInfinity);
            var (nearest1, nearest2, nearest3, nearest4) = (most, most, most, most);
            var none = Vector<long>.Zero;
            var (label1, label2, label3, label4) = (none, none, none, none);
            var number = none;
            for (var centroid = 0; centroid < all; number += Vector<long>.One)
            {
                var zero = Vector<double>.Zero;
                var (sum1, sum2, sum3, sum4) = (zero, zero, zero, zero);
                ref var place = ref Unsafe.Add(ref values, row);
                for (var next = centroid + _units.Length; centroid < next; centroid++)
                {
                    var middle = Vector.Create(Unsafe.Add(ref centroids, centroid));
                    var (difference1, difference2) = (
                        Vector.LoadUnsafe(ref place) - middle, Vector.LoadUnsafe(ref place, (nuint)width) - middle);
                    var (difference3, difference4) = (
                        Vector.LoadUnsafe(ref place, (nuint)(2 * width)) - middle,
                        Vector.LoadUnsafe(ref place, (nuint)(3 * width)) - middle);
                    sum1 = Vector.FusedMultiplyAdd(difference1, difference1, sum1);
                    sum2 = Vector.FusedMultiplyAdd(difference2, difference2, sum2);
                    sum3 = Vector.FusedMultiplyAdd(difference3, difference3, sum3);
                    sum4 = Vector.FusedMultiplyAdd(difference4, difference4, sum4);
                    place = ref Unsafe.Add(ref place, stride);
                }

                label1 = Vector.ConditionalSelect(Vector.LessThan(sum1, nearest1), number, label1);
                label2 = Vector.ConditionalSelect(Vector.LessThan(sum2, nearest2), number, label2);
                label3 = Vector.ConditionalSelect(Vector.LessThan(sum3, nearest3), number, label3);
                label4 = Vector.ConditionalSelect(Vector.LessThan(sum4, nearest4), number, label4);
                (nearest1, nearest2) = (Vector.Min(sum1, nearest1), Vector.Min(sum2, nearest2));
                (nearest3, nearest4) = (Vector.Min(sum3, nearest3), Vector.Min(sum4, nearest4));
            }

            Move(row, Vector.Narrow(label1, label2), moves);
            Move(row + 2 * width, Vector.Narrow(label3, label4), moves);
        }

        return moves;
    }

    private void Move(int first, Vector<int> found, Moves moves)
    {
        if (found == Vector.LoadUnsafe(ref _labels[0], (nuint)first))
            return;
        var end = Math.Min(first + Vector<int>.Count, _points.Count);
        for (var row = first; row < end; row++)
        {
            var (before, now) = (_labels[row], found[row - first]);
            if (before == now)
                continue;
            _labels[row] = now;
            moves.Rows++;
            AddRow(row, before, -1, moves.Sums, moves.Sizes);
            AddRow(row, now, 1, moves.Sums, moves.Sizes);
        }
    }

    private void AddRow(int row, int cluster, int times, long[] sums, int[] sizes)
    {
        if (cluster < 0)
            return;
        sizes[cluster] += times;
        var values = _points.Values;
        var (stride, units) = (_points.Stride, _units);
        var own = sums.AsSpan(cluster * units.Length, units.Length);
        for (var dimension = 0; dimension < own.Length; dimension++, row += stride)
            own[dimension] += times * (long)Math.Round(values[row] * units[dimension]);
    }

    private void Add(Moves moves)
    {
        _moved += moves.Rows;
        for (var i = 0; i < _sums.Length; i++)
            _sums[i] += moves.Sums[i];
        for (var cluster = 0; cluster < _k; cluster++)
            _sizes[cluster] += moves.Sizes[cluster];
    }

    /// <summary>An empty cluster takes the row that is farthest from its centroid, the first of equal ones.</summary>
    private void FillEmpty()
    {
        for (var cluster = 0; cluster < _k; cluster++)
        {
            if (_sizes[cluster] > 0)
                continue;
            var (farthest, most) = (-1, 0.0);
            for (var row = 0; row < _points.Count; row++)
            {
                if (_sizes[_labels[row]] > 1 && OwnDistance(row) is var distance && distance > most)
                    (farthest, most) = (row, distance);
            }

            if (farthest < 0)
                continue;
            AddRow(farthest, _labels[farthest], -1, _sums, _sizes);
            AddRow(farthest, cluster, 1, _sums, _sizes);
            _labels[farthest] = cluster;
            _points.CopyRow(farthest, Centroids.AsSpan(cluster * _units.Length, _units.Length));
            _moved++;
        }
    }

    private void MoveCentroids()
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            if (_sizes[i / _units.Length] is > 0 and var size)
                Centroids[i] = _sums[i] / _units[i % _units.Length] / size;
        }
    }

    private double OwnDistance(int row) =>
        _points.SquaredDistance(row, Centroids.AsSpan(_labels[row] * _units.Length, _units.Length));

    private double SumDistances()
    {
        var sum = 0.0;
        for (var row = 0; row < _points.Count; row++)
            sum += OwnDistance(row);
        return sum;
    }

    /// <summary>What the moved rows of one core change in sums and sizes.</summary>
    private sealed class Moves(int k, int dimensions)
    {
        public long[] Sums { get; } = new long[k * dimensions];

        public int[] Sizes { get; } = new int[k];

        public int Rows { get; set; }
    }
}
