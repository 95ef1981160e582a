using System.Buffers.Binary;

namespace Segmentation.Engine.Columns;

/// <summary>
/// Distinct texts, numbered in the order in which they first came: an
/// open-addressing hash table over a <see cref="TextList"/>.
/// </summary>
public sealed class TextPool
{
    private const int Free = -1;

    // Per slot the number of a text and the low half of its hash, side by side.
    private Slot[] _slots;

    /// <summary>An empty pool.</summary>
    /// <param name="capacity">How many texts to make room for.</param>
    public TextPool(int capacity = 12)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2(
            (uint)Math.Max(16, capacity + capacity / 3 + 1));
        _slots = Empty(size);
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
        if (_slots[slot].Text != Free)
            return _slots[slot].Text;
        if (Texts.Count >= _slots.Length - _slots.Length / 4)
        {
            Grow();
            slot = SlotOf(text, hash);
        }

        var number = Texts.Add(text);
        _slots[slot] = new Slot(number, (uint)hash);
        return number;
    }

    /// <summary>The number of a text, or -1 when the pool does not have it.</summary>
    public int Find(ReadOnlySpan<byte> text) => _slots[SlotOf(text, StableHash.Of(text))].Text;

    private int SlotOf(ReadOnlySpan<byte> text, ulong hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var slot = slots[at];
            if (slot.Text == Free || (slot.Hash == (uint)hash && AreSame(Texts[slot.Text], text)))
                return at;
        }
    }

    /// <summary>Ids are mostly short: two numbers that overlap hold one of 8 to 16 bytes.</summary>
    private static bool AreSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        const int Half = sizeof(ulong);
        if (a.Length != b.Length)
            return false;
        if (a.Length is < Half or > 2 * Half)
            return a.SequenceEqual(b);
        return Eight(a) == Eight(b) && Eight(a[^Half..]) == Eight(b[^Half..]);
    }

    private static ulong Eight(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private void Grow()
    {
        var old = _slots;
        _slots = Empty(old.Length * 2);
        var mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Text == Free)
                continue;
            var at = (int)slot.Hash & mask;
            while (_slots[at].Text != Free)
                at = (at + 1) & mask;
            _slots[at] = slot;
        }
    }

    private static Slot[] Empty(int size)
    {
        var slots = new Slot[size];
        Array.Fill(slots, new Slot(Free, 0));
        return slots;
    }

    private readonly record struct Slot(int Text, uint Hash);
}
