namespace LocalRuntime.DurableTask;

/// <summary>Rings at a time.</summary>
internal sealed class Alarm : IDisposable
{
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(5);

    private readonly TimeProvider _time;
    private readonly Signal _ring = new();
    private readonly ITimer _timer;

    /// <summary>Makes an alarm that is not set.</summary>
    public Alarm(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => _ring.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when it rings the next time; take it before it is set.</summary>
    public Task Ring => _ring.Next;

    /// <summary>Rings at an instant, and in any case after a while; forgets what was set before.</summary>
    public void Set(DateTime? due, TimeSpan atMost)
    {
        // A clock that jumps between reading it and setting the timer makes the delay too long: set it again.
        DateTime before;
        do
        {
            before = _time.GetUtcNow().UtcDateTime;
            TimeSpan delay = due is { } at && at - before < atMost ? at - before : atMost;
            if (delay <= TimeSpan.Zero)
            {
                _ring.Set();
                return;
            }

            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
        while (_time.GetUtcNow().UtcDateTime - before > Jump);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
