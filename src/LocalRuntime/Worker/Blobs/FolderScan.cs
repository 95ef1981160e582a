using System.IO.Enumeration;

namespace LocalRuntime.Worker.Blobs;

/// <summary>
/// Looks through the folder of one function's blobs, which is made when missing, and tells which have stopped changing.
/// </summary>
/// <param name="root">The folder of the container.</param>
/// <param name="path">The function's container and pattern.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderScan(string root, BlobPath path, TimeProvider time) : BlobScan, IDisposable
{
    /// <summary>How long a file must have stayed as it is before it is handed over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <summary>What a name holds while its file is being written.</summary>
    private const string WritingMark = ".writing-";

    private readonly string _folder = Path.Combine(root, path.Folder);
    private readonly FolderHint _hint = new(Path.Combine(root, path.Folder));
    private Dictionary<string, Sight> _seen = new(StringComparer.Ordinal);

    public override Task<IReadOnlyList<WatchedBlob>> LookAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<WatchedBlob>>(Look());

    public override Task HintAsync(CancellationToken cancel) => _hint.WaitAsync(cancel);

    public void Dispose() => _hint.Dispose();

    private List<WatchedBlob> Look()
    {
        var now = time.GetTimestamp();
        var seen = new Dictionary<string, Sight>(StringComparer.Ordinal);
        var quiet = new List<WatchedBlob>();
        foreach (var (name, tag) in Files() ?? Enumerable.Empty<(string, string)>())
        {
            if (_seen.TryGetValue(name, out var before) && before.Blob.ETag == tag)
            {
                seen[name] = before;
                if (time.GetElapsedTime(before.Since, now) >= Quiet)
                    quiet.Add(before.Blob);
            }
            else if (path.Match(name) is { } values)
            {
                seen[name] = new Sight(new BlobFile(path.Container, name, Path.Combine(root, name), tag, values), now);
            }
        }

        _seen = seen;
        return quiet;
    }

    private FileSystemEnumerable<(string Name, string Tag)>? Files()
    {
        if (!Directory.Exists(_folder))
            return null;
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.None,
        };
        return new FileSystemEnumerable<(string, string)>(_folder, Named, options)
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && IsOpenName(entry.FileName),
            // A link to a folder above would never end.
            ShouldRecursePredicate = static (ref entry) =>
                IsOpenName(entry.FileName) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
    }

    private (string, string) Named(ref FileSystemEntry entry)
    {
        var below = Path.GetRelativePath(root, entry.ToFullPath());
        var name = Path.DirectorySeparatorChar == '/' ? below : below.Replace(Path.DirectorySeparatorChar, '/');
        if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return (name, BlobFile.TagOf(entry.Length, entry.LastWriteTimeUtc.UtcDateTime));
        var target = new FileInfo(entry.ToFullPath());
        return (name, target.Exists ? BlobFile.TagOf(target.Length, target.LastWriteTimeUtc) : "gone");
    }

    private static bool IsOpenName(ReadOnlySpan<char> name) =>
        name[0] != '.' && !name.Contains(WritingMark, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Sight(BlobFile Blob, long Since);
}
