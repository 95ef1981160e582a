namespace LocalRuntime.Worker.Blobs;

/// <summary>Hears from the file system that a folder changed; only a hint, which may fail to come.</summary>
internal sealed class FolderHint : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0);
    private readonly FileSystemWatcher? _watcher;

    /// <summary>Begins to listen to a folder, which is made when missing.</summary>
    public FolderHint(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            _watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName,
            };
            _watcher.Created += Changed;
            _watcher.Renamed += Changed;
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception problem) when (problem is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // The system has no more watches to give, or cannot: looking every second is enough.
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    /// <summary>Waits for a change.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    public void Dispose()
    {
        _watcher?.Dispose();
        _changed.Dispose();
    }

    private void Changed(object sender, FileSystemEventArgs change)
    {
        // One hint waiting is as good as many.
        if (_changed.CurrentCount == 0)
            _changed.Release();
    }
}
