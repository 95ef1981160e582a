using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>Takes an import into the base, and starts the segmentation of the new version.</summary>
public static class ImportDumps
{
    private const int LongestInstance = 100;

    private static readonly TimeSpan NextTry = TimeSpan.FromMinutes(1);

    /// <summary>The instance that takes the imports of an inbox folder, one after the other.</summary>
    /// <remarks>An id of an instance has at most 100 characters: a longer name becomes its hash.</remarks>
    public static string InstanceOf(string folder)
    {
        var name = Encoding.UTF8.GetBytes(folder);
        var instance = $"import-{CustomerKey.Encoded(name)}";
        return instance.Length <= LongestInstance ? instance : $"import-{CustomerKey.Hashed(name)}";
    }

    /// <summary>Waits for the dumps of an inbox folder, takes them, and looks for the next ones.</summary>
    [Function(nameof(ImportDumps))]
    public static async Task<ImportOutcome?> RunAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context, ImportRequest request)
    {
        if (request.IsInbox)
        {
            var state = await context.CallActivityAsync<InboxState>(
                nameof(InspectInbox), new InboxLook(request.Folder, request.Seen, request.Quiet), Waves.Coarse);
            if (!state.HasFiles)
                return null;
            if (state.Wait is { } wait)
            {
                context.SetCustomStatus(new { step = "waiting for the dumps to be complete" });
                await context.CreateTimer(wait, CancellationToken.None);
                context.ContinueAsNew(request with { Seen = state.Seen, Quiet = state.Quiet + wait });
                return null;
            }
        }

        var outcome = await SettleAsync(context, request);
        if (!request.IsInbox)
            return outcome;
        // What nobody has to mend goes right when it is tried again.
        if (outcome.Fault is { IsFinal: false })
            await context.CreateTimer(NextTry, CancellationToken.None);
        context.ContinueAsNew(request with { Seen = null, Quiet = TimeSpan.Zero });
        return outcome;
    }

    private static async Task<ImportOutcome> SettleAsync(TaskOrchestrationContext context, ImportRequest import)
    {
        var work = new ImportWork(context.NewGuid().ToString("n"), 0);
        ImportOutcome outcome;
        try
        {
            outcome = await TakeAsync(context, work, import);
        }
        catch (TaskFailedException failure)
        {
            outcome = new ImportOutcome(null, null, false, false, null, Fault.Of(failure));
        }

        var at = context.CurrentUtcDateTime;
        await context.CallActivityAsync(
            nameof(SettleImport), new SettledImport(work, import, outcome, at), Waves.Coarse);
        var run = outcome.Fault is null ? await SegmentAsync(context, import, outcome) : null;
        await context.CallActivityAsync(nameof(AnnounceImport), at, Waves.Patient);
        return outcome with { Run = run };
    }

    /// <summary>Asks for the run that follows, and has runs made; tells the number of the one asked for.</summary>
    private static async Task<int?> SegmentAsync(
        TaskOrchestrationContext context, ImportRequest import, ImportOutcome outcome)
    {
        int? run = null;
        if (import.Run is { } asked)
        {
            var request = asked with { Import = outcome.Import, AsOf = asked.AsOf ?? outcome.AsOf };
            run = await context.CallActivityAsync<int>(
                nameof(QueueRun), new QueuedRun(context.NewGuid().ToString("n"), request), Waves.Coarse);
        }

        await context.CallActivityAsync(nameof(StartSegmentation), Waves.Coarse);
        return run;
    }

    private static async Task<ImportOutcome> TakeAsync(
        TaskOrchestrationContext context, ImportWork work, ImportRequest request)
    {
        context.SetCustomStatus(new { step = "copying the dumps" });
        var collected = await context.CallActivityAsync<CollectedDumps>(
            nameof(CollectDumps), new DumpsToCollect(work, request), Waves.Coarse);
        context.SetCustomStatus(new { step = "reading the dumps and merging them with the base" });
        // Each repetition means that another import was committed meanwhile.
        ImportOutcome? outcome = null;
        while (outcome is null)
        {
            var size = await context.CallActivityAsync<BuildSize>(nameof(PlanBuild), work, Waves.Coarse);
            for (var build = 0; build < size.Builds; build++)
            {
                await context.CallSubOrchestratorAsync(
                    nameof(BuildImport), new BuildStep(work, build, size.Sources));
            }

            // An import that is there is not taken twice; it may have been read again under other sources.
            if (size.Builds == 0 || await context.CallActivityAsync<bool>(nameof(CommitBase), work, Waves.Coarse))
                outcome = new ImportOutcome(
                    collected.Import, collected.AsOf, size.AlreadyTaken, size.Reread, null, null);
            work = work with { Attempt = work.Attempt + 1 };
        }

        return outcome;
    }
}
