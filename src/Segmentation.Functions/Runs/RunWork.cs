using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>What the steps of a run share, read once for all shards.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="memo">Remembers what is read.</param>
public sealed class RunWork(BlobStore data, RunStore runs, BaseStore store, WorkspaceStore workspaces, Memo memo)
{
    /// <summary>What a run is made from.</summary>
    internal RunInputs Inputs(int run) => memo.Get(RunStore.Name(run, "inputs"), () => runs.Inputs(run));

    /// <summary>The version of the base that a run is made from.</summary>
    internal BaseManifest Base(int run) => memo.Get(RunStore.Name(run, "base"), () => runs.Base(run));

    /// <summary>The definitions of a run.</summary>
    internal Workspace Workspace(int run) => workspaces.Read(Inputs(run).WorkspaceVersion);

    /// <summary>The measures and schemes of a run.</summary>
    internal Plans Plans(int run) => workspaces.Plans(Inputs(run).WorkspaceVersion, Base(run).Tables.Keys);

    /// <summary>What a run learned from the whole base.</summary>
    internal RunCalibration Calibration(int run) =>
        memo.Get(RunStore.Name(run, "calibration"), () => runs.Calibration(run));

    /// <summary>The rows of a shard, by source.</summary>
    internal Shard Rows(int run, int shard)
    {
        var (manifest, tables) = (Base(run), new Dictionary<string, (RowLayout, Table)>());
        foreach (var source in Workspace(run).Sources)
        {
            if (manifest.Tables.TryGetValue(source.Name, out var files))
                tables[source.Name] = (RowLayout.Of(source), store.ReadTable(files[shard].File));
        }

        var absent = manifest.Tables.GetValueOrDefault(AbsentCustomers.Table);
        return new Shard(tables, absent is null ? null : store.ReadTable(absent[shard].File).Ids);
    }

    /// <summary>The customers of a shard as their source has them; null when there is no such source.</summary>
    internal Table? Customers(int run, int shard) =>
        Base(run).Tables.GetValueOrDefault(SourceDefinition.CustomersName) is { } files
            ? store.ReadTable(files[shard].File)
            : null;

    /// <summary>The measures of a shard's customers, rolled up where they say so.</summary>
    internal ScoredShard Measures(int run, int shard)
    {
        var own = OwnMeasures(run, shard);
        if (Plans(run).Measures.RolledUp.Count == 0)
            return own;
        var rolled = data.Read(RolledName(run, shard), ScoredShard.Read);
        return own with { Columns = [.. own.Names.Select((name, i) => rolled.Find(name) ?? own.Columns[i])] };
    }

    /// <summary>The measures of a shard's customers, each of the customer alone.</summary>
    internal ScoredShard OwnMeasures(int run, int shard) => data.Read(MeasuresName(run, shard), ScoredShard.Read);

    /// <summary>What came up while measures were rolled up; nothing when none is.</summary>
    internal RolledUp RolledUp(int run) => Plans(run).Measures.RolledUp.Count == 0
        ? new RolledUp(0, 0)
        : Json.Read<RolledUp>(data, RollUpName(run));

    /// <summary>The name of the file of a shard's measures, which is gone when the run is done.</summary>
    internal static string MeasuresName(int run, int shard) =>
        RunStore.Name(run, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"measures/{shard}"));

    /// <summary>The name of the file of a shard's rolled-up measures, which is gone when the run is done.</summary>
    internal static string RolledName(int run, int shard) =>
        RunStore.Name(run, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rolled/{shard}"));

    /// <summary>The name of the file of what came up while measures were rolled up.</summary>
    internal static string RollUpName(int run) => RunStore.Name(run, "rolled/all.json");

    /// <summary>The name of the file of a shard's moves, which is gone when the run is done.</summary>
    internal static string MovesName(int run, int shard) =>
        RunStore.Name(run, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"moves/{shard}"));
}
