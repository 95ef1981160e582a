namespace LocalRuntime.Worker.Blobs;

/// <summary>A blob as it was seen.</summary>
/// <param name="Container">The container.</param>
/// <param name="Name">The name, with slashes.</param>
/// <param name="Path">The file.</param>
/// <param name="ETag">Changes when the content may have changed.</param>
/// <param name="Values">The values of the function's pattern, by name.</param>
internal sealed record BlobFile(
    string Container, string Name, string Path, string ETag, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The ETag of a file of a length, written last at an instant.</summary>
    public static string TagOf(long length, DateTime lastWriteUtc) => $"0x{length:X}-{lastWriteUtc.Ticks:X}";

    /// <summary>Whether the file is still what was seen.</summary>
    public bool IsUnchanged()
    {
        var file = new FileInfo(Path);
        return file.Exists && TagOf(file.Length, file.LastWriteTimeUtc) == ETag;
    }

    /// <summary>Whether nobody is known to be writing the file; not every writer lets itself be seen.</summary>
    public bool IsFree()
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
}
