namespace Microsoft.Azure.Functions.Worker;

/// <summary>How new blobs are noticed; here both look every second.</summary>
public enum BlobTriggerSource
{
    /// <summary>By looking.</summary>
    LogsAndContainerScan,

    /// <summary>By being told.</summary>
    EventGrid,
}
