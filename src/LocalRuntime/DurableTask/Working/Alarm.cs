namespace LocalRuntime.DurableTask;

/// <summary>Sets a signal at a time.</summary>
internal sealed class Alarm : IDisposable
{
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(5);

    private readonly TimeProvider _time;
    private readonly Signal _signal;
    private readonly ITimer _timer;

    /// <summary>Makes an alarm that is not set.</summary>
    public Alarm(TimeProvider time, Signal signal)
    {
        _time = time;
        _signal = signal;
        _timer = time.CreateTimer(_ => signal.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets the signal at an instant, and in any case after a while; forgets what was set before.</summary>
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
                _signal.Set();
                return;
            }

            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
        while (_time.GetUtcNow().UtcDateTime - before > Jump);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
