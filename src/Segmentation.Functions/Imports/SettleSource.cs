using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Looks at all parsed chunks of a source together, before anything is merged: whether the dumps may be taken at all,
/// and which rows lose their key to others, wherever those are.
/// </summary>
public sealed class SettleSource(
    BlobStore data, ImportScratch scratch, SourceWork sources, ShardRows rows, TombstoneStore tombstones,
    Stages stages)
{
    /// <summary>Settles a source.</summary>
    /// <exception cref="ImportException">When a file is quarantined.</exception>
    [Function(nameof(SettleSource))]
    public void Run([ActivityTrigger] string folder)
    {
        var plan = sources.Plan(folder);
        var parsed = $"{plan.Parsed}/parsed.json";
        if (!scratch.Has(parsed))
            scratch.Write(parsed, Pieces(plan));
        var pieces = scratch.Read<ParsedPiece[]>(parsed);
        Clean(plan, pieces);
        var files = plan.Dumps.Select(dump => Ledger(plan, dump, pieces)).ToArray();
        Check(plan, files);
        var keyed = sources.Source(plan) is { Key: not null, IsCustomers: false };
        scratch.Write($"{folder}/settled.json", new SettledSource(pieces, files, keyed));
        if (keyed)
            JudgeKeys(folder, plan, pieces);
    }

    private ParsedPiece[] Pieces(SourcePlan plan) =>
    [
        .. Enumerable.Range(0, plan.Dumps.Sum(dump => dump.Chunks.Count))
            .Select(chunk => Json.Read<ParsedPiece>(data, $"{ParseChunk.Name(plan, chunk)}.json")),
    ];

    private static FileLedger Ledger(SourcePlan plan, PlannedDump dump, ParsedPiece[] pieces)
    {
        var own = pieces.Where(piece => piece.File == dump.Number).ToArray();
        var ledger = own.Aggregate(default(Ledger), (sum, piece) => sum + piece.Ledger);
        return new FileLedger(
            dump.Number, dump.Name, plan.Source, ledger, [.. own.Select(c => c.Rejects).OfType<string>()])
        {
            Erased = own.Sum(piece => (long)piece.Erased),
        };
    }

    /// <summary>
    /// Notes that kept dumps need to be cleaned: those of the import that holds rows of erased customers, or all when
    /// such rows have keys that nobody knew, by which rows of any dump may be found.
    /// </summary>
    private void Clean(SourcePlan plan, ParsedPiece[] pieces)
    {
        if (pieces.All(piece => piece.Erased == 0))
            return;
        var folder = ImportScratch.ToClean(plan.Step.Work);
        data.Write($"{folder}/{plan.Import.Id}", ReadOnlyMemory<byte>.Empty);
        var keys = pieces.SelectMany(piece => piece.ErasedKeys);
        // The note comes first: when this is done again, the keys are known.
        if (tombstones.Lacks(keys))
            data.Write($"{folder}/{ErasedDumps.All}", ReadOnlyMemory<byte>.Empty);
        tombstones.Add(null, keys);
    }

    private void Check(SourcePlan plan, FileLedger[] files)
    {
        foreach (var file in files)
            Quarantine.Check(file, data, Receipts.Name(plan.Import.Id, "refused.csv"));
        if (plan.Import.Mode == ImportMode.Snapshot)
            Quarantine.CheckEmpty(
                plan.Source, files, sources.Before(plan).Manifest.Tables.GetValueOrDefault(plan.Source) ?? []);
    }

    private void JudgeKeys(string folder, SourcePlan plan, ParsedPiece[] pieces)
    {
        var shards = sources.Before(plan).Manifest.Shards;
        using var stage = stages.Begin($"merge {plan.Source}", shards);
        var losers = new KeyLosers(RowLayout.Of(sources.Source(plan)), plan.FirstOrder);
        losers.Judge(shards, shard => [.. rows.Load(plan, pieces, shard).Rows.Select(loaded => loaded.Rows)]);
        for (var shard = 0; shard < shards; shard++)
            data.Write(VerdictFile.Name(folder, shard), losers.Of(shard));
    }
}
