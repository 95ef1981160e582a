using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Hands the function the client that starts orchestrations.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; not used here, where there is one.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that names the storage account; not used here.</summary>
    public string? ConnectionName { get; set; }
}
