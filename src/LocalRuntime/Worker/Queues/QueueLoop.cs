using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Queues;

/// <summary>
/// Runs a function on the messages of its queue, one at a time: a number of tries each, then the poison queue.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="queue">The queue.</param>
/// <param name="queues">All queues.</param>
/// <param name="running">What runs.</param>
/// <param name="time">The clock.</param>
/// <param name="run">Runs the function on the text of a message.</param>
/// <param name="log">The log.</param>
internal sealed partial class QueueLoop(
    LocalFunction function,
    string queue,
    LocalQueues queues,
    Running running,
    TimeProvider time,
    Func<string, Task> run,
    ILogger log)
{
    /// <summary>How long to wait from one look to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int MostTries = 5;

    private readonly string _poison = queue + "-poison";

    /// <summary>The name of the function.</summary>
    public string Name => function.Name;

    /// <summary>Runs the function on each message that is due, until told to stop.</summary>
    public async Task RunAsync()
    {
        while (!running.Stopping.IsCancellationRequested)
        {
            var added = queues.NextAdded;
            while (!running.Stopping.IsCancellationRequested && queues.Next(queue, time.GetUtcNow()) is { } message)
                await TryAsync(message);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(running.Stopping);
            await Task.WhenAny(added, Task.Delay(Interval, time, enough.Token));
            await enough.CancelAsync();
        }
    }

    private async Task TryAsync(QueueMessage message)
    {
        if (message.Tries >= MostTries)
        {
            GiveUp(message, cause: null);
            return;
        }

        var begun = Tried(message with { Tries = message.Tries + 1 });
        try
        {
            await run(message.Text);
            queues.Remove(begun);
        }
        catch (OperationCanceledException) when (running.Ending.IsCancellationRequested)
        {
            queues.Keep(message);
        }
        catch (Exception problem)
        {
            Failed(begun, problem);
        }
    }

    private void Failed(QueueMessage message, Exception problem)
    {
        if (message.Tries >= MostTries)
        {
            GiveUp(message, problem);
            return;
        }

        Tried(message);
        Log.Failed(log, function.Name, message.Tries, MostTries, problem.GetType().Name);
    }

    private QueueMessage Tried(QueueMessage message)
    {
        var kept = message with { NextTry = time.GetUtcNow() + Tries.WaitAfter(message.Tries) };
        queues.Keep(kept);
        return kept;
    }

    private void GiveUp(QueueMessage message, Exception? cause)
    {
        queues.Move(message, _poison);
        Log.GivenUp(log, function.Name, message.Tries, _poison, cause);
    }

    private static partial class Log
    {
        [LoggerMessage(
            5300, LogLevel.Warning,
            "Queue function {Function} failed, try {Try} of {Threshold}: {Problem}; it is tried again")]
        public static partial void Failed(ILogger logger, string function, int @try, int threshold, string problem);

        [LoggerMessage(
            5301, LogLevel.Error,
            "Queue function {Function} failed {Tries} times; the message is in queue {Queue} now")]
        public static partial void GivenUp(ILogger logger, string function, int tries, string queue, Exception? cause);
    }
}
