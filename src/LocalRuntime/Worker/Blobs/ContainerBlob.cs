using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalRuntime.Worker.Blobs;

/// <summary>A blob of a container of a storage account; it was written whole when it can be seen.</summary>
/// <param name="Client">The container.</param>
/// <param name="Name">The name, with slashes.</param>
/// <param name="Version">The ETag that the service gave it.</param>
/// <param name="Values">The values of the function's pattern, by name.</param>
internal sealed record ContainerBlob(
    BlobContainerClient Client, string Name, ETag Version, IReadOnlyDictionary<string, string> Values)
    : WatchedBlob(Client.Name, Name, Version.ToString(), Values)
{
    private BlobClient Blob => Client.GetBlobClient(Name);

    private BlobRequestConditions AsSeen => new() { IfMatch = Version };

    public override async Task<bool> IsUnchangedAsync(CancellationToken cancel)
    {
        try
        {
            await Blob.GetPropertiesAsync(AsSeen, cancel);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            return false;
        }
    }

    public override Task<Stream> OpenAsync(CancellationToken cancel) => Blob.OpenReadAsync(
        new BlobOpenReadOptions(allowModifications: false) { Conditions = AsSeen }, cancel);
}
