using System.Text;
using Azure.Storage.Blobs;
using Azurite;

namespace LocalRuntime.Tests.Worker;

/// <summary>Where the blobs of a test are.</summary>
public interface IBlobPlace : IDisposable
{
    /// <summary>The data folder.</summary>
    TestFolder Folder { get; }

    /// <summary>What tells the app where the blobs are.</summary>
    (string Name, string Value)[] Settings { get; }

    /// <summary>Writes a blob.</summary>
    /// <param name="path">Container and name.</param>
    /// <param name="content">The content.</param>
    void Write(string path, string content);
}

/// <summary>Folders of the data folder.</summary>
public sealed class FolderPlace : IBlobPlace
{
    public TestFolder Folder { get; } = new();

    public (string Name, string Value)[] Settings => [];

    public void Write(string path, string content) => Folder.Write(path, content);

    public void Dispose() => Folder.Dispose();
}

/// <summary>Containers of an account of Azurite; skipped where Azurite is not installed.</summary>
public sealed class ContainerPlace : IBlobPlace
{
    private readonly string _account;

    public ContainerPlace()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        _account = AzuriteServer.Shared.NewAccount();
    }

    public TestFolder Folder { get; } = new();

    public (string Name, string Value)[] Settings => [("Watched", _account)];

    public void Write(string path, string content)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = new BlobContainerClient(_account, path[..slash]);
        container.CreateIfNotExists();
        container.GetBlobClient(path[(slash + 1)..])
            .Upload(BinaryData.FromBytes(Encoding.UTF8.GetBytes(content)), overwrite: true);
    }

    public void Dispose() => Folder.Dispose();
}
