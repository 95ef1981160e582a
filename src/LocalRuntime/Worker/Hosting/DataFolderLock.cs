namespace LocalRuntime.Worker.Hosting;

/// <summary>Keeps a data folder for one process until disposed of, or until the process ends in any way.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = ".lock";
    private readonly FileStream _handle;

    private DataFolderLock(string folder, FileStream handle) => (Folder, _handle) = (folder, handle);

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Takes the folder, which is made when missing; null when another holder has it.</summary>
    public static DataFolderLock? TryAcquire(string folder)
    {
        var full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        try
        {
            var handle = new FileStream(
                Path.Combine(full, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolderLock(full, handle);
        }
        catch (IOException problem) when (problem is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a file of the folder is the one that keeps it.</summary>
    public bool IsLock(string file) => Path.GetFullPath(file) == _handle.Name;

    /// <summary>Gives the folder free. The file stays: removing it would let two processes lock two files.</summary>
    public void Dispose() => _handle.Dispose();
}
