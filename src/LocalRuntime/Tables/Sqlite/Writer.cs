namespace LocalRuntime.Sqlite;

/// <summary>
/// Commits changes of one file, one commit at a time. Changes that wait together are committed together; who finds
/// nobody committing does it on its own thread, so a lone writer never changes threads.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MostPerCommit = 64;

    private const string CreateClock = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL);
        INSERT OR IGNORE INTO clock VALUES (1, 0);
        COMMIT
        """;

    private readonly Lock _gate = new();
    private readonly Queue<Write> _waiting = new();
    private readonly List<Write> _group = new(MostPerCommit);
    private readonly Connection _connection;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _busy;
    private bool _closed;

    /// <summary>Opens the file for writing.</summary>
    public Writer(string path)
    {
        _connection = Connection.Open(path, forReading: false);
        try
        {
            _connection.Execute(CreateClock);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Commits a change, now or with the next ones.</summary>
    public void Add(Write write)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Enqueue(write);
            if (_busy)
                return;
            _busy = true;
        }

        CommitWaiting();
        // Others' changes must not hold up this caller.
        if (!EndWhenEmpty())
            ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.CommitAll(), this, preferLocal: false);
    }

    /// <summary>Waits for the running commit, then closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
            if (!_busy)
                _idle.TrySetResult();
        }

        _idle.Task.GetAwaiter().GetResult();
        _connection.Dispose();
    }

    private void CommitAll()
    {
        do
            CommitWaiting();
        while (!EndWhenEmpty());
    }

    private bool EndWhenEmpty()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
                return false;
            _busy = false;
            if (_closed)
                _idle.TrySetResult();
            return true;
        }
    }

    private void CommitWaiting()
    {
        _group.Clear();
        lock (_gate)
        {
            while (_group.Count < MostPerCommit && _waiting.TryDequeue(out var write))
                _group.Add(write);
        }

        try
        {
            CommitGroup();
        }
#pragma warning disable CA1031 // Whatever went wrong is the answer to every waiting caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RollBack();
            foreach (var write in _group)
                write.Fail(exception);
            return;
        }

        foreach (var write in _group)
            write.Succeed();
    }

    private void CommitGroup()
    {
        _connection.Prepare("BEGIN IMMEDIATE").Run();
        _connection.NoticeSchema();
        var last = LastInstant();
        for (var i = 0; i < _group.Count; i++)
        {
            if (MayBeMade(_group[i]))
                _group[i].Make(_connection, last = Math.Max(_group[i].Clock.GetUtcNow().UtcTicks, last + 1));
            else
                _group.RemoveAt(i--);
        }

        _connection.Prepare("UPDATE clock SET last = ?").Bind(1, last).Run();
        Commit();
    }

    private bool MayBeMade(Write write)
    {
        try
        {
            write.Check(_connection);
            return true;
        }
#pragma warning disable CA1031 // A refused change is answered; the others of the group go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            write.Fail(exception);
            return false;
        }
    }

    private void Commit()
    {
        if (_group.Count == 0)
        {
            RollBack();
            return;
        }

        foreach (var write in _group)
            Writes.Before(write.What);
        _connection.Prepare("COMMIT").Run();
        foreach (var write in _group)
            Writes.After(write.What);
    }

    private long LastInstant()
    {
        var statement = _connection.Prepare("SELECT last FROM clock");
        statement.Step();
        var last = statement.Int64(0);
        statement.Reset();
        return last;
    }

    private void RollBack()
    {
        if (_connection.InTransaction)
            _connection.Execute("ROLLBACK");
    }
}
