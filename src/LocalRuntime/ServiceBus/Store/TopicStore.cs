using Azure.Messaging.ServiceBus;
using LocalRuntime.Sqlite;

namespace LocalRuntime.ServiceBus;

/// <summary>Topics in a SQLite file.</summary>
internal sealed class TopicStore(
    string connectionString, string parameter, TimeProvider clock, TimeSpan duplicateWindow)
{
    /// <summary>How long a message id is remembered, as in the service.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(10);

    private readonly string _path = DataSource.PathIn(connectionString, parameter);

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The file's database.</summary>
    public Database Database => Database.At(_path);

    /// <summary>Stores messages in their order, all or none; those sent before within the window are dropped.</summary>
    public async Task SendAsync(string topic, EncodedMessage[] messages)
    {
        var database = Database;
        try
        {
            await database.WriteAsync(new SendWrite(topic, messages, duplicateWindow) { Clock = clock })
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
