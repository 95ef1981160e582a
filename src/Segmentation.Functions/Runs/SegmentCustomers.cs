using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Makes runs, one at a time, until there is nothing to do: what was asked for, and whatever base, definitions or
/// schedule call for.
/// </summary>
public static class SegmentCustomers
{
    /// <summary>The one instance.</summary>
    public const string Instance = "segment-customers";

    /// <summary>How many files of transitions are relayed at a time.</summary>
    internal const int RelaysAtOnce = 4;

    /// <summary>Makes the next run, and goes on with the one after it.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="relayAfter">Published runs above this one that are not at their end are completed first.</param>
    [Function(nameof(SegmentCustomers))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, int relayAfter)
    {
        var taker = new RunTaker(context.NewGuid().ToString("n"), relayAfter);
        var (run, todo) = await context.CallActivityAsync<TakenRun>(nameof(TakeRun), taker, Waves.Coarse);
        if (run == 0)
            return;
        try
        {
            await (todo switch
            {
                TakenRun.Make => SegmentAsync(context, run),
                TakenRun.Relay => CompleteAsync(context, run, Task.CompletedTask),
                TakenRun.Export => ExportAgainAsync(context, run),
                _ => GiveUpAsync(context, run, EndedForGood),
            });
        }
        catch (TaskFailedException failure)
        {
            await GiveUpAsync(context, run, Fault.Of(failure));
        }

        await context.CallActivityAsync(nameof(FinishRun), run, Waves.Coarse);
        // Each is tried once: one that cannot be completed must not hide the others.
        context.ContinueAsNew(todo is TakenRun.Relay or TakenRun.Export ? run : relayAfter);
    }

    private static Fault EndedForGood { get; } = new(false, Engine.Workspaces.Sentence.Of(
        "run", "its orchestration was terminated", "a run that comes to its end", "the next run takes its place"));

    private static Task GiveUpAsync(TaskOrchestrationContext context, int run, Fault fault) =>
        context.CallActivityAsync(nameof(GiveUpRun), new GivenUp(run, fault), Waves.Coarse);

    private static async Task SegmentAsync(TaskOrchestrationContext context, int run)
    {
        var folder = RunStore.Folder(run);
        Tell(context, run, "freezing its inputs");
        var frozen = await context.CallActivityAsync<FrozenRun>(nameof(FreezeRun), run, Waves.Coarse);
        if (frozen.Matches)
        {
            Tell(context, run, "matching customers");
            await context.CallActivityAsync<long>(nameof(ResolveIdentity), run, Waves.Coarse);
        }

        if (frozen.IsMeasured)
            await MeasureAsync(context, run, frozen);
        Tell(context, run, "scoring");
        await context.InWavesAsync(nameof(ScoreShard), folder, frozen.Pieces);
        var size = await context.CallActivityAsync<RunSize>(nameof(CloseRun), run, Waves.Coarse);
        if (size.IsHeld)
        {
            await context.CallActivityAsync(nameof(AnnounceHeld), run, Waves.Coarse);
            return;
        }

        Tell(context, run, "writing rows and files");
        // Files are made beside the rows; who sees the run does not wait for them.
        var files = PrepareFilesAsync(context, run);
        try
        {
            await context.InWavesAsync(nameof(ProjectShard), folder, frozen.Pieces);
            await context.CallActivityAsync(nameof(PublishRun), run, Waves.Coarse);
            await CompleteAsync(context, run, files);
        }
        finally
        {
            await files;
        }
    }

    private static async Task MeasureAsync(TaskOrchestrationContext context, int run, FrozenRun frozen)
    {
        if (frozen.Fits)
        {
            Tell(context, run, "fitting models");
            await context.CallActivityAsync<long>(nameof(FitModels), run, Waves.Coarse);
        }

        Tell(context, run, "measuring");
        await context.InWavesAsync(nameof(MeasureShard), RunStore.Folder(run), frozen.Pieces);
        if (frozen.Combines)
        {
            Tell(context, run, "combining");
            await context.CallActivityAsync<long>(nameof(CombineMeasures), run, Waves.Coarse);
        }

        Tell(context, run, "calibrating");
        await context.CallActivityAsync<long>(nameof(Calibrate), run, Waves.Coarse);
    }

    /// <summary>Files that cannot be made now are made when the run is published, or it is told then why not.</summary>
    private static async Task PrepareFilesAsync(TaskOrchestrationContext context, int run)
    {
        try
        {
            await context.CallActivityAsync(nameof(PrepareFiles), run);
        }
        catch (TaskFailedException)
        {
            // A function that was ended, say: the log of the host has it.
        }
    }

    /// <summary>What is left when a run is published: messages, and beside them results that people take away.
    /// </summary>
    private static async Task CompleteAsync(TaskOrchestrationContext context, int run, Task files)
    {
        Tell(context, run, "sending messages, showing files");
        await Task.WhenAll(RelayAsync(context, run), ShowFilesAsync(context, run, files));
        await context.CallActivityAsync(nameof(AnnounceRun), run, Waves.Coarse);
    }

    private static async Task RelayAsync(TaskOrchestrationContext context, int run)
    {
        var files = await context.CallActivityAsync<int>(nameof(CountRelays), run, Waves.Coarse);
        // The summary first, then shards side by side: messages of a customer are in one, and stay in order.
        await context.InWavesAsync(nameof(RelayTransitions), RunStore.Folder(run), 1);
        await context.InWavesAsync(
            nameof(RelayTransitions), RunStore.Folder(run), Enumerable.Range(1, files - 1), RelaysAtOnce);
    }

    private static async Task ShowFilesAsync(TaskOrchestrationContext context, int run, Task files)
    {
        await files;
        await context.CallActivityAsync(nameof(WriteOutput), run, Waves.Coarse);
        await ExportAsync(context, run);
    }

    /// <summary>Files that people take away: a run without them is published all the same, and they are tried again.
    /// </summary>
    private static async Task ExportAsync(TaskOrchestrationContext context, int run)
    {
        try
        {
            await context.CallActivityAsync(nameof(WriteExports), run, Waves.Coarse);
        }
        catch (TaskFailedException failure)
        {
            var failed = new GivenUp(run, Fault.Of(failure));
            await context.CallActivityAsync(nameof(NoteExports), failed, Waves.Coarse);
        }
    }

    private static Task ExportAgainAsync(TaskOrchestrationContext context, int run)
    {
        Tell(context, run, "writing exports");
        return ExportAsync(context, run);
    }

    private static void Tell(TaskOrchestrationContext context, int run, string what) =>
        context.SetCustomStatus(new { run, step = what });
}
