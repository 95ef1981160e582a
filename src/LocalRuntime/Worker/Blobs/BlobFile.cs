namespace LocalRuntime.Worker.Blobs;

/// <summary>A file of a folder that stands for a container.</summary>
/// <param name="Container">The container.</param>
/// <param name="Name">The name, with slashes.</param>
/// <param name="Path">The file.</param>
/// <param name="ETag">Tells its length and when it was written last.</param>
/// <param name="Values">The values of the function's pattern, by name.</param>
internal sealed record BlobFile(
    string Container, string Name, string Path, string ETag, IReadOnlyDictionary<string, string> Values)
    : WatchedBlob(Container, Name, ETag, Values)
{
    /// <summary>The ETag of a file of a length, written last at an instant.</summary>
    public static string TagOf(long length, DateTime lastWriteUtc) => $"0x{length:X}-{lastWriteUtc.Ticks:X}";

    public override bool IsFree()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // The function fails on it, and says so.
            return true;
        }
    }

    public override Task<bool> IsUnchangedAsync(CancellationToken cancel)
    {
        var file = new FileInfo(Path);
        return Task.FromResult(file.Exists && TagOf(file.Length, file.LastWriteTimeUtc) == ETag);
    }

    // Whoever owns the file may rename or remove it while it is read.
    public override Task<Stream> OpenAsync(CancellationToken cancel) => Task.FromResult<Stream>(
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
}
