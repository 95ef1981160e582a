using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Segmentation.Functions.Hosting;

/// <summary>One piece of a wave: the chunk or shard with a number, of the work that a name points at.</summary>
/// <param name="Of">The name of the work: a folder of the data folder.</param>
/// <param name="Number">The number of the chunk or shard, from 0.</param>
public sealed record Piece(string Of, int Number);

/// <summary>Pieces of the same work.</summary>
/// <param name="Activity">The activity that does a piece.</param>
/// <param name="Of">The name of the work.</param>
/// <param name="Numbers">Their numbers; at most <see cref="Waves.LargestWave"/>.</param>
/// <param name="Window">How many pieces are in flight at a time.</param>
public sealed record Wave(string Activity, string Of, IReadOnlyList<int> Numbers, int Window);

/// <summary>Fans work out in waves: sub-orchestrations with a bounded history and a bounded window in flight.</summary>
public static class Waves
{
    /// <summary>The most activities of one sub-orchestration; replay costs grow with their square.</summary>
    public const int LargestWave = 100;

    /// <summary>How many pieces of a wave are in flight at a time.</summary>
    public const int Window = 16;

    /// <summary>Retries of a failed activity: what a person must mend is not tried again.</summary>
    public static TaskOptions Coarse { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(3, TimeSpan.FromSeconds(2), 2) { HandleFailure = IsTransient });

    /// <summary>Retries of what only tells others: for an hour or so, and nothing waits for it.</summary>
    public static TaskOptions Patient { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(2), 2, TimeSpan.FromMinutes(5)));

    /// <summary>Does all pieces of a work, wave after wave.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="activity">The activity that does a piece.</param>
    /// <param name="of">The name of the work.</param>
    /// <param name="count">How many pieces it has.</param>
    /// <param name="window">How many are in flight at a time; 1 keeps their order.</param>
    /// <returns>The sum of what the pieces returned.</returns>
    public static Task<long> InWavesAsync(
        this TaskOrchestrationContext context, string activity, string of, int count, int window = Window) =>
        context.InWavesAsync(activity, of, Enumerable.Range(0, count), window);

    /// <summary>Does some pieces of a work, wave after wave.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="activity">The activity that does a piece.</param>
    /// <param name="of">The name of the work.</param>
    /// <param name="numbers">The numbers of the pieces.</param>
    /// <param name="window">How many are in flight at a time; 1 keeps their order.</param>
    /// <returns>The sum of what the pieces returned.</returns>
    public static async Task<long> InWavesAsync(
        this TaskOrchestrationContext context, string activity, string of, IEnumerable<int> numbers,
        int window = Window)
    {
        long sum = 0;
        foreach (var some in numbers.Chunk(LargestWave))
        {
            var wave = new Wave(activity, of, some, window);
            sum += await context.CallSubOrchestratorAsync<long>(nameof(RunWave), wave);
        }

        return sum;
    }

    /// <summary>
    /// Does the pieces of one wave; the next starts as soon as one of the window is done. When a piece fails, those in
    /// flight are waited for, so that nobody works on what the failure takes away.
    /// </summary>
    [Function(nameof(RunWave))]
    public static async Task<long> RunWave([OrchestrationTrigger] TaskOrchestrationContext context, Wave wave)
    {
        long sum = 0;
        TaskFailedException? failure = null;
        var (next, inFlight) = (0, new List<Task<long>>());
        while (inFlight.Count > 0 || (failure is null && next < wave.Numbers.Count))
        {
            while (failure is null && next < wave.Numbers.Count && inFlight.Count < wave.Window)
            {
                var piece = new Piece(wave.Of, wave.Numbers[next++]);
                inFlight.Add(context.CallActivityAsync<long>(wave.Activity, piece, Coarse));
            }

            var done = await Task.WhenAny(inFlight);
            inFlight.Remove(done);
            try
            {
                sum += await done;
            }
            catch (TaskFailedException fault)
            {
                failure ??= fault;
            }
        }

        return failure is null ? sum : throw failure;
    }

    private static bool IsTransient(TaskFailureDetails failure) =>
        !failure.IsCausedBy<Engine.Workspaces.SegmentationException>() && !failure.IsCausedBy<IOException>();
}
