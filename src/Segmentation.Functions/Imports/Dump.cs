using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>A dump in the data folder, ready to be read: its text is UTF-8.</summary>
/// <param name="Number">The number of the file in its import, from 0.</param>
/// <param name="Name">Its name inside the import.</param>
/// <param name="Path">The full path of its UTF-8 text.</param>
/// <param name="Head">Its first bytes as UTF-8.</param>
internal sealed record Dump(int Number, string Name, string Path, ReadOnlyMemory<byte> Head)
{
    /// <summary>Opens a copied dump; one that is not UTF-8 is written out as UTF-8 first.</summary>
    /// <param name="number">The number of the file in its import.</param>
    /// <param name="name">Its name inside the import.</param>
    /// <param name="stored">Where its copy lies in the data folder.</param>
    /// <param name="format">What its sources declare of it.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="scratch">A folder of the data folder for the UTF-8 form.</param>
    /// <exception cref="ImportException">When it is no text.</exception>
    public static Dump Open(
        int number, string name, string stored, FormatDefinition format, DataFolder data, string scratch)
    {
        using var stream = data.Open(stored);
        var head = HeadOf(stream);
        var encoding = EncodingSniffer.Sniff(name, head, format.Encoding);
        if (encoding.CodePage == Encoding.UTF8.CodePage)
            return new Dump(number, name, data.PathOf(stored), head);
        stream.Position = encoding.Preamble.Length > 0 && head.AsSpan().StartsWith(encoding.Preamble)
            ? encoding.Preamble.Length
            : 0;
        var utf8 = $"{scratch}/{number}.utf8";
        using var text = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
        data.Write(utf8, text.CopyTo);
        using var transcoded = data.Open(utf8);
        return new Dump(number, name, data.PathOf(utf8), HeadOf(transcoded));
    }

    /// <summary>The first bytes of a file.</summary>
    /// <param name="path">Its full path.</param>
    public static byte[] HeadOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        return HeadOf(stream);
    }

    private static byte[] HeadOf(Stream stream)
    {
        var head = new byte[EncodingSniffer.HeadBytes];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length];
    }
}
