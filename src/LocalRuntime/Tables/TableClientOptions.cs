using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How clients of tables ask the service: its version, and how often and how patiently.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>The defaults: the newest version, and the retries of <see cref="ClientOptions.Retry"/>.</summary>
    /// <param name="serviceVersion">The version of the service; identities need <c>V2020_12_06</c>.</param>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(
                nameof(serviceVersion), serviceVersion, "service version: expected one that is named."),
        };

    /// <summary>The version as requests name it.</summary>
    internal string Version { get; }

    /// <summary>The versions of the service.</summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The official names.")]
    [SuppressMessage("Design", "CA1008", Justification = "The official numbers.")]
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }
}
