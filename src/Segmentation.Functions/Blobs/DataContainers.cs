using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// The files of a segmentation in containers of a storage account: the first part of a name is the container, the rest
/// the blob. Several processes may work on them at once.
/// </summary>
/// <param name="account">The account.</param>
public sealed class DataContainers(BlobServiceClient account) : BlobStore
{
    private const int AtOnce = 8;

    private static readonly string[] Containers = ["dumps", "base", "runs", "workspaces", "published"];

    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = Azure.ETag.All };

    /// <inheritdoc/>
    /// <remarks>Without the query of an account's address, which may be a signature.</remarks>
    public override string Root { get; } = account.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <inheritdoc/>
    public override string PathOf(string name) => $"{Root}/{name}";

    /// <inheritdoc/>
    public override void Create()
    {
        foreach (var container in Containers)
            account.GetBlobContainerClient(container).CreateIfNotExists();
    }

    /// <summary>Holds the account for a data folder's orchestrations; null when another folder's have it.</summary>
    /// <param name="folder">The full path of the data folder.</param>
    /// <param name="time">The clock.</param>
    public AccountHold? TryHold(string folder, TimeProvider time) =>
        AccountHold.TryTake(Blob("dumps/.holder"), folder, time);

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
    protected override bool Replace(string name, ReadOnlyMemory<byte> bytes, string? etag)
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
    public override bool HasFolder(string name) => Directly(name, most: 1).Count > 0;

    /// <inheritdoc/>
    /// <remarks>The service has no renaming: each blob is copied there, then all are deleted here.</remarks>
    public override void MoveFolder(string from, string to)
    {
        var names = List(from).Select(file => file.Name).ToArray();
        InParallel.ForEach(names, AtOnce, name => Copy($"{from}/{name}", $"{to}/{name}"));
        InParallel.ForEach(names, AtOnce, name => Delete($"{from}/{name}"));
    }

    /// <inheritdoc/>
    public override void DeleteFolder(string name) =>
        InParallel.ForEach(List(name), AtOnce, file => Delete($"{name}/{file.Name}"));

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

    /// <summary>Copies a blob, unless a move that was ended had come so far.</summary>
    private void Copy(string from, string to)
    {
        Writes.Before(to);
        try
        {
            Copy(from, to, IfAbsent);
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412 && Properties(to) is { } there)
        {
            if (!IsCopy(there, Properties(from)))
                Copy(from, to, null);
        }

        Writes.After(to);
    }

    private void Copy(string from, string to, BlobRequestConditions? known) => Blob(to).StartCopyFromUri(
        Blob(from).Uri, new BlobCopyFromUriOptions { DestinationConditions = known }).WaitForCompletion();

    /// <summary>Whether a blob has the content of another: a copy under way, or one that failed, has not.</summary>
    private static bool IsCopy(BlobProperties there, BlobProperties? here) =>
        here is not null && there.ContentLength == here.ContentLength
        && there.ContentHash.AsSpan().SequenceEqual(here.ContentHash)
        && (there.CopyId is null || there.BlobCopyStatus is CopyStatus.Success);

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

    private List<BlobHierarchyItem> Directly(string folder, int most = int.MaxValue)
    {
        var (container, prefix) = Inside(folder);
        return All(container.GetBlobsByHierarchy(BlobTraits.None, BlobStates.None, "/", prefix, default).Take(most));
    }

    /// <summary>What is listed; nothing when the container is not there yet.</summary>
    private static List<T> All<T>(IEnumerable<T> listed)
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
