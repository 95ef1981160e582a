using System.Runtime.ExceptionServices;

namespace Segmentation.Functions.Hosting;

/// <summary>Runs independent pieces of work on several cores. The first fault is thrown as it was.</summary>
internal static class InParallel
{
    public static void ForEach<T>(IEnumerable<T> items, int parallelism, Action<T> work)
    {
        try
        {
            // Without buffering, an item is taken only when a core is free: a plan is not read ahead of its parsing.
            var partitioner = System.Collections.Concurrent.Partitioner.Create(
                items, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(partitioner, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, work);
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
    }

    public static void For(int count, int parallelism, Action<int> work) =>
        ForEach(Enumerable.Range(0, count), parallelism, work);
}
