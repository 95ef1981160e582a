using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Asks for the run that takes an erased customer out of the published results, and tells others of it.
/// </summary>
public sealed class QueueErasure(RunLedger ledger, RunStore runs, Erasures erasures)
{
    /// <summary>The trigger of such a run.</summary>
    public const string Trigger = "erasure";

    /// <summary>
    /// Asks for the run, and for another when that one ended and was not published; 0 when the published run does not
    /// have the customer.
    /// </summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    /// <param name="cancel">Ends the waiting.</param>
    [Function(nameof(QueueErasure))]
    public async Task<int> RunAsync([ActivityTrigger] string hash, CancellationToken cancel)
    {
        if (erasures.Find(hash) is not { } erased
            || !runs.HasCustomer((await ledger.PointerAsync(cancel)).Published, erased.Id))
            return 0;
        var token = EraseCustomer.InstanceOf(hash);
        if (erased.Run is { } asked)
        {
            if (!RunState.IsOver((await ledger.GetAsync(asked, cancel)).State))
                return asked;
            token = string.Create(CultureInfo.InvariantCulture, $"{token}/{asked}");
        }

        var request = new RunRequest { Kind = RunKind.Scope, Customers = [erased.Customer] };
        var run = await ledger.TakeNumberAsync(token, Trigger, request, cancel);
        erasures.Write(hash, erased with { Run = run.Run });
        return run.Run;
    }
}
