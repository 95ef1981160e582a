using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Lists the container of one function's blobs; one that is not there yet holds nothing.</summary>
/// <param name="container">The container.</param>
/// <param name="path">The function's container and pattern.</param>
internal sealed class ContainerScan(BlobContainerClient container, BlobPath path) : BlobScan
{
    public override async Task<IReadOnlyList<WatchedBlob>> LookAsync(CancellationToken cancel)
    {
        var blobs = new List<WatchedBlob>();
        try
        {
            // What is still being written is not listed.
            var listed = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, path.Folder, cancel);
            await foreach (var blob in listed)
                if (path.Match(blob.Name) is { } values && blob.Properties.ETag is { } version)
                    blobs.Add(new ContainerBlob(container, blob.Name, version, values));
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return blobs;
    }
}
