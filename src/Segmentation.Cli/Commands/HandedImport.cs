using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>An import that is handed to the orchestrations, and waited for.</summary>
/// <param name="client">Starts orchestrations.</param>
/// <param name="ledger">The runs.</param>
/// <param name="time">The clock.</param>
internal sealed class HandedImport(DurableTaskClient client, RunLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(1);

    /// <summary>Takes the import and makes its run; one that an ended command had begun is gone on with.</summary>
    /// <param name="instance">The orchestration.</param>
    /// <param name="request">The import.</param>
    /// <param name="served">The data folder that another process works in; null when this one does.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="DefinitionException">When definitions or arguments are wrong.</exception>
    /// <exception cref="ImportException">When the import or its run failed.</exception>
    public async Task<ImportOutcome> RunAsync(
        string instance, ImportRequest request, string? served, CancellationToken cancel)
    {
        var known = await client.GetInstanceAsync(instance, getInputsAndOutputs: true, cancel);
        if (known is null || !await IsUnfinishedAsync(known, cancel))
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ImportDumps), request, new StartOrchestrationOptions(instance), cancel);
        }

        var ended = await WaitAsync(instance, served, cancel);
        if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
            throw Failed(Unfinished(ended));
        var outcome = ended.ReadOutputAs<ImportOutcome>()!;
        if (outcome.Fault is { } fault)
            throw Failed(fault);
        await RunFinishedAsync(outcome.Run!.Value, served, cancel);
        return outcome;
    }

    /// <summary>Whether a command that was ended had begun the same, and it has not come to its end.</summary>
    private async Task<bool> IsUnfinishedAsync(OrchestrationMetadata known, CancellationToken cancel)
    {
        if (!known.IsCompleted)
            return true;
        return known.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            && known.ReadOutputAs<ImportOutcome>() is { Run: { } run }
            && await ledger.FindAsync(run, cancel) is { FinishedAt: null };
    }

    private async Task RunFinishedAsync(int run, string? served, CancellationToken cancel)
    {
        RunRow row;
        while ((row = await ledger.GetAsync(run, cancel)).FinishedAt is null)
        {
            // It may have ended just before the run was asked for.
            await StartSegmentation.StartAsync(client, cancel);
            var ended = await WaitAsync(SegmentCustomers.Instance, served, cancel);
            if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                throw Failed(Unfinished(ended));
        }

        if (row.Error is { } error)
            throw Failed(new Fault(row.IsDefinitionError, error));
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instance, string? served, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waiting = client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, ended.Token);
        while (await Task.WhenAny(waiting, Task.Delay(NextLook, time, ended.Token)) != waiting)
        {
            if (served is null || LocalApp.IsOwned(served))
                continue;
            await ended.CancelAsync();
            throw new ImportException(
                served, "the process that served the data folder has ended", "one that goes on",
                "run the same command again; it goes on where it was");
        }

        return await waiting;
    }

    private static Fault Unfinished(OrchestrationMetadata ended) => new(false, Fault.Unexpected(
        ended.FailureDetails?.ErrorType ?? ended.RuntimeStatus.ToString(),
        ended.FailureDetails?.ErrorMessage ?? "the orchestration was ended"));

    private static SegmentationException Failed(Fault fault) => fault.ToException();
}
