using Azure.Storage.Blobs;
using Azurite;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

/// <summary>A store under test: empty at first, gone after the test.</summary>
public interface IFileStore : IDisposable
{
    BlobStore Files { get; }
}

/// <summary>A folder.</summary>
public sealed class FolderStore : IFileStore
{
    private readonly TempFolder _folder = new();

    public FolderStore() => Files = _folder.Data;

    public BlobStore Files { get; }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Containers of an account of Azurite.</summary>
public sealed class ContainerStore : IFileStore
{
    public ContainerStore()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
        Files = new DataContainers(new BlobServiceClient(AzuriteServer.Shared.NewAccount()));
        Files.Create();
    }

    public BlobStore Files { get; }

    public void Dispose()
    {
    }
}
