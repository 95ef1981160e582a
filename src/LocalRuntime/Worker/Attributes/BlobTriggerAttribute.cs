using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on each new or changed blob.</summary>
/// <param name="blobPath">Container and pattern, like "dumps/inbox/{name}".</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary>Container and pattern.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>The setting that names the storage account; without it a folder is watched.</summary>
    public string? Connection { get; set; }

    /// <summary>How new blobs are noticed. Default: by looking.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}
