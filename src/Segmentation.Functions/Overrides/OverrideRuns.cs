using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>
/// Asks for the runs that overrides call for. What a process that ended did not ask for is found by
/// <see cref="OverrideWatch"/>.
/// </summary>
/// <param name="runs">The runs.</param>
public sealed class OverrideRuns(RunLedger runs)
{
    /// <summary>The trigger of such a run.</summary>
    public const string Trigger = "override";

    /// <summary>Asks for a run in which customers are decided by what is set now.</summary>
    /// <param name="token">A retry finds its own run by it.</param>
    /// <param name="customers">The customers, at most a few hundred.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public Task<RunRow> AskAsync(string token, IReadOnlyList<string> customers, CancellationToken cancel) =>
        runs.TakeNumberAsync(
            token, Trigger, new RunRequest { Kind = RunKind.Scope, Customers = customers }, cancel);
}
