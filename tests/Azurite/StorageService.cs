namespace Azurite;

/// <summary>One of the services of a storage account.</summary>
public enum StorageService
{
    /// <summary>Blobs.</summary>
    Blobs,

    /// <summary>Queues.</summary>
    Queues,

    /// <summary>Tables.</summary>
    Tables,
}
