using LocalRuntime.Worker.Functions;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Hands blobs to functions, each name and ETag once: a number of tries, then the poison queue.</summary>
/// <param name="receipts">What has become of blobs.</param>
/// <param name="poison">The poison queue.</param>
/// <param name="threshold">How many tries a blob has.</param>
/// <param name="time">The clock.</param>
/// <param name="run">Runs a function with a blob.</param>
/// <param name="log">The log.</param>
internal sealed partial class BlobDelivery(
    BlobReceipts receipts,
    PoisonFile poison,
    int threshold,
    TimeProvider time,
    Func<LocalFunction, BlobFile, CancellationToken, Task> run,
    ILogger log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>Tries a blob and says what has become of it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="ending">Asks the run to end; a run that ends so is not counted.</param>
    public async Task<BlobReceipt> TryAsync(LocalFunction function, BlobFile blob, CancellationToken ending)
    {
        var known = receipts.Find(function.Name, blob);
        if (known.State != BlobState.Waiting || known.NextTry > time.GetUtcNow())
            return known;
        // Gone, or overwritten: the new content is a blob of its own.
        if (!blob.IsUnchanged())
            return Keep(function, blob, known with { State = BlobState.Done });
        if (known.Tries >= threshold)
            return GiveUp(function, blob, known, cause: null);
        var begun = Keep(function, blob, known with { Tries = known.Tries + 1 });
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
            return Failed(function, blob, begun, problem);
        }
    }

    private BlobReceipt Failed(LocalFunction function, BlobFile blob, BlobReceipt begun, Exception problem)
    {
        if (!File.Exists(blob.Path))
            return Keep(function, blob, begun with { State = BlobState.Done });
        if (begun.Tries >= threshold)
            return GiveUp(function, blob, begun, problem);
        Log.Failed(log, function.Name, begun.Tries, threshold, problem.GetType().Name);
        var wait = FirstWait * Math.Pow(2, begun.Tries - 1);
        return Keep(function, blob, begun with { NextTry = time.GetUtcNow() + wait });
    }

    private BlobReceipt GiveUp(LocalFunction function, BlobFile blob, BlobReceipt receipt, Exception? cause)
    {
        // The line first: a crash in between says it twice, never not at all.
        poison.Add(function.Id, blob);
        var given = receipt with { State = BlobState.Poison };
        receipts.KeepPoison(function.Name, blob, given, time.GetUtcNow());
        Log.GivenUp(log, function.Name, receipt.Tries, poison.Path, cause);
        return given;
    }

    private BlobReceipt Keep(LocalFunction function, BlobFile blob, BlobReceipt receipt)
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
            "Blob function {Function} failed {Tries} times; the blob is given up and named in {File}")]
        public static partial void GivenUp(ILogger logger, string function, int tries, string file, Exception? cause);
    }
}
