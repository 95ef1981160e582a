using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>What the steps of building one source share, read once for all pieces.</summary>
/// <param name="data">Where the dumps are.</param>
/// <param name="store">The base.</param>
/// <param name="workspaces">The definitions.</param>
/// <param name="scratch">The work files.</param>
/// <param name="tombstones">Who was erased.</param>
/// <param name="memo">Remembers joins and readers.</param>
public sealed class SourceWork(
    BlobStore data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, TombstoneStore tombstones,
    Memo memo)
{
    /// <summary>The plan of a source.</summary>
    internal SourcePlan Plan(string folder) => scratch.Read<SourcePlan>($"{folder}/source.json");

    /// <summary>The definitions that a plan was made under.</summary>
    internal Workspace Workspace(SourcePlan plan) => workspaces.Read(plan.Workspace);

    /// <summary>The source of a plan.</summary>
    internal SourceDefinition Source(SourcePlan plan) =>
        Workspace(plan).Sources.Single(source => source.Name == plan.Source);

    /// <summary>The base before the source.</summary>
    internal BuildState Before(SourcePlan plan) => Before(plan.Step);

    /// <summary>The base before a step: with the source before it.</summary>
    internal BuildState Before(SourceStep step)
    {
        if (step.Source > 0)
            return scratch.Read<BuildState>(ImportScratch.State(step with { Source = step.Source - 1 }));
        var manifest = step.Build > 0
            ? scratch.Read<BuiltImport>(ImportScratch.Built(step.Work, step.Build - 1)).Manifest
            : scratch.Read<BuildPlan>(ImportScratch.Plan(step.Work)).Start;
        return new BuildState(manifest, [], 0, 0);
    }

    /// <summary>
    /// What the keys of the stream that a source joins mean in the base before it; null without a join.
    /// </summary>
    internal JoinMap? Joins(SourceStep step, SourceDefinition source, Workspace workspace) => source.Via is { } via
        ? memo.Get(
            $"{ImportScratch.Folder(step)}/joins",
            () => Joins(via.Stream, Before(step).Manifest, workspace))
        : null;

    /// <summary>A reader of a planned dump.</summary>
    internal SourceReader Reader(SourcePlan plan, PlannedDump dump) => memo.Get(
        $"{plan.Parsed}/reader-{dump.Number}",
        () =>
        {
            var (workspace, source) = (Workspace(plan), Source(plan));
            var dialect = Dialect(source, dump.Name, Dump.HeadOf(data, dump.Text));
            return new SourceReader(
                dump.Name, dump.Order, source, dialect, workspace, Joins(plan.Step, source, workspace), Erased(source));
        });

    /// <summary>The dialect of a dump.</summary>
    /// <exception cref="ImportException">When it cannot be told.</exception>
    internal static Dialect Dialect(SourceDefinition source, string name, ReadOnlyMemory<byte> head) =>
        DialectSniffer.Sniff(name, head, source.Format, Wanted(source));

    private static IReadOnlyList<ColumnNames> Wanted(SourceDefinition source) =>
    [
        .. new[] { source.Customer, source.Via?.Column, source.Key, source.Version, source.Time?.Column }
            .Concat(source.Fields.Select(field => field.Column))
            .OfType<ColumnNames>(),
    ];

    private Func<ErasedRows>? Erased(SourceDefinition source)
    {
        var stones = tombstones.Load();
        return stones.IsEmpty ? null : () => new ErasedRows(stones, source.Via?.Stream);
    }

    private JoinMap Joins(string stream, BaseManifest manifest, Workspace workspace)
    {
        var stones = tombstones.Load();
        var joins = new JoinMap(stones.IsEmpty ? null : key => stones.HasKey(stream, key));
        var layout = RowLayout.Of(workspace.Streams.Single(s => s.Name == stream));
        foreach (var shard in manifest.Tables.GetValueOrDefault(stream) ?? [])
        {
            var rows = store.ReadTable(shard.File).ToRows();
            var (keys, days) = ((TextColumn)rows.Columns[layout.Key], (DateColumn)rows.Columns[layout.Day]);
            var instants = (IntegerColumn)rows.Columns[layout.Instant];
            for (var row = 0; row < rows.Count; row++)
                joins.Add(keys[row], rows.Customers[row], days.Values[row], instants.Values[row]);
        }

        if (manifest.FilteredKeys.TryGetValue(stream, out var file))
        {
            var filtered = store.ReadKeys(file);
            for (var key = 0; key < filtered.Count; key++)
                joins.AddFiltered(filtered[key]);
        }

        return joins;
    }
}
