using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Watches the folder of one function's blobs and hands over what has stopped changing.</summary>
/// <param name="function">The function.</param>
/// <param name="scan">Looks through the folder.</param>
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
    /// <summary>How long hints are collected: a thousand new files are not worth a thousand looks.</summary>
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();

    // What became of the blobs that the folder holds, so that a look costs no query; null while one is worked on.
    private readonly Dictionary<string, (string ETag, BlobReceipt? Receipt)> _known = new(StringComparer.Ordinal);

    /// <summary>The name of the function.</summary>
    public string Name => function.Name;

    /// <summary>Looks now and at each tick of the clock or hint from the file system, until told to stop.</summary>
    /// <param name="hint">Waits for a hint, or for a token.</param>
    public async Task RunAsync(Func<CancellationToken, Task> hint)
    {
        while (!running.Stopping.IsCancellationRequested)
        {
            var blobs = scan.Look();
            Forget(blobs);
            foreach (var blob in blobs.Where(IsDue))
                await BeginAsync(blob);
            await WaitAsync(hint);
        }
    }

    private bool IsDue(BlobFile blob)
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

    private async Task BeginAsync(BlobFile blob)
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

    private async Task DeliverAsync(BlobFile blob)
    {
        BlobReceipt? receipt = null;
        try
        {
            receipt = await delivery.TryAsync(function, blob, running.Ending);
        }
        catch (Exception problem)
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

    private void Forget(IReadOnlyList<BlobFile> blobs)
    {
        var there = blobs.Select(blob => blob.Name).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
            foreach (var (name, known) in _known)
                if (known.Receipt is not null && !there.Contains(name))
                    _known.Remove(name);
    }

    private async Task WaitAsync(Func<CancellationToken, Task> hint)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(running.Stopping);
        await Task.WhenAny(Task.Delay(BlobScan.Quiet, time, either.Token), HintAsync(hint, either.Token));
        await either.CancelAsync();
    }

    private async Task HintAsync(Func<CancellationToken, Task> hint, CancellationToken enough)
    {
        await hint(enough);
        await Task.Delay(Collecting, time, enough);
    }
}
