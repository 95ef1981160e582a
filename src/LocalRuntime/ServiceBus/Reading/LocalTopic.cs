using System.Runtime.CompilerServices;
using System.Text.Json;
using LocalRuntime.Sqlite;

namespace LocalRuntime.ServiceBus;

/// <summary>Reads the local topics; several readers and processes may do so while others send.</summary>
internal sealed class LocalTopic
{
    /// <summary>How often other processes' messages are looked for.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private const int AtOnce = 256;
    private readonly TopicStore _store;

    /// <summary>Opens the topics that a connection string names.</summary>
    /// <param name="connectionString"><c>Data Source=PATH</c>.</param>
    /// <param name="clock">What tells the time between looks; null for the system's.</param>
    public LocalTopic(string connectionString, TimeProvider? clock = null) => _store = new TopicStore(
        connectionString, nameof(connectionString), clock ?? TimeProvider.System);

    /// <summary>Opens the topics of a client.</summary>
    /// <param name="store">Where its messages are.</param>
    public LocalTopic(TopicStore store) => _store = store;

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock => _store.Clock;

    /// <summary>The names of the topics that messages were sent to.</summary>
    public IReadOnlyList<string> Names() => Reading(0, static (connection, _) =>
    {
        var names = new List<string>();
        var rows = connection.Prepare(TopicSql.Names);
        while (rows.Step())
            names.Add(rows.Text(0)!);
        return names;
    }) ?? [];

    /// <summary>The messages after a sequence number, in their order.</summary>
    /// <param name="topic">The topic; one that is not there is empty.</param>
    /// <param name="afterSequence">The last sequence number that is known; 0 for none.</param>
    /// <param name="most">The most messages wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<StoredMessage> ReadAsync(
        string topic,
        long afterSequence,
        int most = int.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (most > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var messages = Read(topic, afterSequence, Math.Min(most, AtOnce));
            foreach (var message in messages)
                yield return message;
            if (messages.Count < Math.Min(most, AtOnce))
                yield break;
            most -= messages.Count;
            afterSequence = messages[^1].Sequence;
        }
    }

    /// <summary>Deletes the messages of a session from all topics.</summary>
    public Task ForgetAsync(string session) =>
        _store.Database.WriteAsync(new ForgetWrite(session) { Clock = _store.Clock });

    /// <summary>The sequence number of the last message; 0 when there is none.</summary>
    public long LastSequence(string topic) => Reading(topic, static (connection, topic) =>
    {
        var found = connection.Prepare(TopicSql.FindTopic).Bind(1, topic);
        if (!found.Step())
            return 0L;
        var last = found.Int64(1);
        found.Reset();
        return last;
    });

    /// <summary>Waits until there is a message after a sequence number.</summary>
    public Task WaitAsync(string topic, long afterSequence, CancellationToken cancellation = default) =>
        WaitAsync(() => LastSequence(topic) > afterSequence, cancellation);

    /// <summary>Waits until something is so that messages change; it is asked at every change.</summary>
    public async Task WaitAsync(Func<bool> isSo, CancellationToken cancellation = default)
    {
        while (true)
        {
            // Taken before the look, so that no message between the look and the wait is missed.
            var changed = _store.Database.Changed;
            if (isSo())
                return;
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var pause = Task.Delay(PollInterval, _store.Clock, done.Token);
            await Task.WhenAny(changed, pause).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            await done.CancelAsync().ConfigureAwait(false);
        }
    }

    private List<StoredMessage> Read(string topic, long after, int most) =>
        Reading((topic, after, most), static (connection, wanted) =>
        {
            var messages = new List<StoredMessage>();
            var rows = connection.Prepare(TopicSql.Read)
                .Bind(1, wanted.topic).Bind(2, wanted.after).Bind(3, wanted.most);
            try
            {
                while (rows.Step())
                    messages.Add(Message(rows));
                return messages;
            }
            finally
            {
                rows.Reset();
            }
        }) ?? [];

    private static StoredMessage Message(Statement row) => new(
        row.Int64(0),
        new DateTimeOffset(row.Int64(1), TimeSpan.Zero),
        JsonSerializer.Deserialize(row.Blob(2), MessageJson.Default.MessageHeader)!,
        row.Blob(3).ToArray());

    // A file that nobody has sent to has no tables yet.
    private TResult? Reading<TState, TResult>(TState state, Func<Connection, TState, TResult> read)
    {
        try
        {
            return _store.Database.Read(state, read);
        }
        catch (SqliteFailure failure) when (failure.IsNoSuchTable)
        {
            return default;
        }
    }
}
