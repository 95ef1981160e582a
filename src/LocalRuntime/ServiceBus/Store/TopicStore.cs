using Azure.Messaging.ServiceBus;
using LocalRuntime.Sqlite;

namespace LocalRuntime.ServiceBus;

/// <summary>Topics in a SQLite file.</summary>
internal sealed class TopicStore(string connectionString, string parameter, TimeProvider clock)
{
    /// <summary>How long a message id is remembered unless a setting says otherwise, as in the service.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(10);

    /// <summary>The shortest window, as in the service.</summary>
    public static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(20);

    /// <summary>The longest window, as in the service.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    private readonly string _path = DataSource.PathIn(connectionString, parameter);

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock => clock;

    /// <summary>How long a message id is remembered. Default: 10 minutes; 20 seconds to 7 days.</summary>
    public TimeSpan DuplicateWindow { get; set; } = DefaultWindow;

    /// <summary>The file's database.</summary>
    public Database Database => Database.At(_path);

    /// <summary>Stores messages in their order, all or none; those sent before within the window are dropped.</summary>
    public async Task SendAsync(string topic, EncodedMessage[] messages)
    {
        var database = Database;
        try
        {
            await database.WriteAsync(new SendWrite(topic, messages, DuplicateWindow) { Clock = clock })
                .ConfigureAwait(false);
        }
        catch (SqliteFailure failure)
        {
            throw new ServiceBusException(
                failure.Message,
                failure.IsBusy ? ServiceBusFailureReason.ServiceBusy : ServiceBusFailureReason.GeneralError,
                topic,
                failure);
        }

        database.Announce();
    }
}
