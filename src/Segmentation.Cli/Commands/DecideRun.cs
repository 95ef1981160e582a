using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment runs N --publish|--discard|--rollback</c>: publishes a held run, throws it away, or goes back to an
/// earlier one.
/// </summary>
/// <param name="run">The run's number.</param>
/// <param name="settings">Where it is.</param>
/// <param name="time">The clock.</param>
internal sealed class DecideRun(int run, Settings settings, TimeProvider time)
{
    /// <summary>Publishes what the held run found; the run that does it.</summary>
    /// <exception cref="ImportException">When it is not held, or publishing it failed.</exception>
    public Task<RunRow> PublishAsync(Action<StageProgress>? progress, CancellationToken cancel) =>
        MakeAsync((decisions, row) => decisions.PublishAsync(row, cancel), progress, cancel);

    /// <summary>Takes back the results of the run; the run that does it.</summary>
    /// <exception cref="ImportException">When it was not published, or going back failed.</exception>
    public Task<RunRow> RollBackAsync(Action<StageProgress>? progress, CancellationToken cancel) =>
        MakeAsync((decisions, row) => decisions.RollBackAsync(row, cancel), progress, cancel);

    /// <summary>Throws the held run away.</summary>
    /// <exception cref="ImportException">When it is not held.</exception>
    public async Task DiscardAsync(CancellationToken cancel)
    {
        using var app = new CommandApp(settings, time, progress: null);
        await app.RunAsync(
            () => DecidedAsync(app, (decisions, row) => decisions.DiscardAsync(row, cancel), cancel), cancel);
    }

    private async Task<RunRow> MakeAsync(
        Func<RunDecisions, RunRow, Task<RunDecision>> decide, Action<StageProgress>? progress, CancellationToken cancel)
    {
        using var app = new CommandApp(settings, time, progress);
        return await app.RunAsync(
            async () => await app.Imports.RunFinishedAsync((await DecidedAsync(app, decide, cancel)).Run, cancel),
            cancel);
    }

    private async Task<RunRow> DecidedAsync(
        CommandApp app, Func<RunDecisions, RunRow, Task<RunDecision>> decide, CancellationToken cancel)
    {
        var row = await app.Services.GetRequiredService<RunLedger>().FindAsync(run, cancel) ?? throw Unknown(run);
        var decided = await decide(app.Services.GetRequiredService<RunDecisions>(), row);
        return decided.Refused is { } refused
            ? throw new ImportException(refused.Where, refused.Found, refused.Expected, refused.Fix)
            : decided.Run;
    }

    /// <summary>The fault of a run that is not there.</summary>
    public static ImportException Unknown(int run) => new(
        string.Create(CultureInfo.InvariantCulture, $"run {run}"), "unknown run", "the number of a run",
        "segment runs lists them");
}
