namespace Segmentation.Engine.Columns;

/// <summary>
/// Distinct texts, numbered in the order in which they first came: an
/// open-addressing hash table over a <see cref="TextList"/>.
/// </summary>
public sealed class TextPool
{
    private const int Free = -1;

    private int[] _slots;
    private uint[] _hashes;

    /// <summary>An empty pool.</summary>
    /// <param name="capacity">How many texts to make room for.</param>
    public TextPool(int capacity = 12)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2(
            (uint)Math.Max(16, capacity + capacity / 3 + 1));
        _slots = new int[size];
        _hashes = new uint[size];
        Array.Fill(_slots, Free);
        Texts = new TextList(capacity, capacity * 12);
    }

    /// <summary>The distinct texts by their number.</summary>
    public TextList Texts { get; }

    /// <summary>The number of distinct texts.</summary>
    public int Count => Texts.Count;

    /// <summary>The number of a text, which is added when it is new.</summary>
    public int Intern(ReadOnlySpan<byte> text) => Intern(text, StableHash.Of(text));

    /// <summary>The number of a text, which is added when it is new.</summary>
    /// <param name="text">The text as UTF-8.</param>
    /// <param name="hash">Its <see cref="StableHash"/>.</param>
    public int Intern(ReadOnlySpan<byte> text, ulong hash)
    {
        var slot = SlotOf(text, hash);
        if (_slots[slot] != Free)
            return _slots[slot];
        if (Texts.Count >= _slots.Length - _slots.Length / 4)
        {
            Grow();
            slot = SlotOf(text, hash);
        }

        _hashes[slot] = (uint)hash;
        return _slots[slot] = Texts.Add(text);
    }

    /// <summary>The number of a text, or -1 when the pool does not have it.</summary>
    public int Find(ReadOnlySpan<byte> text) => _slots[SlotOf(text, StableHash.Of(text))];

    private int SlotOf(ReadOnlySpan<byte> text, ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != Free && !(_hashes[slot] == (uint)hash && Texts[_slots[slot]].SequenceEqual(text)))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (slots, hashes) = (_slots, _hashes);
        _slots = new int[slots.Length * 2];
        _hashes = new uint[slots.Length * 2];
        Array.Fill(_slots, Free);
        var mask = _slots.Length - 1;
        for (var old = 0; old < slots.Length; old++)
        {
            if (slots[old] == Free)
                continue;
            var slot = (int)hashes[old] & mask;
            while (_slots[slot] != Free)
                slot = (slot + 1) & mask;
            (_slots[slot], _hashes[slot]) = (slots[old], hashes[old]);
        }
    }
}
