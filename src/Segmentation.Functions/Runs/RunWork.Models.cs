using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

public sealed partial class RunWork
{
    /// <summary>The lifetime models of a run; none before they are fitted, and when no measure asks for one.</summary>
    internal LifetimeModels Models(int run)
    {
        // Before they are fitted there is nothing to remember.
        var name = RunStore.Name(run, RunStore.ModelsFile);
        return data.Has(name) ? memo.Get(name, () => runs.Models(run)) : LifetimeModels.None;
    }

    /// <summary>The lifetime models of the run that this one is compared with.</summary>
    internal LifetimeModels ModelsBefore(int run) =>
        Inputs(run).Published is { } published ? Models(published) : LifetimeModels.None;

    /// <summary>
    /// Whether a lifetime model that the published run had was fitted anew and tells something else. When the base was
    /// read under other sources, that is part of the definition.
    /// </summary>
    internal bool IsRefitted(int run) => PlansBefore(run) is not null && Models(run).DifferFrom(ModelsBefore(run));

    /// <summary>The lifetime models that a run would have if none had been fitted anew.</summary>
    internal LifetimeModels ModelsUnfitted(int run) => ModelsBefore(run).Over(Models(run));

    /// <summary>A run's measures of a shard's customers under the lifetime models of the published run.</summary>
    internal ScoredShard MeasuresUnfitted(int run, int shard) => IsRefitted(run)
        ? Measures(run, shard, MeasureSet.Unfitted, Plans(run))
        : Measures(run, shard);

    /// <summary>Whether clusters that the published run had were learned anew, and not because of their definition.
    /// </summary>
    internal bool IsRelearned(int run) => PlansBefore(run) is not null
        && Calibration(Inputs(run).Published!.Value).Clusters is { } before
        && Calibration(run).Clusters is { } now
        && now.Any(scheme => before.GetValueOrDefault(scheme.Key) is { } then
            && then.Definition == scheme.Value.Definition && then.Run != scheme.Value.Run);

    /// <summary>A run's measures and schemes with the clusters of the published run.</summary>
    internal Plans PlansUnfitted(int run) => !IsRelearned(run)
        ? Plans(run)
        : workspaces.Plans(Inputs(run).WorkspaceVersion, Base(run).Tables.Keys, UnfittedName(run));

    /// <summary>What a run's schemes learn from its base under lifetime models and clusters of the published run.
    /// </summary>
    internal RunCalibration Unfitted(int run) => IsRefitted(run) || IsRelearned(run)
        ? memo.Get(UnfittedName(run), () => Json.Read<RunCalibration>(data, UnfittedName(run)))
        : Calibration(run);

    /// <summary>The name of the file of what schemes learn under lifetime models and clusters of the published run.
    /// </summary>
    internal static string UnfittedName(int run) => RunStore.Name(run, "measures/calibration.unfitted.json");
}
