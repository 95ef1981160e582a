namespace EndToEnd.Serve;

/// <summary>A clock that runs faster than the system's and can be set forward; what waits for it waits less.</summary>
/// <param name="start">When it begins; null for now.</param>
internal sealed class FastClock(DateTimeOffset? start = null) : TimeProvider
{
    private const int Times = 20;

    private readonly DateTimeOffset _start = start ?? System.GetUtcNow();
    private readonly long _began = System.GetTimestamp();
    private long _jumped;

    /// <summary>Sets the clock forward.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumped, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        _start + (System.GetElapsedTime(_began) * Times) + new TimeSpan(Interlocked.Read(ref _jumped));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    private static TimeSpan Shorter(TimeSpan time) => time <= TimeSpan.Zero ? time : time / Times;

    private sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorter(dueTime), Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
