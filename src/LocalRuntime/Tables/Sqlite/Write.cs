namespace LocalRuntime.Sqlite;

/// <summary>A change of a database, made whole or not at all, together with others in one commit.</summary>
internal abstract class Write
{
    /// <summary>What is written, for diagnostic listeners.</summary>
    public abstract string What { get; }

    /// <summary>The clock of the caller.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Looks whether the change may be made, and throws when not; writes nothing.</summary>
    /// <param name="connection">The writing connection, inside the transaction.</param>
    public abstract void Check(Connection connection);

    /// <summary>Makes the change. A failure here undoes everything that is committed together.</summary>
    /// <param name="connection">The writing connection, inside the transaction.</param>
    /// <param name="instant">Now, in ticks, and later than any instant given before for this file.</param>
    public abstract void Make(Connection connection, long instant);

    /// <summary>The change is durable.</summary>
    public abstract void Succeed();

    /// <summary>The change was not made.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A change whose caller waits for an answer.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class Write<T> : Write
{
    // The caller must not go on inside the commit loop.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the change is durable or refused.</summary>
    public Task<T> Done => _done.Task;

    /// <summary>What the caller is told after the commit.</summary>
    protected abstract T Answer { get; }

    public sealed override void Succeed() => _done.TrySetResult(Answer);

    public sealed override void Fail(Exception exception) => _done.TrySetException(exception);
}
