using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>
/// Segments the customers of a past day by what was known then, and looks at what happened to them: a run on the
/// current base under the definitions of the published run, which is thrown away but for its figures.
/// </summary>
/// <param name="data">The files; none is changed.</param>
/// <param name="settings">The number of cores.</param>
/// <param name="time">The clock.</param>
/// <param name="stages">Told how far it is; null for nobody.</param>
public sealed class MakeBacktest(BlobStore data, Settings settings, TimeProvider time, Stages? stages = null)
{
    /// <summary>Makes a backtest.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="published">The published run.</param>
    /// <param name="cancel">Ends the work; nothing is left of it.</param>
    /// <exception cref="DefinitionException">When there is no such outcome or scheme, the scheme needs what was not
    /// known, or nothing is known behind the day.</exception>
    /// <exception cref="ImportException">When the base was read under other definitions.</exception>
    public BacktestReport Of(BacktestRequest request, int published, CancellationToken cancel)
    {
        using var scratch = new ScratchRun(data, settings, stages ?? new Stages(time));
        var manifest = scratch.Base.Existing();
        var workspace = scratch.Files.Workspace(published);
        scratch.Base.CheckSources(workspace);
        var inputs = new RunInputs(
            published + 1, manifest.Version, workspace.Name, scratch.Workspaces.Keep(workspace), request.AsOf, null,
            manifest.Imports[^1].Id)
        {
            OnlyKnown = true,
        };
        // What cannot be tested is refused before anything is measured.
        _ = new BacktestPlan(
            request, workspace, scratch.Workspaces.Plans(inputs.WorkspaceVersion, manifest.Tables.Keys), manifest);
        try
        {
            scratch.Make(inputs, manifest, workspace, [], cancel);
            // Clusters are there once they are learned.
            var plan = new BacktestPlan(
                request, scratch.Work.Workspace(inputs.Run), scratch.Work.Plans(inputs.Run), manifest);
            var customers = new BacktestedCustomers(Observe(scratch, inputs, plan, cancel));
            return new BacktestBuilder(plan, customers).Build(inputs, published, time.GetUtcNow());
        }
        catch (ImportException) when (scratch.Base.Version != manifest.Version)
        {
            throw new ImportException(
                data.Root, "an import replaced the customer base while it was read",
                "a base that stays for as long as a backtest takes", "ask again");
        }
    }

    private static Observed[] Observe(ScratchRun scratch, RunInputs inputs, BacktestPlan plan, CancellationToken cancel)
    {
        var observed = new Observed[scratch.Work.Base(inputs.Run).Shards];
        scratch.ForEachShard(inputs.Run, piece => observed[piece.Number] = Observed.Of(
            scratch.Files.Shard(inputs.Run, piece.Number), scratch.Work.RowsToday(inputs.Run, piece.Number), plan),
            cancel);
        return observed;
    }
}
