using System.Collections.Concurrent;

namespace LocalRuntime.Sqlite;

/// <summary>
/// A SQLite file, shared by all clients of this process: one writer, and as many readers as read at once. Other
/// processes may use the same file: writers wait for each other, readers wait for nobody.
/// </summary>
internal sealed class Database : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Database>> Opened = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly Writer _writer;
    // The one that was used last is used first: its cache is warm, and no more are opened than read at once.
    private readonly ConcurrentStack<Connection> _readers = [];
    private volatile bool _closed;
    private volatile TaskCompletionSource _changed = NewSignal();

    private Database(string path)
    {
        _path = path;
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        _writer = new Writer(path);
    }

    /// <summary>Ends at the next change that this process makes and announces with <see cref="Announce"/>.</summary>
    public Task Changed => _changed.Task;

    /// <summary>The database in a file, opened when first asked for.</summary>
    public static Database At(string path)
    {
        if (Opened.TryGetValue(path, out var known) && known.IsValueCreated)
            return known.Value;
        var lazy = Opened.GetOrAdd(path, static p => new Lazy<Database>(() => new Database(p)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            // A file that cannot be opened now may be there later.
            Opened.TryRemove(new(path, lazy));
            throw;
        }
    }

    /// <summary>Closes the file for this process; whoever uses it again opens it again.</summary>
    public static void Close(string path)
    {
        if (Opened.TryRemove(Path.GetFullPath(path), out var lazy) && lazy.IsValueCreated)
            lazy.Value.Dispose();
    }

    /// <summary>Closes all files of a folder for this process.</summary>
    public static void CloseIn(string folder)
    {
        var full = Path.GetFullPath(folder);
        foreach (var path in Opened.Keys.Where(path => Path.GetDirectoryName(path) == full))
            Close(path);
    }

    /// <summary>Makes a change; the task ends when it is durable.</summary>
    public Task<T> WriteAsync<T>(Write<T> write)
    {
        _writer.Add(write);
        return write.Done;
    }

    /// <summary>Reads with a connection of its own.</summary>
    public TResult Read<TState, TResult>(TState state, Func<Connection, TState, TResult> read)
        where TState : allows ref struct
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var connection = _readers.TryPop(out var idle) ? idle : Connection.Open(_path, forReading: true);
        try
        {
            return read(connection, state);
        }
        finally
        {
            _readers.Push(connection);
            if (_closed)
                CloseReaders();
        }
    }

    /// <summary>Wakes those who wait for changes.</summary>
    public void Announce() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    public void Dispose()
    {
        _closed = true;
        CloseReaders();
        _writer.Dispose();
    }

    private void CloseReaders()
    {
        while (_readers.TryPop(out var reader))
            reader.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
