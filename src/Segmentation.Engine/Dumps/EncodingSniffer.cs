using System.Text;
using System.Text.Unicode;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>Tells the encoding of a dump from its first bytes.</summary>
public static class EncodingSniffer
{
    /// <summary>How many bytes the sniffers look at: 1 MiB.</summary>
    public const int HeadBytes = 1 << 20;

    static EncodingSniffer() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The encoding: as declared, by its byte order mark, UTF-8 when the bytes are valid UTF-8, else Windows-1252.
    /// </summary>
    /// <param name="file">The file's name, for the message.</param>
    /// <param name="head">The first bytes, at most <see cref="HeadBytes"/>.</param>
    /// <param name="declared">The declared encoding, or null.</param>
    /// <exception cref="ImportException">When the bytes are not text.</exception>
    public static Encoding Sniff(string file, ReadOnlySpan<byte> head, string? declared)
    {
        if (declared is not null)
            return Encoding.GetEncoding(declared);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (head.StartsWith(encoding.Preamble))
                return encoding;
        }

        var zeros = head.Count((byte)0);
        if (zeros > 0)
            return Utf16(head, zeros) ?? throw NotText(file, head);
        return Utf8.IsValid(WholeCharacters(head)) ? Encoding.UTF8 : Encoding.GetEncoding(1252);
    }

    /// <summary>UTF-16 without a mark: nearly every second byte of Western text is zero.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> head, int zeros)
    {
        var odd = 0;
        for (var i = 1; i < head.Length; i += 2)
            odd += head[i] == 0 ? 1 : 0;
        var half = head.Length / 2;
        if (zeros < half * 0.7)
            return null;
        return odd > zeros * 0.95 ? Encoding.Unicode : odd < zeros * 0.05 ? Encoding.BigEndianUnicode : null;
    }

    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> head)
    {
        // A character may be cut where the head ends.
        var end = head.Length;
        for (var back = 1; back <= 3 && back <= head.Length; back++)
        {
            if (head[^back] < 0x80)
                break;
            end = head.Length - back;
            if (head[^back] >= 0xC0)
                break;
        }

        return head.Length < HeadBytes ? head : head[..end];
    }

    private static ImportException NotText(string file, ReadOnlySpan<byte> head) => new(
        file,
        $"it is not text (a zero byte at offset {head.IndexOf((byte)0)})",
        "a delimited text file in UTF-8, UTF-16 or a declared encoding",
        "export it as CSV");
}
