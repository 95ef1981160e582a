namespace Segmentation.Functions.Blobs;

/// <summary>
/// A temporary folder of this machine that nobody else reads. It is locked for as long as its process lives: whatever a
/// killed one left is found by that, and deleted.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "segment-preview-";
    private const string Lock = "lock";
    private const string Files = "files";

    private readonly string _home;
    private readonly FileStream _lock;

    /// <summary>Makes a folder.</summary>
    public ScratchFolder()
    {
        _home = Directory.CreateTempSubdirectory(Prefix).FullName;
        _lock = Locked(_home);
        // What is not locked has no files yet.
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where its files are.</summary>
    public string Path => System.IO.Path.Combine(_home, Files);

    /// <summary>Deletes the folders of processes that are gone.</summary>
    public static void Sweep()
    {
        foreach (var home in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*"))
        {
            if (!Directory.Exists(System.IO.Path.Combine(home, Files)))
                continue;
            try
            {
                Delete(home, Locked(home));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or is another user's; or somebody else deletes it.
            }
        }
    }

    /// <summary>Deletes it.</summary>
    public void Dispose() => Delete(_home, _lock);

    private static FileStream Locked(string home) => new(
        System.IO.Path.Combine(home, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void Delete(string home, FileStream held)
    {
        using (held)
            Directory.Delete(System.IO.Path.Combine(home, Files), recursive: true);
        Directory.Delete(home, recursive: true);
    }
}
