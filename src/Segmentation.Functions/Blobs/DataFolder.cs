using System.Globalization;
using System.Security.Cryptography;

namespace Segmentation.Functions.Blobs;

/// <summary>The files of a segmentation in a local folder, which one process works on.</summary>
/// <param name="root">The folder, such as <c>.segment</c>.</param>
public sealed class DataFolder(string root) : BlobStore
{
    private const string Temporary = ".writing-";
    private const int BufferBytes = 1 << 20;

    private readonly Lock _replacing = new();

    /// <inheritdoc/>
    public override string Root { get; } = Path.GetFullPath(root);

    /// <inheritdoc/>
    public override string PathOf(string name) => Path.Combine(Root, name);

    /// <inheritdoc/>
    public override void Create()
    {
        // Each file makes the folders that it lies in.
    }

    /// <inheritdoc/>
    public override bool Has(string name) => File.Exists(PathOf(name));

    /// <inheritdoc/>
    public override Stream Open(string name, string? etag = null)
    {
        var stream = WhenThere(() => new FileStream(
            PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes));
        if (etag is null || ETagOf(new FileInfo(PathOf(name))) == etag)
            return stream;
        stream.Dispose();
        throw new IOException($"{PathOf(name)} was changed after it was listed");
    }

    /// <inheritdoc/>
    public override long Length(string name) => new FileInfo(PathOf(name)).Length;

    /// <inheritdoc/>
    public override DateTimeOffset? Changed(string name) =>
        Has(name) ? File.GetLastWriteTimeUtc(PathOf(name)) : null;

    /// <inheritdoc/>
    public override byte[] Read(string name) => WhenThere(() => File.ReadAllBytes(PathOf(name)));

    /// <inheritdoc/>
    public override int Read(string name, long offset, Span<byte> into)
    {
        using var handle = WhenThere(() => File.OpenHandle(PathOf(name)));
        var filled = 0;
        for (int read; filled < into.Length; filled += read)
        {
            read = RandomAccess.Read(handle, into[filled..], offset + filled);
            if (read == 0)
                break;
        }

        return filled;
    }

    /// <inheritdoc/>
    public override void Write(string name, Action<Stream> write) => Put(name, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
        write(stream);
    });

    /// <inheritdoc/>
    /// <remarks>Within a file system a file is renamed. When that fails it may be gone, and has to be made again.
    /// </remarks>
    public override void Give(string name, DataFolder folder, string newName) =>
        folder.Put(newName, temporary => File.Move(PathOf(name), temporary, overwrite: true));

    /// <inheritdoc/>
    public override string? ETag(string name) =>
        Has(name) ? Convert.ToHexStringLower(SHA256.HashData(Read(name))) : null;

    /// <inheritdoc/>
    protected override bool Replace(string name, ReadOnlyMemory<byte> bytes, string? etag)
    {
        // One process works on a data folder.
        lock (_replacing)
        {
            if (ETag(name) != etag)
                return Has(name) && Read(name).AsSpan().SequenceEqual(bytes.Span);
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

    /// <inheritdoc/>
    public override IReadOnlyList<ListedFile> List(string folder)
    {
        var root = new DirectoryInfo(PathOf(folder));
        return root.Exists
            ? [.. root.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => !file.Name.Contains(Temporary, StringComparison.Ordinal))
                .Select(file => Listed(root, file))
                .OrderBy(file => file.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files(string folder) => Names(folder, Directory.EnumerateFiles);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Folders(string folder) => Names(folder, Directory.EnumerateDirectories);

    /// <inheritdoc/>
    public override bool HasFolder(string name) => Directory.Exists(PathOf(name));

    /// <inheritdoc/>
    public override void MoveFolder(string from, string to)
    {
        foreach (var file in List(from))
        {
            var target = PathOf($"{to}/{file.Name}");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Writes.Before($"{to}/{file.Name}");
            File.Move(PathOf($"{from}/{file.Name}"), target, overwrite: true);
            Writes.After($"{to}/{file.Name}");
        }

        DeleteFolder(from);
    }

    /// <inheritdoc/>
    public override void DeleteFolder(string name)
    {
        if (HasFolder(name))
            Directory.Delete(PathOf(name), recursive: true);
    }

    /// <inheritdoc/>
    public override void Delete(string name)
    {
        if (Has(name))
            File.Delete(PathOf(name));
    }

    /// <inheritdoc/>
    public override void DeleteUnchanged(string folder, ListedFile listed)
    {
        var name = $"{folder}/{listed.Name}";
        if (ETagOf(new FileInfo(PathOf(name))) == listed.ETag)
            Delete(name);
    }

    /// <inheritdoc/>
    public override void DeleteEmpty(string folder)
    {
        if (!HasFolder(folder))
            return;
        foreach (var inside in Folders(folder))
            DeleteEmpty($"{folder}/{inside}");
        if (Directory.EnumerateFileSystemEntries(PathOf(folder)).Any())
            return;
        try
        {
            Directory.Delete(PathOf(folder));
        }
        catch (IOException) when (HasFolder(folder))
        {
            // Something arrived in it meanwhile.
        }
    }

    /// <summary>Makes a file under a temporary name first: a killed writer leaves no half file.</summary>
    private void Put(string name, Action<string> make)
    {
        var path = PathOf(name);
        // Two threads may write the same content under the same name.
        var temporary = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}{Temporary}{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            make(temporary);
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

    private static ListedFile Listed(DirectoryInfo root, FileInfo file) => new(
        Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), ETagOf(file)!, file.Length,
        file.LastWriteTimeUtc);

    private static string? ETagOf(FileInfo file) => file.Exists
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}")
        : null;

    /// <summary>A folder that is missing is a file that is missing.</summary>
    private static T WhenThere<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new FileNotFoundException(fault.Message, fault);
        }
    }

    private IReadOnlyList<string> Names(string folder, Func<string, IEnumerable<string>> list) =>
        HasFolder(folder) ? Sorted(list(PathOf(folder)).Select(Path.GetFileName).OfType<string>()) : [];
}
