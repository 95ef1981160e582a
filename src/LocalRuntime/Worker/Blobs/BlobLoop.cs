using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Watches for the blobs of one function and hands them over.</summary>
/// <param name="function">The function.</param>
/// <param name="scan">Looks for them.</param>
/// <param name="delivery">Hands over.</param>
/// <param name="atOnce">How many blobs may be worked on at a time, by all functions together.</param>
/// <param name="running">What runs.</param>
/// <param name="time">The clock.</param>
/// <param name="trouble">Is told what went wrong besides the function.</param>
internal sealed class BlobLoop(
    LocalFunction function,
    BlobScan scan,
    BlobDelivery delivery,
    SemaphoreSlim atOnce,
    Running running,
    TimeProvider time,
    Action<Exception> trouble)
{
    /// <summary>How long to wait from one look to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long hints are collected: a thousand new files are not worth a thousand looks.</summary>
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();

    // What became of the blobs that there are, so that a look costs no query; null while one is worked on.
    private readonly Dictionary<string, (string ETag, BlobReceipt? Receipt)> _known = new(StringComparer.Ordinal);

    /// <summary>The name of the function.</summary>
    public string Name => function.Name;

    /// <summary>Looks now and at each tick of the clock or hint, until told to stop.</summary>
    public async Task RunAsync()
    {
        while (!running.Stopping.IsCancellationRequested)
        {
            var blobs = await scan.LookAsync(running.Stopping);
            Forget(blobs);
            foreach (var blob in blobs.Where(IsDue))
                await BeginAsync(blob);
            await WaitAsync();
        }
    }

    private bool IsDue(WatchedBlob blob)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(blob.Name, out var known))
                return true;
            if (known.Receipt is null)
                return false;
            return known.ETag != blob.ETag
                || (known.Receipt.State == BlobState.Waiting && known.Receipt.NextTry <= time.GetUtcNow());
        }
    }

    private async Task BeginAsync(WatchedBlob blob)
    {
        if (!blob.IsFree() || !await EnterAsync())
            return;
        lock (_gate)
            _known[blob.Name] = (blob.ETag, null);
        running.Begin(() => DeliverAsync(blob));
    }

    private async Task<bool> EnterAsync()
    {
        try
        {
            await atOnce.WaitAsync(running.Stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task DeliverAsync(WatchedBlob blob)
    {
        BlobReceipt? receipt = null;
        try
        {
            receipt = await delivery.TryAsync(function, blob, running.Ending);
        }
        catch (Exception problem) when (!running.Ending.IsCancellationRequested)
        {
            // Not the function's: its blob is tried again.
            trouble(problem);
        }
        finally
        {
            lock (_gate)
                if (receipt is null)
                    _known.Remove(blob.Name);
                else
                    _known[blob.Name] = (blob.ETag, receipt);
            atOnce.Release();
        }
    }

    private void Forget(IReadOnlyList<WatchedBlob> blobs)
    {
        var there = blobs.Select(blob => blob.Name).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
            foreach (var (name, known) in _known)
                if (known.Receipt is not null && !there.Contains(name))
                    _known.Remove(name);
    }

    private async Task WaitAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(running.Stopping);
        await Task.WhenAny(Task.Delay(Interval, time, either.Token), HintAsync(either.Token));
        await either.CancelAsync();
    }

    private async Task HintAsync(CancellationToken enough)
    {
        await scan.HintAsync(enough);
        await Task.Delay(Collecting, time, enough);
    }
}
