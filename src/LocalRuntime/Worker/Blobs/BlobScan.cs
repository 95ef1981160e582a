namespace LocalRuntime.Worker.Blobs;

/// <summary>Looks for the blobs of one function: in a folder, or in a container of a storage account.</summary>
internal abstract class BlobScan
{
    /// <summary>The blobs that match and are whole.</summary>
    public abstract Task<IReadOnlyList<WatchedBlob>> LookAsync(CancellationToken cancel);

    /// <summary>Waits for a hint that there is something new, which may fail to come.</summary>
    public virtual Task HintAsync(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);
}
