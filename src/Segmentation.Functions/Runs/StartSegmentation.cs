using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Starts <see cref="SegmentCustomers"/> unless it is at work: then it sees what is new before it ends.
/// </summary>
public static class StartSegmentation
{
    /// <summary>Starts it from an orchestration.</summary>
    [Function(nameof(StartSegmentation))]
    public static Task RunAsync(
        [ActivityTrigger] string? reason, [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        StartAsync(client, cancel);

    /// <summary>Starts it.</summary>
    public static Task StartAsync(DurableTaskClient client, CancellationToken cancel) => OnceAsync(
        client, nameof(SegmentCustomers), SegmentCustomers.Instance, input: 0, cancel);

    /// <summary>Starts an orchestration that has one instance at a time; false when it is at work.</summary>
    internal static async Task<bool> OnceAsync(
        DurableTaskClient client, string name, string instance, object input, CancellationToken cancel)
    {
        var options = new StartOrchestrationOptions(instance).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running,
            OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, cancel);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The one at work looks again before it ends; the timer finds what it could not see any more.
            return false;
        }
    }
}
