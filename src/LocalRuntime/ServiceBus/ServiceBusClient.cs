using Azure.Core;
using LocalRuntime.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Opens topics. One client serves the whole process.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly TopicStore _store;

    /// <summary>Opens the topics that a connection string names.</summary>
    /// <param name="connectionString"><c>Data Source=PATH</c>: topics in a SQLite file.</param>
    public ServiceBusClient(string connectionString)
        : this(connectionString, TimeProvider.System)
    {
    }

    /// <summary>Refuses a namespace of Service Bus: the local runtime keeps topics in a file.</summary>
    /// <param name="fullyQualifiedNamespace">The host of the namespace.</param>
    /// <param name="credential">The identity that asks.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) =>
        throw new NotSupportedException(
            $"topic: found the namespace {fullyQualifiedNamespace}; the local runtime expected Data Source=PATH; "
            + "take the setting away, or deploy the app to send to Service Bus");

    /// <summary>Opens topics with a clock.</summary>
    internal ServiceBusClient(string connectionString, TimeProvider clock) =>
        _store = new TopicStore(connectionString, nameof(connectionString), clock);

    /// <summary>For a test double, which overrides what it is asked for.</summary>
    protected ServiceBusClient() => _store = null!;

    /// <summary>Whether the client was disposed of.</summary>
    public virtual bool IsClosed { get; private set; }

    /// <summary>Opens a topic to send to; it is made by the first message.</summary>
    /// <param name="queueOrTopicName">Its name, at most 260 characters; case does not matter.</param>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new ServiceBusSender(this, queueOrTopicName);
    }

    /// <summary>Closes the client; its senders send no more.</summary>
    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Where senders put their messages.</summary>
    internal TopicStore Store => _store;
}
