using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Asks for the run that takes an erased customer out of the published results, and tells others of it.
/// </summary>
public sealed class QueueErasure(RunLedger ledger, RunStore runs, Erasures erasures)
{
    /// <summary>The trigger of such a run.</summary>
    public const string Trigger = "erasure";

    /// <summary>Asks for the run; 0 when the published run does not have the customer.</summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    /// <param name="cancel">Ends the waiting.</param>
    [Function(nameof(QueueErasure))]
    public async Task<int> RunAsync([ActivityTrigger] string hash, CancellationToken cancel)
    {
        if (erasures.Find(hash) is not { } erased)
            return 0;
        if (erased.Run is { } asked)
            return asked;
        var published = (await ledger.PointerAsync(cancel)).Published;
        if (published == 0 || !IsIn(published, erased.Id))
            return 0;
        var inputs = runs.Inputs(published);
        var request = new RunRequest
        {
            Kind = RunKind.Scope,
            Customers = [erased.Customer],
            AsOf = inputs.AsOf,
            Workspace = inputs.WorkspaceVersion,
        };
        var run = await ledger.TakeNumberAsync(EraseCustomer.InstanceOf(hash), Trigger, request, cancel);
        erasures.Write(hash, erased with { Run = run.Run });
        return run.Run;
    }

    private bool IsIn(int run, byte[] id)
    {
        var shard = StableHash.Shard(StableHash.Of(id), runs.Base(run).Shards);
        return runs.Shard(run, shard).IndexOf(id) >= 0;
    }
}
