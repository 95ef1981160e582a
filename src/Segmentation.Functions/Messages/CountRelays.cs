using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>Tells how many files of transitions a run has to relay.</summary>
public sealed class CountRelays(RunLedger ledger)
{
    /// <summary>The summary alone when nobody moved, else the summary and the shards'.</summary>
    [Function(nameof(CountRelays))]
    public async Task<int> RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(run, cancel);
        return row.Moves > 0 ? row.Shards!.Value + 1 : 1;
    }
}
