using System.Text;
using System.Text.Json;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Blobs;

/// <summary>A file as a list tells of it.</summary>
/// <param name="Name">Its path inside the listed folder, with '/'.</param>
/// <param name="ETag">Changes with its content.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Changed">When it changed last.</param>
public sealed record ListedFile(string Name, string ETag, long Length, DateTimeOffset Changed);

/// <summary>
/// The files of a segmentation: in a local folder, or in containers of a storage account. A file appears whole under
/// its name or not at all. Names are paths with '/'; a folder is there while it has files.
/// </summary>
public abstract class BlobStore
{
    private const int LineBytes = 1 << 20;
    private const int FewLinesBytes = 1 << 13;

    // UTF-16, and with it the ordinal order of strings, puts what lies beyond U+FFFF before U+E000.
    private static readonly Comparer<byte[]> ByCodePoint =
        Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private long _replacements;

    /// <summary>Where all files are, for people: a full path or an address.</summary>
    public abstract string Root { get; }

    /// <summary>Where a file is, for people.</summary>
    public abstract string PathOf(string name);

    /// <summary>Makes what must be there before the first file is written.</summary>
    public abstract void Create();

    /// <summary>Whether a file is there.</summary>
    public abstract bool Has(string name);

    /// <summary>Opens a file for reading; the stream can seek.</summary>
    /// <param name="name">The file.</param>
    /// <param name="etag">The listed ETag that it must have; null for any.</param>
    /// <exception cref="FileNotFoundException">When it is not there.</exception>
    /// <exception cref="IOException">When it has another ETag.</exception>
    public abstract Stream Open(string name, string? etag = null);

    /// <summary>The length of a file, in bytes.</summary>
    /// <exception cref="FileNotFoundException">When it is not there.</exception>
    public abstract long Length(string name);

    /// <summary>When a file changed last; null when it is not there.</summary>
    public abstract DateTimeOffset? Changed(string name);

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="FileNotFoundException">When it is not there.</exception>
    public abstract byte[] Read(string name);

    /// <summary>Reads bytes from the middle of a file; fewer than wanted only where it ends.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Where the first byte lies.</param>
    /// <param name="into">Takes the bytes.</param>
    /// <returns>The number of bytes read.</returns>
    /// <exception cref="FileNotFoundException">When it is not there.</exception>
    public abstract int Read(string name, long offset, Span<byte> into);

    /// <summary>
    /// Writes a file, which takes the place of one that is there; nothing is seen of it until all is written. The same
    /// bytes again change nothing.
    /// </summary>
    public abstract void Write(string name, Action<Stream> write);

    /// <summary>Gives a file to a folder, where it takes the place of one that is there; here it is gone.</summary>
    /// <param name="name">The file.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="newName">Its name there.</param>
    /// <exception cref="FileNotFoundException">When it is not there.</exception>
    public virtual void Give(string name, DataFolder folder, string newName)
    {
        folder.Write(newName, stream =>
        {
            using var own = Open(name);
            own.CopyTo(stream);
        });
        Delete(name);
    }

    /// <summary>What tells one content of a file from another; null when the file is not there.</summary>
    public abstract string? ETag(string name);

    /// <summary>Replaces a file whose content is still the known one.</summary>
    /// <param name="name">The file.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="etag">The known content; null when the file was not there.</param>
    /// <returns>Whether the file has the new content now.</returns>
    public bool TryReplace(string name, ReadOnlyMemory<byte> bytes, string? etag)
    {
        try
        {
            return Replace(name, bytes, etag);
        }
        finally
        {
            // What answered no, or not at all, may have been replaced too.
            Interlocked.Increment(ref _replacements);
        }
    }

    /// <summary>How often files were replaced by way of this object, at most: what was read of one is good as long as
    /// this is the same, unless others replaced it.</summary>
    public long Replacements => Interlocked.Read(ref _replacements);

    /// <inheritdoc cref="TryReplace"/>
    protected abstract bool Replace(string name, ReadOnlyMemory<byte> bytes, string? etag);

    /// <summary>The files in a folder and in its folders, sorted by name; none when it is not there.</summary>
    public abstract IReadOnlyList<ListedFile> List(string folder);

    /// <summary>The names of the files directly in a folder, sorted by code point; none when it is not there.</summary>
    public abstract IReadOnlyList<string> Files(string folder);

