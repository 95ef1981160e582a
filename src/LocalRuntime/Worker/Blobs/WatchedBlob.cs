namespace LocalRuntime.Worker.Blobs;

/// <summary>A blob as it was seen: a file of a folder, or a blob of a container.</summary>
/// <param name="Container">The container.</param>
/// <param name="Name">The name, with slashes.</param>
/// <param name="ETag">Changes when the content may have changed.</param>
/// <param name="Values">The values of the function's pattern, by name.</param>
internal abstract record WatchedBlob(
    string Container, string Name, string ETag, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether nobody is known to be writing the blob; not every writer lets itself be seen.</summary>
    public virtual bool IsFree() => true;

    /// <summary>Whether the blob is there and still what was seen.</summary>
    public abstract Task<bool> IsUnchangedAsync(CancellationToken cancel);

    /// <summary>Opens the content for reading.</summary>
    public abstract Task<Stream> OpenAsync(CancellationToken cancel);
}
