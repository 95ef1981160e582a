using System.Collections.Concurrent;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The functions that one kind of trigger has running; knows how to let them end.</summary>
/// <param name="grace">How long they may go on undisturbed once the app stops.</param>
/// <param name="time">The clock.</param>
internal sealed class Running(TimeSpan grace, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Says that nothing new may begin.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Asks what runs to end; comes after the grace period.</summary>
    public CancellationToken Ending => _end.Token;

    /// <summary>Begins a run beside the others.</summary>
    public void Begin(Func<Task> run)
    {
        var task = Task.Run(run, CancellationToken.None);
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(
            ended => _tasks.TryRemove(ended, out _),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Lets nothing new begin.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Lets nothing new begin and waits; after the grace period asks what still runs to end.</summary>
    /// <param name="impatience">Ends the waiting.</param>
    public async Task StopAsync(CancellationToken impatience)
    {
        Stop();
        var all = AllAsync();
        try
        {
            await all.WaitAsync(grace, time, impatience);
        }
        catch (TimeoutException)
        {
            await _end.CancelAsync();
            await all.WaitAsync(impatience);
        }
    }

    private async Task AllAsync()
    {
        // What runs may begin another run before it ends.
        while (!_tasks.IsEmpty)
        {
            await Task.WhenAll(_tasks.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Yield();
        }
    }

    /// <summary>Asks, after the grace period, what runs to end; for runs that somebody else waits for.</summary>
    public void EndAfterGrace()
    {
        Stop();
        _end.CancelAfter(grace);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _end.Dispose();
    }
}
