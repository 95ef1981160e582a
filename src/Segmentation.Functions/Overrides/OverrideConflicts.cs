using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Overrides;

/// <summary>Writes down, behind a published run, for how long the model has not agreed with overrides.</summary>
/// <param name="overrides">The overrides.</param>
/// <param name="runs">The files of runs.</param>
public sealed class OverrideConflicts(OverrideLedger overrides, RunStore runs)
{
    /// <summary>Notes what a published run found; doing it again changes nothing.</summary>
    public async Task NoteAsync(int run, CancellationToken cancel)
    {
        if (runs.Overrides(run) is not { Count: > 0 } holding)
            return;
        var identity = runs.Matches(run).Identity;
        var rows = (await overrides.AllAsync(cancel))
            .ToLookup(row => row.Override with { Customer = identity.Canonical(row.Customer) });
        foreach (var shard in holding.GroupBy(held => ShardOf(run, held.Customer)))
        {
            var scored = runs.Shard(run, shard.Key);
            foreach (var held in shard)
                await NoteAsync(rows[held], Conflicts(scored, held), cancel);
        }
    }

    private int ShardOf(int run, string customer) =>
        StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(customer)), runs.Base(run).Shards);

    private static int Conflicts(ScoredShard scored, Override held)
    {
        var row = scored.IndexOf(Encoding.UTF8.GetBytes(held.Customer));
        return CellValue.Of(scored.Find(ScoredShard.ConflictsName(held.Scheme)), row) is long conflicts
            ? (int)conflicts
            : 0;
    }

    private async Task NoteAsync(IEnumerable<OverrideRow> rows, int conflicts, CancellationToken cancel)
    {
        foreach (var row in rows.Where(row => row.ConflictRuns != conflicts))
            await overrides.ChangeAsync(row, changed => changed.ConflictRuns = conflicts, cancel);
    }
}
