using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Worker.Blobs;

/// <summary>
/// The storage account of a trigger, as Azure Functions has it: a setting that is a connection string, or a section
/// with <c>blobServiceUri</c> or <c>accountName</c> and, for a managed identity, <c>credential</c> and <c>clientId</c>.
/// </summary>
internal static class BlobAccount
{
    // Few and short: a look that fails is made again, and so is a try.
    private const int MostRetries = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);

    /// <summary>The account's blobs; null when nothing is set, so that folders stand for containers.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="connection">The name of the setting; null for none.</param>
    /// <exception cref="StartException">The setting names no account. The message shows nothing of it.</exception>
    public static BlobServiceClient? Open(IConfiguration configuration, string? connection)
    {
        var section = configuration.GetSection(connection ?? "");
        if (string.IsNullOrEmpty(connection) || !section.Exists())
            return null;
        try
        {
            return string.IsNullOrWhiteSpace(section.Value)
                ? new BlobServiceClient(Address(section), Credential(section), Options())
                : new BlobServiceClient(section.Value, Options());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new StartException($"setting {connection}: found no storage account; expected a connection string "
                + $"such as UseDevelopmentStorage=true, or {connection}:blobServiceUri or {connection}:accountName; "
                + "correct the setting, or take it away to watch a folder.");
        }
    }

    private static BlobClientOptions Options() => new() { Retry = { MaxRetries = MostRetries, Delay = FirstRetry } };

    private static Uri Address(IConfigurationSection section) => new(section["accountName"] is { Length: > 0 } account
        ? $"https://{account}.blob.core.windows.net"
        : section["blobServiceUri"] ?? "");

    private static TokenCredential Credential(IConfigurationSection section)
    {
        if (!"managedidentity".Equals(section["credential"], StringComparison.OrdinalIgnoreCase))
            return new DefaultAzureCredential();
        return new ManagedIdentityCredential(section["clientId"] is { Length: > 0 } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned);
    }
}
