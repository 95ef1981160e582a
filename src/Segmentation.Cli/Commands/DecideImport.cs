using Microsoft.Extensions.DependencyInjection;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment imports ID --confirm|--discard</c>: takes a held import as it is and makes its run, or throws it away.
/// </summary>
/// <param name="row">The import.</param>
/// <param name="settings">Where it is.</param>
/// <param name="time">The clock.</param>
internal sealed class DecideImport(ImportRow row, Settings settings, TimeProvider time)
{
    private readonly string _instance = HeldImport.InstanceOf(row.Import);

    /// <summary>Takes the import, and makes the run that it was to have.</summary>
    /// <param name="progress">Is told how far the work is; null for nobody.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ImportException">When it is not held, or the import or its run failed.</exception>
    public async Task<SegmentResult> ConfirmAsync(Action<StageProgress>? progress, CancellationToken cancel)
    {
        using var app = new CommandApp(settings, time, progress);
        return await app.RunAsync(
            async () =>
            {
                var held = await FindAsync(app, cancel);
                var current = app.Services.GetRequiredService<WorkspaceStore>().Current;
                var import = held?.Confirmed(current)
                    ?? new ImportRequest(row.Folder, IsInbox: false) { Confirms = row.Import };
                var outcome = await app.Imports.RunAsync(_instance, import, cancel);
                var runs = app.Services.GetRequiredService<RunLedger>();
                var run = (await runs.GetAsync(outcome.Run!.Value, cancel)).Asked;
                var request = new SegmentRequest(row.Folder, row.Workspace ?? "", settings.Data)
                {
                    // Nobody asked for the day that the manifest names.
                    AsOf = run.AsOf == outcome.AsOf ? null : run.AsOf,
                    AsOfNewest = run.AsOfNewest,
                    TakesAsOf = false,
                    Output = run.Output,
                };
                return SegmentImport.Result(request, outcome, app, time);
            },
            cancel);
    }

    /// <summary>Deletes the import.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ImportException">When it is not held, or was being confirmed.</exception>
    public async Task DiscardAsync(CancellationToken cancel)
    {
        using var app = new CommandApp(settings, time, progress: null);
        await app.RunAsync(
            async () =>
            {
                await FindAsync(app, cancel);
                await app.Imports.DiscardAsync(row.Import, cancel);
                return await CheckDiscardedAsync(app, cancel);
            },
            cancel);
    }

    /// <summary>What was under way may have been another decision.</summary>
    private async Task<bool> CheckDiscardedAsync(CommandApp app, CancellationToken cancel)
    {
        var now = await app.Services.GetRequiredService<ImportLedger>().FindAsync(row.RowKey, cancel);
        return now?.State == ImportRow.Discarded ? true : throw new ImportException(
            $"import {row.Import}",
            now is { IsTaken: true } ? "it was confirmed meanwhile" : "confirming it was under way, and failed",
            "a held import that nobody decided on", "segment imports shows which are held");
    }

    /// <summary>The held import; null when an ended command had begun to decide on it.</summary>
    private async Task<HeldImport?> FindAsync(CommandApp app, CancellationToken cancel)
    {
        if (await app.Imports.IsUnfinishedAsync(_instance, cancel))
            return null;
        return app.Services.GetRequiredService<HeldImports>().Find(row.Import) ?? throw new ImportException(
            $"import {row.Import}", $"it is {row.State}", "a held import", "segment imports shows which are held");
    }
}
