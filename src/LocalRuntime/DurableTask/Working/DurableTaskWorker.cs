using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask;

/// <summary>
/// Runs orchestrations and activities of a store. One loop hands out work; orchestrations and activities run on the
/// thread pool and tell the loop when they end.
/// </summary>
internal sealed partial class DurableTaskWorker : IAsyncDisposable
{
    private readonly DurableTaskStore _store;
    private readonly TaskRegistry _registry;
    private readonly TimeProvider _time;
    private readonly DurableTaskWorkerOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly Alarm _alarm;
    private readonly HistoryCache _cache = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _shutdown = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task> _orchestrations = [];
    private readonly Dictionary<long, Task> _activities = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Makes a worker.</summary>
    /// <param name="store">The store; the worker does not close it.</param>
    /// <param name="registry">The orchestrators and activities; complete before the start.</param>
    /// <param name="time">The clock; that of the store.</param>
    /// <param name="options">How much it does at once.</param>
    /// <param name="loggers">Its log, and that of replay-safe loggers.</param>
    public DurableTaskWorker(
        DurableTaskStore store,
        TaskRegistry registry,
        TimeProvider time,
        DurableTaskWorkerOptions options,
        ILoggerFactory loggers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxConcurrentActivities);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxConcurrentOrchestrations);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.PollInterval, TimeSpan.Zero);
        _store = store;
        _registry = registry;
        _time = time;
        _options = options;
        _loggers = loggers;
        _logger = loggers.CreateLogger<DurableTaskWorker>();
        _alarm = new(time);
    }

    /// <summary>Starts to work; what an earlier worker left unfinished runs again.</summary>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        KeepThreadsFree();
        _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Hands out no more work and waits for what runs: activities get the grace period, then their token is cancelled.
    /// What has not ended then runs again at the next start.
    /// </summary>
    /// <param name="cancellation">Ends the wait at once.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        _stopped.TrySetResult();
        _store.Work.Set();
        await _loop;
        await Task.WhenAll(Running(_orchestrations));
        Task activities = Task.WhenAll(Running(_activities));
        await EndOrTimeAsync(activities, _options.GracePeriod, cancellation);
        await _shutdown.CancelAsync();
        await EndOrTimeAsync(activities, _options.CancelPeriod, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _alarm.Dispose();
    }

    // Activities may hold threads of the pool for long: it must have others for this loop and for HTTP at once.
    private void KeepThreadsFree()
    {
        ThreadPool.GetMinThreads(out int threads, out int ports);
        int wanted = Environment.ProcessorCount + _options.MaxConcurrentActivities;
        ThreadPool.SetMinThreads(Math.Max(threads, wanted), ports);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            Task more = _store.Work.Next;
            if (_stopping.IsCancellationRequested)
                return;
            try
            {
                await WaitAsync(more, HandOut());
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception e)
            {
                LogTrouble(_logger, "looking for work", e);
                await PauseAsync();
            }
        }
    }

    // Ends when this process has more work, when a timer is due, or when another process has written to the file. The
    // alarm is set before looking: what happens after the look rings.
    private async Task WaitAsync(Task more, DateTime? due)
    {
        while (true)
        {
            Task ring = _alarm.Ring;
            _alarm.Set(due, _options.PollInterval);
            if (more.IsCompleted || due <= _time.GetUtcNow().UtcDateTime || _store.WasWrittenElsewhere())
                return;
            await Task.WhenAny(more, ring);
        }
    }

    private DateTime? HandOut()
    {
        DateTime? due = _store.FireTimers();
        foreach (long key in _store.ReadyOrchestrations())
            Run(_orchestrations, key, _options.MaxConcurrentOrchestrations, () => RunOrchestrationAsync(key));
        HandOutActivities();
        return due;
    }

    // Under the lock no running activity is forgotten between reading the rows and looking whether each one runs; the
    // row of one that has just ended would otherwise run again. The rows of running activities are the oldest.
    private void HandOutActivities()
    {
        lock (_gate)
        {
            if (_activities.Count == _options.MaxConcurrentActivities)
                return;
            foreach (ActivityWorkItem item in _store.WaitingActivities(_options.MaxConcurrentActivities))
                Run(_activities, item.Number, _options.MaxConcurrentActivities, () => RunActivityAsync(item));
        }
    }

    private void Run(Dictionary<long, Task> running, long key, int most, Func<Task> body)
    {
        lock (_gate)
        {
            if (running.Count < most && !running.ContainsKey(key))
                running.Add(key, Task.Run(() => EndAsync(running, key, body)));
        }
    }

    private async Task EndAsync(Dictionary<long, Task> running, long key, Func<Task> body)
    {
        try
        {
            await body();
        }
        finally
        {
            lock (_gate)
                running.Remove(key);
            _store.Work.Set();
        }
    }

    private Task[] Running(Dictionary<long, Task> running)
    {
        lock (_gate)
            return [.. running.Values];
    }

    private async Task EndOrTimeAsync(Task work, TimeSpan longest, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(work, Task.Delay(longest, _time, over.Token));
        await over.CancelAsync();
    }
}
