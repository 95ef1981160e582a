using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// The files of a segmentation in containers of a storage account: the first part of a name is the container, the rest
/// the blob. Several processes may work on them at once.
/// </summary>
/// <param name="account">The account.</param>
public sealed class DataContainers(BlobServiceClient account) : BlobStore
{
    private const int AtOnce = 8;

    private static readonly string[] Containers = ["dumps", "base", "runs", "workspaces"];

    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = Azure.ETag.All };

    /// <inheritdoc/>
    public override string Root { get; } = account.Uri.AbsoluteUri.TrimEnd('/');

    /// <inheritdoc/>
    public override string PathOf(string name) => $"{Root}/{name}";

    /// <inheritdoc/>
    public override void Create()
    {
        foreach (var container in Containers)
            account.GetBlobContainerClient(container).CreateIfNotExists();
    }

    /// <inheritdoc/>
    public override bool Has(string name) => Blob(name).Exists();

    /// <inheritdoc/>
    public override Stream Open(string name, string? etag = null) =>
        WhenThere(name, () => new RangeStream(Blob(name), etag));

    /// <inheritdoc/>
    public override long Length(string name) =>
        WhenThere(name, () => Blob(name).GetProperties().Value.ContentLength);

    /// <inheritdoc/>
    public override DateTimeOffset? Changed(string name) => Properties(name)?.LastModified;

    /// <inheritdoc/>
    public override byte[] Read(string name) =>
        WhenThere(name, () => Blob(name).DownloadContent().Value.Content.ToArray());

    /// <inheritdoc/>
    public override int Read(string name, long offset, Span<byte> into)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, into.Length) };
        try
        {
            using var part = WhenThere(name, () => Blob(name).DownloadStreaming(options).Value);
            return part.Content.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.InvalidRange)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public override void Write(string name, Action<Stream> write)
    {
        using var blocks = new BlockStream(Blob(name));
        write(blocks);
        Writes.Before(name);
        blocks.Commit();
        Writes.After(name);
    }

    /// <inheritdoc/>
    public override string? ETag(string name) => Properties(name)?.ETag.ToString();

    /// <inheritdoc/>
    public override bool TryReplace(string name, ReadOnlyMemory<byte> bytes, string? etag)
    {
        var known = etag is null ? IfAbsent : new BlobRequestConditions { IfMatch = new ETag(etag) };
        try
        {
            using var content = new MemoryStream(bytes.ToArray(), writable: false);
            Writes.Before(name);
            Blob(name).Upload(content, new BlobUploadOptions { Conditions = known });
            Writes.After(name);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            // The answer to a write that was done may have been lost, and the write tried again.
            return Has(name) && Read(name).AsSpan().SequenceEqual(bytes.Span);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ListedFile> List(string folder)
    {
        var (container, prefix) = Inside(folder);
        return [.. All(container.GetBlobs(BlobTraits.None, BlobStates.None, prefix, default))
            .Select(blob => new ListedFile(
                blob.Name[prefix.Length..], blob.Properties.ETag!.Value.ToString(),
                blob.Properties.ContentLength!.Value, blob.Properties.LastModified!.Value))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files(string folder) =>
        Sorted(Directly(folder).Where(item => item.IsBlob).Select(item => NameIn(folder, item.Blob.Name)));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Folders(string folder) =>
        Sorted(Directly(folder).Where(item => item.IsPrefix).Select(item => NameIn(folder, item.Prefix)));

    /// <inheritdoc/>
    public override bool HasFolder(string name) => Directly(name).Count > 0;

    /// <inheritdoc/>
    /// <remarks>
    /// The service has no renaming: each blob is copied there unless it is there, then all are deleted here.
    /// </remarks>
    public override void MoveFolder(string from, string to)
    {
        var names = List(from).Select(file => file.Name).ToArray();
        Each(names, name => Copy($"{from}/{name}", $"{to}/{name}"));
        Each(names, name => Delete($"{from}/{name}"));
    }

    /// <inheritdoc/>
    public override void DeleteFolder(string name) => Each(List(name), file => Delete($"{name}/{file.Name}"));

    /// <inheritdoc/>
    public override void Delete(string name)
    {
        Writes.Before(name);
        Blob(name).DeleteIfExists();
        Writes.After(name);
    }

    /// <inheritdoc/>
    public override void DeleteUnchanged(string folder, ListedFile listed)
    {
        try
        {
            Blob($"{folder}/{listed.Name}").DeleteIfExists(
                conditions: new BlobRequestConditions { IfMatch = new ETag(listed.ETag) });
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            // Another content is there by now.
        }
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> act) =>
        Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, act);

    private void Copy(string from, string to)
    {
        Writes.Before(to);
        try
        {
            Blob(to).StartCopyFromUri(
                Blob(from).Uri, new BlobCopyFromUriOptions { DestinationConditions = IfAbsent }).WaitForCompletion();
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412 && Has(to))
        {
            // A move that was ended had come so far.
        }

        Writes.After(to);
    }

    private BlobProperties? Properties(string name)
    {
        try
        {
            return Blob(name).GetProperties();
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    private BlockBlobClient Blob(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return account.GetBlobContainerClient(name[..slash]).GetBlockBlobClient(name[(slash + 1)..]);
    }

    private (BlobContainerClient Container, string Prefix) Inside(string folder)
    {
        var slash = folder.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? (account.GetBlobContainerClient(folder), "")
            : (account.GetBlobContainerClient(folder[..slash]), $"{folder[(slash + 1)..]}/");
    }

    private List<BlobHierarchyItem> Directly(string folder)
    {
        var (container, prefix) = Inside(folder);
        return All(container.GetBlobsByHierarchy(BlobTraits.None, BlobStates.None, "/", prefix, default));
    }

    /// <summary>What is listed; nothing when the container is not there yet.</summary>
    private static List<T> All<T>(Pageable<T> listed)
        where T : notnull
    {
        try
        {
            return [.. listed];
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }
    }

    private string NameIn(string folder, string path) => path[Inside(folder).Prefix.Length..].TrimEnd('/');

    private T WhenThere<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            throw new FileNotFoundException($"{PathOf(name)} is not there", fault);
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            throw new IOException($"{PathOf(name)} was changed after it was listed", fault);
        }
    }
}
