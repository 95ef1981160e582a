using System.Collections.Concurrent;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// The files of another store, which it never changes: what is written goes to a temporary folder of this machine, and
/// is gone when the store is disposed of. What is deleted is hidden.
/// </summary>
public sealed class ScratchStore : BlobStore, IDisposable
{
    private readonly BlobStore _kept;
    private readonly ScratchFolder _folder;
    private readonly DataFolder _scratch;
    private readonly ConcurrentDictionary<string, bool> _hidden = new(StringComparer.Ordinal);

    /// <summary>Opens a store over another; what killed processes left of theirs goes.</summary>
    /// <param name="kept">The other store.</param>
    public ScratchStore(BlobStore kept)
    {
        ScratchFolder.Sweep();
        (_kept, _folder) = (kept, new ScratchFolder());
        _scratch = new DataFolder(_folder.Path);
    }

    /// <inheritdoc/>
    public override string Root => _kept.Root;

    /// <inheritdoc/>
    public override string PathOf(string name) => Holder(name).PathOf(name);

    /// <inheritdoc/>
    public override void Create()
    {
        // The temporary folder is there.
    }

    /// <inheritdoc/>
    public override bool Has(string name) => _scratch.Has(name) || (!IsHidden(name) && _kept.Has(name));

    /// <inheritdoc/>
    public override Stream Open(string name, string? etag = null) => Holder(name).Open(name, etag);

    /// <inheritdoc/>
    public override long Length(string name) => Holder(name).Length(name);

    /// <inheritdoc/>
    public override DateTimeOffset? Changed(string name) => Holder(name).Changed(name);

    /// <inheritdoc/>
    public override byte[] Read(string name) => Holder(name).Read(name);

    /// <inheritdoc/>
    public override int Read(string name, long offset, Span<byte> into) => Holder(name).Read(name, offset, into);

    /// <inheritdoc/>
    public override void Write(string name, Action<Stream> write) => _scratch.Write(name, write);

    /// <inheritdoc/>
    public override string? ETag(string name) => Holder(name).ETag(name);

    /// <inheritdoc/>
    /// <remarks>Nobody else works on the temporary folder.</remarks>
    protected override bool Replace(string name, ReadOnlyMemory<byte> bytes, string? etag)
    {
        if (ETag(name) != etag)
            return false;
        Write(name, bytes);
        return true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ListedFile> List(string folder) =>
    [
        .. _scratch.List(folder)
            .Concat(_kept.List(folder).Where(file => !IsHidden($"{folder}/{file.Name}")))
            .DistinctBy(file => file.Name).OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files(string folder) => Names(folder, store => store.Files(folder));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Folders(string folder) => Names(folder, store => store.Folders(folder));

    /// <inheritdoc/>
    public override bool HasFolder(string name) =>
        _scratch.HasFolder(name) || (!IsHidden(name) && _kept.HasFolder(name));

    /// <inheritdoc/>
    public override void MoveFolder(string from, string to)
    {
        foreach (var file in List(from))
            Write($"{to}/{file.Name}", Read($"{from}/{file.Name}"));
        DeleteFolder(from);
    }

    /// <inheritdoc/>
    public override void DeleteFolder(string name)
    {
        _scratch.DeleteFolder(name);
        _hidden[name] = true;
    }

    /// <inheritdoc/>
    public override void Delete(string name)
    {
        _scratch.Delete(name);
        _hidden[name] = true;
    }

    /// <inheritdoc/>
    public override void DeleteUnchanged(string folder, ListedFile listed)
    {
        if (List(folder).Contains(listed))
            Delete($"{folder}/{listed.Name}");
    }

    /// <summary>Deletes what was written.</summary>
    public void Dispose() => _folder.Dispose();

    /// <summary>The store that has a file; a file that is nowhere is looked for, and missed, in the temporary folder.
    /// </summary>
    private BlobStore Holder(string name) => IsHidden(name) || _scratch.Has(name) ? _scratch : _kept;

    private bool IsHidden(string name) => _hidden.Keys.Any(
        hidden => name == hidden || name.StartsWith($"{hidden}/", StringComparison.Ordinal));

    private IReadOnlyList<string> Names(string folder, Func<BlobStore, IReadOnlyList<string>> list) => Sorted(
        list(_scratch).Concat(list(_kept).Where(name => !IsHidden($"{folder}/{name}"))).Distinct());
}
