using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>Puts the merged shards of a source together: the base with this source, and where its rows went.</summary>
public sealed class CloseSource(BlobStore data, BaseStore store, ImportScratch scratch, SourceWork sources)
{
    /// <summary>Closes a source.</summary>
    [Function(nameof(CloseSource))]
    public void Run([ActivityTrigger] string folder)
    {
        var plan = sources.Plan(folder);
        var before = sources.Before(plan);
        var settled = scratch.Read<SettledSource>($"{folder}/settled.json");
        var merged = Enumerable.Range(0, before.Manifest.Shards)
            .Select(shard => Json.Read<MergedShard>(data, MergeShard.Name(folder, shard))).ToArray();
        var unresolved = merged.SelectMany(shard => shard.Unresolved).ToArray();
        var manifest = before.Manifest with
        {
            Tables = With(before.Manifest.Tables, plan.Source, [.. merged.Select(shard => shard.Table)]),
            Waiting = Waiting(plan, before.Manifest, settled, unresolved),
            FilteredKeys = FilteredKeys(plan, before.Manifest, settled),
            Health = Health(plan, before.Manifest, merged),
        };
        var stillWaiting = unresolved.Where(u => u.File == Part.Waited).Sum(u => (long)u.Count);
        scratch.Write(ImportScratch.State(plan.Step), new BuildState(
            manifest,
            [.. before.Ledgers, .. settled.Files.Select(file => WithLosses(file, merged, unresolved))],
            before.Resolved + plan.Retried - stillWaiting,
            before.Absent + merged.Sum(shard => (long)shard.Absent)));
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string name, T? value)
    {
        var changed = new Dictionary<string, T>(all);
        if (value is null)
            changed.Remove(name);
        else
            changed[name] = value;
        return changed;
    }

    private Dictionary<string, StoredFile> Waiting(
        SourcePlan plan, BaseManifest before, SettledSource settled, UnresolvedRows[] unresolved)
    {
        Rows[] waiting =
        [
            .. plan.Waiting is { } file ? [Read(file)] : Array.Empty<Rows>(),
            .. settled.Pieces.Select(piece => piece.Unresolved).OfType<string>()
                .Select(name => Part.Ordered(Read(name), plan.FirstOrder)),
            .. unresolved.Select(u => Read(u.Name)),
        ];
        var together = WaitingRows.Together(RowLayout.Of(sources.Source(plan)), waiting);
        return With(before.Waiting, plan.Source, together.Count == 0 ? null : store.Store(together));
    }

    /// <summary>What the import says of the source; rows of the base that it moved say nothing new.</summary>
    private Dictionary<string, SourceHealth> Health(SourcePlan plan, BaseManifest before, MergedShard[] merged)
    {
        var known = before.Health.GetValueOrDefault(plan.Source);
        if (plan.Dumps.Count == 0)
            return new(before.Health);
        var layout = RowLayout.Of(sources.Source(plan));
        var columns = Enumerable.Range(0, layout.Names.Count)
            .Where(column => column == layout.Day || column >= layout.FirstField);
        return With(before.Health, plan.Source, SourceHealth.After(known, plan.Import.Id, columns.Select(column => (
            layout.Names[column],
            merged.Aggregate(FieldCount.None, (sum, shard) => sum + shard.Columns[column])))));
    }

    private Rows Read(string name) => data.Read(name, TableFile.ReadRows);

    private Dictionary<string, StoredFile> FilteredKeys(SourcePlan plan, BaseManifest before, SettledSource settled)
    {
        if (!sources.Workspace(plan).Streams.Any(stream => stream.Via?.Stream == plan.Source))
            return new(before.FilteredKeys);
        var distinct = new TextPool();
        var older = plan.Replaces ? null : before.FilteredKeys.GetValueOrDefault(plan.Source);
        foreach (var keys in settled.Pieces.Select(piece => piece.FilteredKeys).OfType<string>()
            .Select(name => data.Read(name, TableFile.ReadKeys))
            .Concat(older is null ? [] : [store.ReadKeys(older)]))
        {
            for (var key = 0; key < keys.Count; key++)
                distinct.Intern(keys[key]);
        }

        return With(before.FilteredKeys, plan.Source, store.Store(TextSort.Sorted(distinct.Texts).Texts));
    }

    private static FileLedger WithLosses(FileLedger file, MergedShard[] merged, UnresolvedRows[] all)
    {
        var unresolved = all.Where(u => u.File == file.Number).Sum(u => (long)u.Count);
        var losses = merged.SelectMany(shard => shard.Losses).Where(l => l.File == file.Number).ToArray();
        var (duplicate, superseded) = (losses.Sum(l => l.Duplicate), losses.Sum(l => l.Superseded));
        return file with
        {
            Ledger = file.Ledger with
            {
                Unresolved = file.Ledger.Unresolved + unresolved,
                Duplicate = duplicate,
                Superseded = superseded,
                Accepted = file.Ledger.Accepted - unresolved - duplicate - superseded,
            },
        };
    }
}
