using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Blobs;

/// <summary>The files of a segmentation in a local folder. A file appears whole under its name or not at all.</summary>
/// <param name="root">The folder, such as <c>.segment</c>.</param>
public sealed class DataFolder(string root)
{
    /// <summary>What names of files that are being written contain.</summary>
    public const string Temporary = ".writing-";

    private const int BufferBytes = 1 << 20;

    // UTF-16, and with it the ordinal order of strings, puts what lies beyond U+FFFF before U+E000.
    private static readonly Comparer<byte[]> ByCodePoint =
        Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private readonly Lock _replacing = new();

    /// <summary>The folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The full path of a file.</summary>
    /// <param name="name">Its path inside the folder, with '/'.</param>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Whether a file is there.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Opens a file for reading.</summary>
    public Stream Open(string name) =>
        new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);

    /// <summary>The length of a file, in bytes.</summary>
    public long Length(string name) => new FileInfo(PathOf(name)).Length;

    /// <summary>All bytes of a file.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>Reads a file that this program wrote.</summary>
    /// <param name="name">Its path inside the folder.</param>
    /// <param name="read">Reads its content.</param>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public T Read<T>(string name, Func<Stream, T> read)
    {
        try
        {
            using var stream = Open(name);
            return read(stream);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
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
    /// <param name="name">Its path inside the folder.</param>
    /// <param name="from">Where the first line begins, in bytes.</param>
    public IEnumerable<byte[]> Lines(string name, long from = 0)
    {
        using var stream = Open(name);
        stream.Position = from;
        var (buffer, filled, lineStart) = (new byte[BufferBytes], 0, 0);
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
    /// Writes a file under a temporary name and then gives it its name, so that a killed writer leaves no half file.
    /// </summary>
    public void Write(string name, Action<Stream> write)
    {
        var path = PathOf(name);
        // Two threads may write the same content under the same name.
        var temporary = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}{Temporary}{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using (var stream = new FileStream(
                temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
                write(stream);
            Writes.Before(name);
            File.Move(temporary, path, overwrite: true);
            Writes.After(name);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a file of these bytes.</summary>
    public void Write(string name, ReadOnlyMemory<byte> bytes) => Write(name, stream => stream.Write(bytes.Span));

    /// <summary>Whether a folder is there.</summary>
    public bool HasFolder(string name) => Directory.Exists(PathOf(name));

    /// <summary>What tells one content of a file from another; null when the file is not there.</summary>
    public string? ETag(string name) => Has(name) ? Convert.ToHexStringLower(SHA256.HashData(Read(name))) : null;

    /// <summary>Replaces a file whose content is still the known one.</summary>
    /// <param name="name">Its path inside the folder.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="etag">The known content; null when the file was not there.</param>
    /// <returns>Whether it was replaced.</returns>
    public bool TryReplace(string name, ReadOnlyMemory<byte> bytes, string? etag)
    {
        // One process works on a data folder.
        lock (_replacing)
        {
            if (ETag(name) != etag)
                return false;
            Write(name, bytes);
            return true;
        }
    }

    /// <summary>Deletes what killed writers left in the folder; nobody may be writing in it.</summary>
    /// <param name="everywhere">Whether in its folders too.</param>
    public void DeleteUnfinished(bool everywhere = true)
    {
        if (!Directory.Exists(Root))
            return;
        var depth = everywhere ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        foreach (var file in Directory.EnumerateFiles(Root, $"*{Temporary}*", depth))
            File.Delete(file);
    }

    /// <summary>Gives a folder another name, in place of one that is there.</summary>
    public void MoveFolder(string from, string to)
    {
        DeleteFolder(to);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(to))!);
        Directory.Move(PathOf(from), PathOf(to));
    }

    /// <summary>Deletes a folder and what is in it, when it is there.</summary>
    public void DeleteFolder(string name)
    {
        if (Directory.Exists(PathOf(name)))
            Directory.Delete(PathOf(name), recursive: true);
    }

    /// <summary>Deletes a file, when it is there.</summary>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>The names of the files directly in a folder, sorted by code point; none when it is not there.</summary>
    public IReadOnlyList<string> Files(string folder) => Names(folder, Directory.EnumerateFiles);

    /// <summary>
    /// The names of the folders directly in a folder, sorted by code point; none when it is not there.
    /// </summary>
    public IReadOnlyList<string> Folders(string folder) => Names(folder, Directory.EnumerateDirectories);

    private string[] Names(string folder, Func<string, IEnumerable<string>> list)
    {
        var path = PathOf(folder);
        return Directory.Exists(path)
            ? [.. list(path).Select(Path.GetFileName).OfType<string>().OrderBy(Encoding.UTF8.GetBytes, ByCodePoint)]
            : [];
    }
}