    /// <summary>
    /// The names of the folders directly in a folder, sorted by code point; none when it is not there.
    /// </summary>
    public abstract IReadOnlyList<string> Folders(string folder);

    /// <summary>Whether a folder is there.</summary>
    public abstract bool HasFolder(string name);

    /// <summary>
    /// Gives the files of a folder another folder; what has the same names there makes way, the rest stays. A move that
    /// was ended goes on when it is asked for again, and one that is done does nothing.
    /// </summary>
    public abstract void MoveFolder(string from, string to);

    /// <summary>Deletes a folder and what is in it, when it is there.</summary>
    public abstract void DeleteFolder(string name);

    /// <summary>Deletes a file, when it is there.</summary>
    public abstract void Delete(string name);

    /// <summary>Deletes a listed file that is still as it was listed.</summary>
    /// <param name="folder">The folder that was listed.</param>
    /// <param name="listed">The file.</param>
    public abstract void DeleteUnchanged(string folder, ListedFile listed);

    /// <summary>Takes away folders that hold no file, where a folder without files can be.</summary>
    /// <param name="folder">The outermost one.</param>
    public virtual void DeleteEmpty(string folder)
    {
    }

    /// <summary>Writes a file of these bytes.</summary>
    public void Write(string name, ReadOnlyMemory<byte> bytes) => Write(name, stream => stream.Write(bytes.Span));

    /// <summary>Reads bytes from the middle of a file.</summary>
    /// <exception cref="EndOfStreamException">When it ends before.</exception>
    public void ReadExactly(string name, long offset, Span<byte> into)
    {
        if (Read(name, offset, into) < into.Length)
            throw new EndOfStreamException($"{PathOf(name)} became shorter after it was written");
    }

    /// <summary>Reads a file that this program wrote.</summary>
    /// <param name="name">The file.</param>
    /// <param name="read">Reads its content.</param>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public T Read<T>(string name, Func<Stream, T> read)
    {
        try
        {
            using var stream = Open(name);
            return read(stream);
        }
        catch (FileNotFoundException fault)
        {
            throw NotAsWritten(name, "the file is missing", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or EndOfStreamException
            or OverflowException or ArgumentException or FormatException)
        {
            throw NotAsWritten(name, "the file is damaged", fault);
        }
    }

    /// <summary>The fault of a file that is not as this program wrote it.</summary>
    public ImportException NotAsWritten(string name, string found, Exception? fault = null) => new(
        PathOf(name), found, "the file as it was written",
        "restore it from a backup, or import the dumps into another --data folder", fault);

    /// <summary>
    /// The lines of a file, without their ends. A last line that has no end is not whole, and is not told.
    /// </summary>
    /// <param name="name">The file.</param>
    /// <param name="from">Where the first line begins, in bytes.</param>
    public IEnumerable<byte[]> Lines(string name, long from = 0)
    {
        using var stream = Open(name);
        stream.Position = from;
        var (buffer, filled, lineStart) = (new byte[LineBytes], 0, 0);
        for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            filled += read;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', lineStart, filled - lineStart)) >= 0;)
            {
                yield return buffer[lineStart..end];
                lineStart = end + 1;
            }

            // The rest of the buffer begins the next line; a line that fills it needs a larger one.
            Buffer.BlockCopy(buffer, lineStart, buffer, 0, filled - lineStart);
            (filled, lineStart) = (filled - lineStart, 0);
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>
    /// The same lines for whoever needs but a few: a small block is read first, and larger ones the more are asked for.
    /// </summary>
    /// <inheritdoc cref="Lines"/>
    public IEnumerable<byte[]> FewLines(string name, long from)
    {
        var (buffer, filled, isEnd) = (new byte[FewLinesBytes], 0, false);
        for (var lineStart = 0; !isEnd; lineStart = 0)
        {
            var read = Read(name, from, buffer.AsSpan(filled));
            isEnd = read < buffer.Length - filled;
            (from, filled) = (from + read, filled + read);
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', lineStart, filled - lineStart)) >= 0;)
            {
                yield return buffer[lineStart..end];
                lineStart = end + 1;
            }

            Buffer.BlockCopy(buffer, lineStart, buffer, 0, filled - lineStart);
            filled -= lineStart;
            if (buffer.Length < LineBytes || filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>Names in the order of their code points.</summary>
    protected static IReadOnlyList<string> Sorted(IEnumerable<string> names) =>
        [.. names.OrderBy(Encoding.UTF8.GetBytes, ByCodePoint)];
}
