using System.Text;

namespace LocalRuntime.Tables;

/// <summary>
/// The key of an entity as bytes: partition key, 0, row key. Each UTF-16 unit is written by itself (surrogates as three
/// bytes), so that comparing bytes is comparing the strings ordinally; keys have no control characters, so 0 separates.
/// </summary>
internal static class EntityKey
{
    /// <summary>The key of an entity.</summary>
    public static byte[] Encode(string partitionKey, string rowKey)
    {
        var bytes = new byte[Length(partitionKey) + 1 + Length(rowKey)];
        var end = Write(partitionKey, bytes);
        Write(rowKey, bytes.AsSpan(end + 1));
        return bytes;
    }

    /// <summary>A text as bytes that sort like it, and one more byte.</summary>
    public static byte[] Encode(string text, byte last)
    {
        var bytes = new byte[Length(text) + 1];
        Write(text, bytes);
        bytes[^1] = last;
        return bytes;
    }

    /// <summary>The partition key within a key.</summary>
    public static ReadOnlySpan<byte> Partition(ReadOnlySpan<byte> key) => key[..key.IndexOf((byte)0)];

    /// <summary>The row key within a key.</summary>
    public static ReadOnlySpan<byte> Row(ReadOnlySpan<byte> key) => key[(key.IndexOf((byte)0) + 1)..];

    /// <summary>The text that bytes stand for.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
            return Encoding.ASCII.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            int first = bytes[i];
            var count = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
            text.Append((char)(count switch
            {
                1 => first,
                2 => ((first & 0x1F) << 6) | (bytes[i + 1] & 0x3F),
                _ => ((first & 0x0F) << 12) | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F),
            }));
            i += count;
        }

        return text.ToString();
    }

    private static int Length(string text)
    {
        var length = text.Length;
        foreach (var unit in text)
            length += unit < 0x80 ? 0 : unit < 0x800 ? 1 : 2;
        return length;
    }

    private static int Write(string text, Span<byte> bytes)
    {
        var at = 0;
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                bytes[at++] = (byte)unit;
                continue;
            }

            if (unit >= 0x800)
            {
                bytes[at++] = (byte)(0xE0 | (unit >> 12));
                bytes[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
            }
            else
            {
                bytes[at++] = (byte)(0xC0 | (unit >> 6));
            }

            bytes[at++] = (byte)(0x80 | (unit & 0x3F));
        }

        return at;
    }
}
