using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Hosting;

/// <summary>Files, tables and topic where the settings say: in Azure, in an emulator, or in the data folder.</summary>
public static class Clients
{
    /// <summary>The file of the data folder that holds the tables.</summary>
    public const string TablesFile = "tables.db";

    /// <summary>The file of the data folder that holds the topic.</summary>
    public const string TopicFile = "topic.db";

    private const int MostRetries = 9;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    /// <summary>The files.</summary>
    /// <exception cref="DefinitionException">When the connection is none.</exception>
    public static BlobStore Files(Settings settings)
    {
        if (settings.Storage is not { } storage)
            return new DataFolder(settings.Data);
        var options = Patient(new BlobClientOptions(), settings);
        return new DataContainers(storage.Open(
            text => new BlobServiceClient(text, options),
            () => new BlobServiceClient(storage.Address("blob"), storage.Credential(), options)));
    }

    /// <summary>The tables.</summary>
    /// <exception cref="DefinitionException">When the connection is none.</exception>
    public static TableServiceClient Tables(Settings settings)
    {
        if (settings.Storage is not { } storage)
            return InDataFolder(settings, TablesFile, Connection.Storage, text => new TableServiceClient(text));
        var options = Patient(new TableClientOptions(), settings);
        return storage.Open(
            text => new TableServiceClient(text, options),
            () => new TableServiceClient(storage.Address("table"), storage.Credential(), options));
    }

    /// <summary>The namespace of the topic.</summary>
    /// <exception cref="DefinitionException">When the connection is none.</exception>
    public static ServiceBusClient Topic(Settings settings) => settings.Topic is { } topic
        ? topic.Open(text => new ServiceBusClient(text), () => new ServiceBusClient(topic.Host(), topic.Credential()))
        : InDataFolder(settings, TopicFile, Connection.Topic, text => new ServiceBusClient(text));

    /// <summary>What only the local runtime can keep in the data folder.</summary>
    /// <exception cref="DefinitionException">When the official clients are asked for it.</exception>
    private static T InDataFolder<T>(Settings settings, string file, string setting, Func<string, T> open)
    {
        try
        {
            return open($"Data Source={Path.Combine(Path.GetFullPath(settings.Data), file)}");
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new DefinitionException(
                $"setting {setting}", "it is not set", "the account or namespace that the app in Azure works with",
                "set it, see docs/deploy.md");
        }
    }

    /// <summary>What is tried again: throttling, faults of the service, and answers that did not come.</summary>
    private static T Patient<T>(T options, Settings settings)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = MostRetries;
        options.Retry.Delay = FirstRetry;
        options.Retry.MaxDelay = LongestRetry;
        options.Retry.NetworkTimeout = settings.StorageTimeout;
        return options;
    }
}
