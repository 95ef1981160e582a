using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>
/// Asks for the runs that overrides call for. What is not finished when a process ends is found by
/// <see cref="OverrideWatch"/>: a row that no run was asked for, or that was taken back.
/// </summary>
/// <param name="overrides">The overrides.</param>
/// <param name="runs">The runs.</param>
public sealed class OverrideRuns(OverrideLedger overrides, RunLedger runs)
{
    /// <summary>The trigger of such a run.</summary>
    public const string Trigger = "override";

    /// <summary>Asks for a run in which overrides begin to hold, or hold no longer.</summary>
    /// <param name="token">A retry finds its own run by it.</param>
    /// <param name="rows">The overrides as they were read.</param>
    /// <param name="isEnd">Whether they hold no longer: their rows go.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<RunRow> AskAsync(
        string token, IReadOnlyList<OverrideRow> rows, bool isEnd, CancellationToken cancel)
    {
        string[] customers = [.. rows.Select(row => row.Customer).Distinct().Order(StringComparer.Ordinal)];
        var request = new RunRequest { Kind = RunKind.Scope, Customers = customers };
        var run = await runs.TakeNumberAsync(token, Trigger, request, cancel);
        foreach (var row in rows)
        {
            if (isEnd)
                await overrides.DeleteAsync(row, cancel);
            else
                await overrides.ChangeAsync(row, changed => changed.Run = run.Run, cancel);
        }

        return run;
    }
}
