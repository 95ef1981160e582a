using System.Globalization;
using LocalRuntime.Worker.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Show;

/// <summary>How large the orchestration behind a run was, beside the limits that hold in Azure.</summary>
internal static class RunSizes
{
    // What the Azure Storage provider keeps in a queue message, and what histories are advised to stay below.
    private const int LargestInline = 45 * 1024;
    private const int AdvisedHistory = 1_000;

    /// <summary>A line about the orchestrations of the newest run; null when they are not kept.</summary>
    public static string? Of(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "durable.db")))
            return null;
        using var store = DurableWork.Open(folder, TimeProvider.System);
        if (store.TreeStatistics(SegmentCustomers.Instance) is not { } sizes)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"orchestrations of all runs: {sizes.Activities:N0} activities, at most {sizes.MostHistoryRows:N0} rows of "
            + $"history at a time (advised: {AdvisedHistory:N0}), largest payload {sizes.LargestPayloadBytes:N0} bytes "
            + $"(inline up to {LargestInline:N0})");
    }
}
