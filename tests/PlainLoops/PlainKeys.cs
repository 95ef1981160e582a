namespace PlainLoops;

/// <summary>Numbers texts in the order in which they first came, and hashes them.</summary>
internal sealed class PlainKeys
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The texts by their number.</summary>
    public IEnumerable<string> Texts => _numbers.OrderBy(text => text.Value).Select(text => text.Key);

    /// <summary>The number of a text, which is added when it is new.</summary>
    public int Intern(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
            _numbers.Add(text, number = _numbers.Count);
        return number;
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(string text) => _numbers.GetValueOrDefault(text, -1);

    /// <summary>The hash of a text: its bytes, eight at a time and the last ones filled up with zeros, then its length,
    /// each folded in by a product of 128 bits.</summary>
    public static ulong Hash(byte[] text)
    {
        const ulong Prime1 = 0xA076_1D64_78BD_642F;
        const ulong Prime2 = 0xE703_7ED1_A0B4_28DB;
        var hash = 0x9E37_79B9_7F4A_7C15;
        for (var from = 0; from <= text.Length; from += sizeof(ulong))
        {
            ulong word = 0;
            for (var i = Math.Min(from + sizeof(ulong), text.Length) - 1; i >= from; i--)
                word = (word << 8) | text[i];
            hash = Folded(hash ^ Prime1, word ^ Prime2);
        }

        return Folded(hash ^ (ulong)text.Length, Prime1);
    }

    private static ulong Folded(ulong a, ulong b)
    {
        var product = (UInt128)a * b;
        return (ulong)(product >> 64) ^ (ulong)product;
    }
}
