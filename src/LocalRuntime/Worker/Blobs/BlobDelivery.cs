using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Hands blobs to functions, each name and ETag once: a number of tries, then the poison queue.</summary>
/// <param name="receipts">What has become of blobs.</param>
/// <param name="threshold">How many tries a blob has.</param>
/// <param name="time">The clock.</param>
/// <param name="run">Runs a function with a blob.</param>
/// <param name="log">The log.</param>
internal sealed partial class BlobDelivery(
    BlobReceipts receipts,
    int threshold,
    TimeProvider time,
    Func<LocalFunction, WatchedBlob, CancellationToken, Task> run,
    ILogger log)
{
    /// <summary>Tries a blob and says what has become of it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="ending">Asks the run to end; a run that ends so is not counted.</param>
    public async Task<BlobReceipt> TryAsync(LocalFunction function, WatchedBlob blob, CancellationToken ending)
    {
        var known = receipts.Find(function.Name, blob);
        if (known.State != BlobState.Waiting || known.NextTry > time.GetUtcNow())
            return known;
        // Gone, or overwritten: the new content is a blob of its own.
        if (!await blob.IsUnchangedAsync(ending))
            return Keep(function, blob, known with { State = BlobState.Done });
        if (known.Tries >= threshold)
            return GiveUp(function, blob, known, cause: null);
        var begun = Tried(function, blob, known with { Tries = known.Tries + 1 });
        try
        {
            await run(function, blob, ending);
            return Keep(function, blob, begun with { State = BlobState.Done });
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return Keep(function, blob, known);
        }
        catch (Exception problem)
        {
            return await FailedAsync(function, blob, begun, problem, ending);
        }
    }

    private async Task<BlobReceipt> FailedAsync(
        LocalFunction function, WatchedBlob blob, BlobReceipt begun, Exception problem, CancellationToken ending)
    {
        // When nobody can say, the try stays as it was begun, with its wait.
        if (!await blob.IsUnchangedAsync(ending))
            return Keep(function, blob, begun with { State = BlobState.Done });
        if (begun.Tries >= threshold)
            return GiveUp(function, blob, begun, problem);
        Log.Failed(log, function.Name, begun.Tries, threshold, problem.GetType().Name);
        return Tried(function, blob, begun);
    }

    private BlobReceipt GiveUp(LocalFunction function, WatchedBlob blob, BlobReceipt receipt, Exception? cause)
    {
        var given = receipt with { State = BlobState.Poison };
        receipts.GiveUp(function, blob, given);
        Log.GivenUp(log, function.Name, receipt.Tries, PoisonMessage.Queue, cause);
        return given;
    }

    private BlobReceipt Tried(LocalFunction function, WatchedBlob blob, BlobReceipt receipt) => Keep(
        function, blob, receipt with { NextTry = time.GetUtcNow() + Tries.WaitAfter(receipt.Tries) });

    private BlobReceipt Keep(LocalFunction function, WatchedBlob blob, BlobReceipt receipt)
    {
        receipts.Keep(function.Name, blob, receipt);
        return receipt;
    }

    private static partial class Log
    {
        [LoggerMessage(
            5200, LogLevel.Warning,
            "Blob function {Function} failed, try {Try} of {Threshold}: {Problem}; it is tried again")]
        public static partial void Failed(ILogger logger, string function, int @try, int threshold, string problem);

        [LoggerMessage(
            5201, LogLevel.Error,
            "Blob function {Function} failed {Tries} times; the blob is given up and named in queue {Queue}")]
        public static partial void GivenUp(ILogger logger, string function, int tries, string queue, Exception? cause);
    }
}
