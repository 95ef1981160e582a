using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>Which measures of a run's customers.</summary>
internal enum MeasureSet
{
    /// <summary>As the run defines them.</summary>
    Now,

    /// <summary>As the published run defines them.</summary>
    Before,

    /// <summary>
    /// As the published run defines them, of its day and with its identities, with the rows up to this run's.
    /// </summary>
    Then,

    /// <summary>The same with this run's identities.</summary>
    Joined,

    /// <summary>As the run defines them, under the lifetime models of the published run.</summary>
    Unfitted,
}

/// <summary>What the steps of a run share, read once for all shards.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="memo">Remembers what is read.</param>
public sealed partial class RunWork(
    BlobStore data, RunStore runs, BaseStore store, WorkspaceStore workspaces, Memo memo)
{
    /// <summary>What a run is made from.</summary>
    internal RunInputs Inputs(int run) => memo.Get(RunStore.Name(run, "inputs"), () => runs.Inputs(run));

    /// <summary>The version of the base that a run is made from.</summary>
    internal BaseManifest Base(int run) => memo.Get(RunStore.Name(run, "base"), () => runs.Base(run));

    /// <summary>The definitions of a run, with the segments that it learned once it is calibrated.</summary>
    internal Workspace Workspace(int run) =>
        workspaces.Read(Inputs(run).WorkspaceVersion, RunStore.CalibrationName(run));

    /// <summary>The measures and schemes of a run.</summary>
    internal Plans Plans(int run) => workspaces.Plans(
        Inputs(run).WorkspaceVersion, Base(run).Tables.Keys, RunStore.CalibrationName(run));

    /// <summary>What a run learned from the whole base.</summary>
    internal RunCalibration Calibration(int run) =>
        memo.Get(RunStore.Name(run, "calibration"), () => runs.Calibration(run));

    /// <summary>
    /// The measures and schemes of the run that this one is compared with, bound to this one's base; null for the first
    /// run, and when the base was read under other sources then.
    /// </summary>
    internal Plans? PlansBefore(int run)
    {
        if (Inputs(run).Published is not { } published)
            return null;
        var (then, now) = (Inputs(published).WorkspaceVersion, Inputs(run).WorkspaceVersion);
        return then == now || SourcesHash.Of(Workspace(published)) == SourcesHash.Of(Workspace(run))
            ? workspaces.Plans(then, Base(run).Tables.Keys, RunStore.CalibrationName(published))
            : null;
    }

    /// <summary>The segments that persons set and that hold in a run.</summary>
    internal IReadOnlyList<Override> Overrides(int run) =>
        memo.Get(RunStore.Name(run, "overrides"), () => runs.Overrides(run));

    /// <summary>When holds are looked at: another look at the published base and day confirms no move.</summary>
    internal HoldTerms Terms(int run)
    {
        var now = Inputs(run);
        var then = now.Published is { } published ? Inputs(published) : null;
        return new HoldTerms(Days.Of(now.AsOf), (now.BaseVersion, now.AsOf) != (then?.BaseVersion, then?.AsOf));
    }

    /// <summary>When holds had been looked at, as if the published run were looked at once more.</summary>
    internal HoldTerms TermsBefore(int run) => new(DayBefore(run), Confirms: false);

    /// <summary>Turns what schemes decide of a run's customers into what people see.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ids">The customers.</param>
    /// <param name="published">Their shard of the published run, or null.</param>
    internal Settlement Settlement(int run, TextList ids, ScoredShard? published) =>
        new(ids, published, Terms(run), Overrides(run));

    /// <summary>The as-of day of the run that this one is compared with.</summary>
    internal int DayBefore(int run) => Days.Of(Inputs(Inputs(run).Published!.Value).AsOf);

    /// <summary>
    /// Whether the published run decided by other measures or schemes, so that those are computed for this run too.
    /// </summary>
    internal bool IsRedefined(int run) => Inputs(run).Published is { } published
        && Inputs(published).WorkspaceVersion != Inputs(run).WorkspaceVersion && PlansBefore(run) is not null;

    /// <summary>What the published run's schemes learn from this run's base, under its lifetime models.</summary>
    internal RunCalibration Relearned(int run) => !IsRedefined(run)
        ? Unfitted(run)
        : memo.Get(RelearnedName(run), () => Json.Read<RunCalibration>(data, RelearnedName(run)));

    /// <summary>A redefined run's measures of a shard's customers as the published run defined them.</summary>
    internal ScoredShard MeasuresBefore(int run, int shard) =>
        Measures(run, shard, MeasureSet.Before, PlansBefore(run)!);

    /// <summary>Which customers of a run are one.</summary>
    internal Identity Identity(int run)
    {
        // Before it is resolved there is nothing to remember.
        var name = RunStore.Name(run, RunStore.IdentityFile);
        return data.Has(name) ? memo.Get(name, () => runs.Matches(run).Identity) : Engine.Identities.Identity.None;
    }

    /// <summary>Which customers were one in the run that this one is compared with.</summary>
    internal Identity IdentityBefore(int run) =>
        Inputs(run).Published is { } published ? Identity(published) : Engine.Identities.Identity.None;

    /// <summary>Whether other customers are one than in the run that this one is compared with.</summary>
    internal bool IsRejoined(int run) => !Identity(run).IsSame(IdentityBefore(run));

    /// <summary>The rows of a shard, by source; of a backtest what was known on its day.</summary>
    internal Shard Rows(int run, int shard) => Inputs(run) is { OnlyKnown: true } inputs
        ? new KnownRows(Workspace(run), Days.Of(inputs.AsOf)).Of(RowsToday(run, shard))
        : RowsToday(run, shard);

    /// <summary>The rows of a shard with all that is known today.</summary>
    internal Shard RowsToday(int run, int shard) => Rows(run, shard, Identity(run));

    /// <summary>The rows of a shard under the identities of this run or the published one.</summary>
    internal Shard Rows(int run, int shard, Identity identity)
    {
        var (manifest, tables) = (Base(run), new Dictionary<string, (RowLayout, Table)>());
        foreach (var source in Workspace(run).Sources.Where(source => manifest.Tables.ContainsKey(source.Name)))
            tables[source.Name] = (RowLayout.Of(source), Table(run, shard, source, identity));
        return new Shard(tables, Absent(manifest, shard, identity));
    }

    private TextList? Absent(BaseManifest manifest, int shard, Identity identity)
    {
        if (!manifest.Tables.TryGetValue(AbsentCustomers.Table, out var files))
            return null;
        var (all, ids) = (store.ReadTable(files[shard].File).Ids, new TextList());
        if (identity.Groups.Count == 0)
            return all;
        for (var customer = 0; customer < all.Count; customer++)
        {
            if (!identity.IsAlias(all.Text(customer)))
                ids.Add(all[customer]);
        }

        return ids;
    }

    /// <summary>The customers of a shard as their source has them; null when there is no such source.</summary>
    internal Table? Customers(int run, int shard) => Customers(run, shard, Identity(run));

    /// <summary>The customers of a shard under the identities of this run or the published one.</summary>
    internal Table? Customers(int run, int shard, Identity identity) =>
        Workspace(run).Customers is { } customers && Base(run).Tables.ContainsKey(customers.Name)
            ? Table(run, shard, customers, identity)
            : null;

    private Table Table(int run, int shard, SourceDefinition source, Identity identity)
    {
        var manifest = Base(run);
        var own = store.ReadTable(manifest.Tables[source.Name][shard].File);
        if (identity.Groups.Count == 0)
            return own;
        var name = RunStore.AliasesName(run, source);
        return new MergedTable(RowLayout.Of(source), Workspace(run).TimeZone).Of(
            own, memo.Get(name, () => data.Read(name, TableFile.ReadTable)),
            [.. identity.Groups.Where(group => manifest.ShardOf(group.Canonical) == shard)],
            identity.AllAliases.Where(alias => manifest.ShardOf(alias) == shard));
    }

    /// <summary>The customers' rows of all aliases; null when nobody has one.</summary>
    internal Table? AliasesOfCustomers(int run)
    {
        if (Identity(run).Groups.Count == 0 || Workspace(run).Customers is not { } customers)
            return null;
        var name = RunStore.AliasesName(run, customers);
        return memo.Get(name, () => data.Read(name, TableFile.ReadTable));
    }

    /// <summary>The measures of a shard's customers.</summary>
    internal ScoredShard Measures(int run, int shard) => Measures(run, shard, MeasureSet.Now, Plans(run));

    /// <summary>The measures of a set, combined where they say so.</summary>
    internal ScoredShard Measures(int run, int shard, MeasureSet set, Plans plans)
    {
        var own = OwnMeasures(run, shard, set);
        if (plans.Measures.Combined.Count == 0)
            return own;
        var combined = data.Read(CombinedName(run, shard, set), ScoredShard.Read);
        return own with { Columns = [.. own.Names.Select((name, i) => combined.Find(name) ?? own.Columns[i])] };
    }

    /// <summary>The measures of a set, each of the customer alone.</summary>
    internal ScoredShard OwnMeasures(int run, int shard, MeasureSet set) =>
        data.Read(MeasuresName(run, shard, set), ScoredShard.Read);

    /// <summary>What became of a shard's customers; null when no outcomes are defined.</summary>
    internal ScoredShard? Outcomes(int run, int shard) => Plans(run).Measures.Outcomes is null
        ? null
        : data.Read(OutcomesName(Inputs(run).HolderOf(shard), shard), ScoredShard.Read);

    /// <summary>What came up while a shard was measured.</summary>
    internal MeasuredCounts Counts(int run, int shard) =>
        Json.Read<MeasuredCounts>(data, CountsName(Inputs(run).HolderOf(shard), shard));

    /// <summary>The sets of a run that have something to combine, with their definitions.</summary>
    internal IEnumerable<(MeasureSet Set, Plans Plans)> ToCombine(int run)
    {
        if (Plans(run).Measures.Combined.Count > 0)
        {
            yield return (MeasureSet.Now, Plans(run));
            if (IsRefitted(run))
                yield return (MeasureSet.Unfitted, Plans(run));
        }

        if (PlansBefore(run) is not { } before || before.Measures.Combined.Count == 0)
            yield break;
        if (IsRedefined(run))
            yield return (MeasureSet.Before, before);
        yield return (MeasureSet.Then, before);
        if (IsRejoined(run))
            yield return (MeasureSet.Joined, before);
    }

    /// <summary>What came up while measures were combined.</summary>
    internal CombinedCounts Combined(int run) => Plans(run).Measures.Combined.Count == 0
        ? CombinedCounts.None
        : Json.Read<CombinedCounts>(data, RunStore.Name(run, RunStore.CombinedCountsFile));

    /// <summary>The name of the file of a shard's measures, which is gone when the run is done.</summary>
    internal static string MeasuresName(int run, int shard, MeasureSet set = MeasureSet.Now) =>
        RunStore.Name(run, $"measures/{OfShard(shard, set)}");

    /// <summary>The name of the file of a shard's outcomes.</summary>
    internal static string OutcomesName(int run, int shard) =>
        RunStore.Name(run, $"outcomes/{OfShard(shard, MeasureSet.Now)}");

    /// <summary>The name of the file of what came up while a shard was measured.</summary>
    internal static string CountsName(int run, int shard) =>
        RunStore.Name(run, $"counts/{OfShard(shard, MeasureSet.Now)}.json");

    /// <summary>The name of the file of a shard's combined measures, which is gone when the run is done.</summary>
    internal static string CombinedName(int run, int shard, MeasureSet set) =>
        RunStore.Name(run, $"combined/{OfShard(shard, set)}");

    /// <summary>The name of the file of what the published run's schemes learn from this run's base.</summary>
    internal static string RelearnedName(int run) => RunStore.Name(run, "measures/calibration.before.json");

    /// <summary>The name of the file of a shard's moves, which is gone when the run is done.</summary>
    internal static string MovesName(int run, int shard) =>
        RunStore.Name(run, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"moves/{shard}"));

    private static string OfShard(int shard, MeasureSet set)
    {
        var kind = set == MeasureSet.Now ? "" : $".{set.ToString().ToLowerInvariant()}";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shard}{kind}");
    }
}
