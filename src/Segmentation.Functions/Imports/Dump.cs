using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>A dump in the store, ready to be read: its text is UTF-8.</summary>
/// <param name="Number">The number of the file in its import, from 0.</param>
/// <param name="Name">Its name inside the import.</param>
/// <param name="Text">The file of its UTF-8 text.</param>
/// <param name="Head">Its first bytes as UTF-8.</param>
internal sealed record Dump(int Number, string Name, string Text, ReadOnlyMemory<byte> Head)
{
    /// <summary>Opens a copied dump; one that is not UTF-8 is written out as UTF-8 first.</summary>
    /// <param name="number">The number of the file in its import.</param>
    /// <param name="name">Its name inside the import.</param>
    /// <param name="stored">The file of its copy.</param>
    /// <param name="format">What its sources declare of it.</param>
    /// <param name="data">Where the files are.</param>
    /// <param name="scratch">The folder for the UTF-8 form.</param>
    /// <exception cref="ImportException">When it is no text.</exception>
    public static Dump Open(
        int number, string name, string stored, FormatDefinition format, BlobStore data, string scratch)
    {
        var head = HeadOf(data, stored);
        var encoding = EncodingSniffer.Sniff(name, head, format.Encoding);
        if (encoding.CodePage == Encoding.UTF8.CodePage)
            return new Dump(number, name, stored, head);
        using var stream = data.Open(stored);
        stream.Position = encoding.Preamble.Length > 0 && head.AsSpan().StartsWith(encoding.Preamble)
            ? encoding.Preamble.Length
            : 0;
        var utf8 = $"{scratch}/{number}.utf8";
        using var text = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
        data.Write(utf8, text.CopyTo);
        return new Dump(number, name, utf8, HeadOf(data, utf8));
    }

    /// <summary>The first bytes of a file.</summary>
    /// <param name="data">Where the file is.</param>
    /// <param name="name">Its name.</param>
    public static byte[] HeadOf(BlobStore data, string name)
    {
        var head = new byte[EncodingSniffer.HeadBytes];
        return head[..data.Read(name, 0, head)];
    }
}
