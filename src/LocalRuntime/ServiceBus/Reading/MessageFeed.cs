using System.Runtime.CompilerServices;
using LocalRuntime.ServiceBus.Filters;

namespace LocalRuntime.ServiceBus;

/// <summary>Reads messages that pass a filter, each once, and knows how far it is.</summary>
/// <param name="topics">The topics.</param>
/// <param name="topic">The topic that is read; null for all.</param>
/// <param name="after">The last sequence number that is known; 0 for none.</param>
/// <param name="filter">What messages must pass; null for nothing.</param>
internal sealed class MessageFeed(LocalTopic topics, string? topic, long after, SqlFilter? filter)
{
    private readonly Dictionary<string, long> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The messages that are there and were not read yet, in their order.</summary>
    public async IAsyncEnumerable<StoredMessage> NextAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var name in Names())
        {
            await foreach (var message in topics.ReadAsync(name, Read(name), cancellation: cancellation))
            {
                _read[name] = message.Sequence;
                if (filter is null || filter.Passes(message))
                    yield return message;
            }
        }
    }

    /// <summary>Waits until there are others; they may not pass the filter.</summary>
    public Task WaitAsync(CancellationToken cancellation) =>
        topics.WaitAsync(() => Names().Any(name => topics.LastSequence(name) > Read(name)), cancellation);

    private IReadOnlyList<string> Names() => topic is null ? topics.Names() : [topic];

    private long Read(string name) => _read.GetValueOrDefault(name, after);
}
