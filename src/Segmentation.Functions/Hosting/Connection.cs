using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Hosting;

/// <summary>
/// A connection as Azure Functions has it: a setting that is a connection string, or a section with the addresses of
/// services and, for a managed identity, <c>credential</c> and <c>clientId</c>.
/// </summary>
/// <param name="section">The setting.</param>
public sealed class Connection(IConfigurationSection section)
{
    /// <summary>The account of the files, tables and queues. Without it, they are in the data folder.</summary>
    public const string Storage = "SegmentationStorage";

    /// <summary>The namespace of the topic. Without it, the topic is in the data folder.</summary>
    public const string Topic = "SegmentationTopic";

    /// <summary>The setting's name.</summary>
    public string Name => section.Key;

    /// <summary>The connection string; null for addresses.</summary>
    public string? Text => string.IsNullOrWhiteSpace(section.Value) ? null : section.Value;

    /// <summary>A new credential of the identity that asks.</summary>
    public TokenCredential Credential() => IsManaged
        ? new ManagedIdentityCredential(section["clientId"] is { Length: > 0 } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned)
        : new DefaultAzureCredential();

    private bool IsManaged =>
        string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase);

    /// <summary>The connection of a name; null when nothing is set.</summary>
    public static Connection? Of(IConfiguration configuration, string name) =>
        configuration.GetSection(name) is var section && section.Exists() ? new Connection(section) : null;

    /// <summary>The address of a service of a storage account, such as <c>blob</c>.</summary>
    /// <exception cref="DefinitionException">When the setting names none.</exception>
    public Uri Address(string service)
    {
        if (section["accountName"] is { Length: > 0 } account)
            return new Uri($"https://{account}.{service}.core.windows.net");
        return Uri.TryCreate(section[$"{service}ServiceUri"], UriKind.Absolute, out var address)
            ? address
            : throw Wrong($"no address of {service}s", $"{Name}__{service}ServiceUri, {Name}__accountName, or a "
                + "connection string");
    }

    /// <summary>The host of a namespace of Service Bus.</summary>
    /// <exception cref="DefinitionException">When the setting names none.</exception>
    public string Host() => section["fullyQualifiedNamespace"] is { Length: > 0 } host
        ? host
        : throw Wrong("no namespace", $"{Name}__fullyQualifiedNamespace, or a connection string");

    /// <summary>Makes a client. What cannot be used is one clear message, which does not show it.</summary>
    /// <exception cref="DefinitionException">When the connection is none, or none that can be used here.</exception>
    public T Open<T>(Func<string, T> byText, Func<T> byAddress)
    {
        try
        {
            return Text is { } text ? byText(text) : byAddress();
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException
            or NotSupportedException)
        {
            throw Wrong("a connection that cannot be used here", Name == Topic
                ? "a Service Bus namespace, and the app in Azure: segment keeps its topic in the data folder"
                : "a connection string as the Azure portal shows it, such as UseDevelopmentStorage=true");
        }
    }

    private DefinitionException Wrong(string found, string expected) =>
        new($"setting {Name}", found, expected, "correct the setting, or take it away to work in the data folder");
}
