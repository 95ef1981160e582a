using LocalRuntime.Sqlite;

namespace LocalRuntime.ServiceBus;

/// <summary>Deletes the messages of one session from all topics. The service has no such thing.</summary>
/// <param name="session">The session.</param>
internal sealed class ForgetWrite(string session) : Write<int>
{
    /// <inheritdoc/>
    public override string What => "topics.session";

    /// <summary>Nothing is told.</summary>
    protected override int Answer => 0;

    /// <inheritdoc/>
    public override void Check(Connection connection)
    {
    }

    /// <inheritdoc/>
    public override void Make(Connection connection, long instant)
    {
        connection.Execute(TopicSql.Create);
        connection.Prepare(TopicSql.DeleteSession).Bind(1, session).Run();
    }
}
