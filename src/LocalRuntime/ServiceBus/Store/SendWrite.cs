using LocalRuntime.Sqlite;

namespace LocalRuntime.ServiceBus;

/// <summary>Stores messages at the end of a topic.</summary>
internal sealed class SendWrite(string topic, EncodedMessage[] messages, TimeSpan window) : Write<int>
{
    private int _stored;

    /// <inheritdoc/>
    public override string What => $"topics.{topic}";

    /// <summary>How many were stored; the others had been sent before.</summary>
    protected override int Answer => _stored;

    /// <inheritdoc/>
    public override void Check(Connection connection)
    {
    }

    /// <inheritdoc/>
    public override void Make(Connection connection, long instant)
    {
        // Making the tables here costs a look at the schema, and lets a file be opened by readers only.
        connection.Execute(TopicSql.Create);
        var (id, last) = Find(connection);
        var seen = connection.Prepare(TopicSql.FindDuplicate).Bind(1, id).Bind(3, instant - window.Ticks);
        var insert = connection.Prepare(TopicSql.Insert).Bind(1, id).Bind(3, instant);
        foreach (var message in messages)
        {
            if (message.MessageId is not null && IsThere(seen.Bind(2, message.MessageId)))
                continue;
            insert.Bind(2, ++last).Bind(4, message.MessageId).Bind(5, message.Header).Bind(6, message.Body.Span).Run();
            _stored++;
        }

        connection.Prepare(TopicSql.SetLast).Bind(1, last).Bind(2, id).Run();
    }

    private (long Id, long Last) Find(Connection connection)
    {
        connection.Prepare(TopicSql.AddTopic).Bind(1, topic).Run();
        var found = connection.Prepare(TopicSql.FindTopic).Bind(1, topic);
        found.Step();
        var result = (found.Int64(0), found.Int64(1));
        found.Reset();
        return result;
    }

    private static bool IsThere(Statement statement)
    {
        var isThere = statement.Step();
        statement.Reset();
        return isThere;
    }
}
