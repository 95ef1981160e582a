using Microsoft.DurableTask.Client;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>An import that is handed to the orchestrations, and waited for.</summary>
/// <param name="client">Starts orchestrations.</param>
/// <param name="ledger">The runs.</param>
/// <param name="served">The data folder that another process works in; null when this one does.</param>
/// <param name="time">The clock.</param>
internal sealed class HandedImport(DurableTaskClient client, RunLedger ledger, string? served, TimeProvider time)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(1);

    /// <summary>Takes the import and makes its run; one that an ended command had begun is gone on with.</summary>
    /// <param name="instance">The orchestration.</param>
    /// <param name="request">The import.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="DefinitionException">When definitions or arguments are wrong.</exception>
    /// <exception cref="ImportException">When the import or its run failed.</exception>
    public async Task<ImportOutcome> RunAsync(string instance, ImportRequest request, CancellationToken cancel)
    {
        var ended = await EndAsync(nameof(ImportDumps), instance, request, cancel);
        var outcome = ended.ReadOutputAs<ImportOutcome>() ?? throw new ImportException(
            "import", "it was discarded meanwhile", "a held import", "segment imports shows which are held");
        if (outcome.Fault is { } fault)
            throw Failed(fault);
        await RunFinishedAsync(outcome.Run!.Value, cancel);
        return outcome;
    }

    /// <summary>Throws a held import away.</summary>
    /// <param name="import">The import's id.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task DiscardAsync(string import, CancellationToken cancel) =>
        EndAsync(nameof(DiscardDumps), HeldImport.InstanceOf(import), import, cancel);

    /// <summary>Whether a command that was ended had begun the same, and it has not come to its end.</summary>
    public async Task<bool> IsUnfinishedAsync(string instance, CancellationToken cancel)
    {
        if (await client.GetInstanceAsync(instance, getInputsAndOutputs: true, cancel) is not { } known)
            return false;
        if (!known.IsCompleted)
            return true;
        return known.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            && known.ReadOutputAs<ImportOutcome>() is { Run: { } run }
            && await ledger.FindAsync(run, cancel) is { FinishedAt: null };
    }

    /// <summary>Has an orchestration done; one that was begun is waited for.</summary>
    private async Task<OrchestrationMetadata> EndAsync(
        string orchestration, string instance, object input, CancellationToken cancel)
    {
        if (!await IsUnfinishedAsync(instance, cancel))
            await StartSegmentation.OnceAsync(client, orchestration, instance, input, cancel);
        return Completed(await WaitAsync(instance, cancel));
    }

    /// <summary>Has a run made that was asked for, and waits for its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="DefinitionException">When definitions are wrong.</exception>
    /// <exception cref="ImportException">When the run failed.</exception>
    public async Task RunFinishedAsync(int run, CancellationToken cancel)
    {
        RunRow row;
        while ((row = await ledger.GetAsync(run, cancel)).FinishedAt is null)
        {
            // It may have ended just before the run was asked for.
            await StartSegmentation.StartAsync(client, cancel);
            Completed(await WaitAsync(SegmentCustomers.Instance, cancel));
        }

        if (row.Error is { } error)
            throw Failed(new Fault(row.IsDefinitionError, error));
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instance, CancellationToken cancel)
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

    private static OrchestrationMetadata Completed(OrchestrationMetadata ended) =>
        ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? ended
            : throw Failed(new Fault(false, Fault.Unexpected(
                ended.FailureDetails?.ErrorType ?? ended.RuntimeStatus.ToString(),
                ended.FailureDetails?.ErrorMessage ?? "the orchestration was ended")));

    private static SegmentationException Failed(Fault fault) => fault.ToException();
}
