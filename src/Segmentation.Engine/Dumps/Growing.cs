using System.Buffers;
using System.Runtime.CompilerServices;

namespace Segmentation.Engine.Dumps;

/// <summary>An array that grows, in memory that is used again when the values are taken.</summary>
internal sealed class Growing<T>
    where T : unmanaged
{
    private const int FirstCapacity = 1 << 14;

    private T[] _values = ArrayPool<T>.Shared.Rent(FirstCapacity);

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values so far.</summary>
    public Span<T> Values => _values.AsSpan(0, Count);

    /// <summary>Adds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        var (values, count) = (_values, Count);
        if ((uint)count >= (uint)values.Length)
            values = Grow(count + 1);
        values[count] = value;
        Count = count + 1;
    }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<T> values)
    {
        if (values.Length > _values.Length - Count)
            Grow(checked(Count + values.Length));
        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>The values as an array of their own; nothing may be added behind it.</summary>
    public T[] Take()
    {
        var taken = GC.AllocateUninitializedArray<T>(Count);
        Values.CopyTo(taken);
        ArrayPool<T>.Shared.Return(_values);
        (_values, Count) = ([], 0);
        return taken;
    }

    private T[] Grow(int needed)
    {
        var capacity = (int)Math.Min(Array.MaxLength, Math.Max(FirstCapacity, Count * 2L));
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, capacity));
        Values.CopyTo(larger);
        ArrayPool<T>.Shared.Return(_values);
        return _values = larger;
    }
}
