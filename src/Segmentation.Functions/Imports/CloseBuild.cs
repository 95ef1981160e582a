using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>One import of those that are built.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Build">Its number among those that are built.</param>
/// <param name="Sources">The number of sources.</param>
public sealed record BuildStep(ImportWork Work, int Build, int Sources);

/// <summary>
/// Finishes an import whose sources are merged: customers that it lacks are kept, or removed by a full import.
/// </summary>
public sealed class CloseBuild(
    BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, SourceWork sources)
{
    /// <summary>Closes an import.</summary>
    /// <exception cref="HeldException">When a full import would remove too many customers, or a field lost too many of
    /// its values, and nobody confirmed it.</exception>
    /// <exception cref="ImportException">When rows are not as many as the manifest says.</exception>
    [Function(nameof(CloseBuild))]
    public void Run([ActivityTrigger] BuildStep step)
    {
        var plan = scratch.Read<BuildPlan>(ImportScratch.Plan(step.Work));
        var arrival = scratch.Read<Arrival>(ImportScratch.Arrival(step.Work));
        var workspace = workspaces.Read(arrival.Workspace);
        var import = plan.Imports[step.Build];
        var before = sources.Before(new SourceStep(step.Work, step.Build, 0)).Manifest;
        var state = sources.Before(new SourceStep(step.Work, step.Build, step.Sources));
        var reasons = Reasons(state, workspace);
        var (tables, absent, removed) = Missing(import, before, state, workspace, reasons);
        var manifest = state.Manifest with
        {
            Version = before.Version + 1,
            Imports = [.. before.Imports, import],
            Tables = tables,
        };
        var unread = import.Files.Where(f => !workspace.Sources.Any(s => ImportFiles.Matches(s, f.Name)));
        var receipt = new Receipt(
            import.Id, import.Mode, plan.Before.Version + 1, [.. state.Ledgers.Select(file => ReceiptOf(file, import))],
            [.. unread.Select(f => f.Name)], state.Resolved, state.Absent + absent, removed, Repeats(import, before))
        {
            Fields = FieldLine.Of(manifest, workspace, import.Id),
            Erased = state.Ledgers.Sum(ledger => ledger.Erased),
        };
        if (import.Id == arrival.Taken.Id)
            arrival.Said?.CheckRows(receipt.Files);
        var built = new BuiltImport(manifest, receipt, state.Ledgers);
        // What was taken before, and is read again, was seen already.
        var isNew = !plan.AlreadyTaken && step.Build == plan.Imports.Count - 1;
        if (reasons.Any && isNew && arrival.HeldAfter is null)
        {
            scratch.Write(ImportScratch.Held(step.Work), built);
            throw reasons.Of(import.Id);
        }

        scratch.Write(ImportScratch.Built(step.Work, step.Build), built);
    }

    private static HoldReasons Reasons(BuildState state, Workspace workspace)
    {
        var reasons = new HoldReasons();
        foreach (var source in state.Ledgers.GroupBy(ledger => ledger.Source, ledger => ledger.File))
            reasons.AddEmptied(state.Manifest.Health[source.Key], [.. source], workspace.HoldIfEmptied);
        return reasons;
    }

    private (Dictionary<string, IReadOnlyList<TableShard>> Tables, long Absent, long Removed) Missing(
        TakenImport import, BaseManifest before, BuildState state, Workspace workspace, HoldReasons reasons)
    {
        var tables = new Dictionary<string, IReadOnlyList<TableShard>>(state.Manifest.Tables);
        if (import.Mode == ImportMode.Full)
        {
            tables.Remove(AbsentCustomers.Table);
            var imported = state.Ledgers.Select(ledger => ledger.Source).ToHashSet();
            return (tables, 0, new FullImport(store, workspace, before.Shards, reasons).Remove(
                before.Tables, tables, imported));
        }

        var isSnapshot = import.Mode == ImportMode.Snapshot;
        if (before.Tables.Count == 0 || (!isSnapshot && !before.Tables.ContainsKey(AbsentCustomers.Table)))
            return (tables, 0, 0);
        var (absent, added) = new AbsentCustomers(store, before.Shards).Of(before.Tables, tables);
        if (absent is null)
            tables.Remove(AbsentCustomers.Table);
        else
            tables[AbsentCustomers.Table] = absent;
        return (tables, added, 0);
    }

    /// <summary>Files whose content another import brought already, under another name or with other files.</summary>
    private static string[] Repeats(TakenImport import, BaseManifest before) =>
    [
        .. import.Files.Where(
            file => file.Length > 0 && before.Imports.Any(old => old.Files.Any(f => f.Sha256 == file.Sha256)))
            .Select(file => file.Name),
    ];

    private static ReceiptFile ReceiptOf(FileLedger file, TakenImport import) =>
        new(file.File, file.Source, import.Files[file.Number].Length, file.Ledger);
}
