using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Overrides;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Freezes runs that are made from what an earlier run was made from: for some customers, of a held run, or back to an
/// earlier one.
/// </summary>
/// <param name="ledger">The runs.</param>
/// <param name="runs">Their files.</param>
/// <param name="tombstones">Who was erased.</param>
/// <param name="reasons">Tells whether a full run is due instead.</param>
/// <param name="overrides">The segments that persons set.</param>
/// <param name="time">The clock.</param>
public sealed class FreezeAgain(
    RunLedger ledger, RunStore runs, TombstoneStore tombstones, RunReasons reasons, OverrideLedger overrides,
    TimeProvider time)
{
    /// <summary>Freezes such a run; false for a run that takes base and definitions as they are now.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="published">The published run; 0 before the first.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ImportException">When the run that it asks for is not there.</exception>
    public async Task<bool> TryBeginAsync(int run, RunRequest asked, int published, CancellationToken cancel)
    {
        if (asked.Kind == RunKind.Full)
            return false;
        if (published == 0)
        {
            throw new ImportException(
                RunStore.Folder(run), "no run is published", "a published run before one that changes it",
                "import dumps, or ask for a run, first");
        }

        // What nobody tried yet goes first: a run of it takes everything into account.
        if (asked.Kind == RunKind.Scope && reasons.IsNewer(await RunOverview.ReadAsync(ledger, cancel)))
            return false;
        await (asked.Kind switch
        {
            RunKind.Release => ReleaseAsync(run, asked.Of!.Value, published, cancel),
            RunKind.Rollback => RollBackAsync(run, asked.Of!.Value, published, cancel),
            _ => NarrowAsync(run, asked.Customers ?? [], published, cancel),
        });
        return true;
    }

    /// <summary>The published run again, in which some customers alone may move.</summary>
    private async Task NarrowAsync(int run, IReadOnlyList<string> customers, int published, CancellationToken cancel)
    {
        var (inputs, manifest) = (runs.Inputs(published), runs.Base(published));
        var (identity, erased) = (runs.Matches(published).Identity, tombstones.Load());
        customers = [.. customers.Select(identity.Canonical).Distinct()];
        var own = customers.Select(customer => ShardOf(customer, manifest)).ToHashSet();
        var asked = customers.ToHashSet(StringComparer.Ordinal);
        var begun = Of(inputs, run, published) with
        {
            Kind = RunKind.Scope,
            Today = Today(published),
            Customers = customers,
            Holders = [.. Enumerable.Range(0, manifest.Shards)
                .Select(shard => own.Contains(shard) ? run : inputs.HolderOf(shard))],
            Gone = [.. customers.Where(customer => erased.HasCustomer(Encoding.UTF8.GetBytes(customer)))],
        };
        // Other customers keep their segments, and what these were decided by.
        Override[] held =
        [
            .. runs.OverridesAsSet(published)
                .Where(one => !asked.Contains(identity.Canonical(one.Customer))),
            .. (await HoldingAsync(published, cancel)).Where(one => asked.Contains(identity.Canonical(one.Customer))),
        ];
        runs.Begin(
            begun, manifest, runs.Workspace(published),
            [
                .. held.OrderBy(one => one.Customer, StringComparer.Ordinal)
                    .ThenBy(one => one.Scheme, StringComparer.Ordinal),
            ],
            published);
    }

    /// <summary>What a held run was made from, with the overrides of today.</summary>
    private async Task ReleaseAsync(int run, int held, int published, CancellationToken cancel)
    {
        var row = await ledger.GetAsync(held, cancel);
        if (row.State != RunState.Held || !runs.Has(held))
        {
            throw new ImportException(
                RunStore.Folder(held),
                row.State == RunState.Held ? "its files are not kept any more" : $"it is {row.State}",
                "a held run whose files are kept", "ask for a run instead");
        }

        var inputs = runs.Inputs(held);
        runs.Begin(
            Of(inputs, run, published) with
            {
                Kind = RunKind.Release,
                Of = held,
                Today = Today(held),
                Refit = inputs.Refit,
            },
            runs.Base(held), runs.Workspace(held), await HoldingAsync(held, cancel));
    }

    /// <summary>The results of an earlier run.</summary>
    private Task RollBackAsync(int run, int target, int published, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!runs.Has(target))
        {
            throw new ImportException(
                RunStore.Folder(target), "its files are not kept any more", "a published run whose files are kept",
                "segment runs lists the runs");
        }

        var (inputs, manifest) = (runs.Inputs(target), runs.Base(target));
        runs.Begin(
            Of(inputs, run, published) with
            {
                Kind = RunKind.Rollback,
                Of = target,
                Holders = [.. Enumerable.Range(0, manifest.Shards).Select(inputs.HolderOf)],
            },
            manifest, runs.Workspace(target), runs.OverridesAsSet(target), target);
        return Task.CompletedTask;
    }

    /// <summary>Base, definitions and as-of day of an earlier run.</summary>
    private static RunInputs Of(RunInputs earlier, int run, int published) => new(
        run, earlier.BaseVersion, earlier.Workspace, earlier.WorkspaceVersion, earlier.AsOf, published, earlier.Import);

    private Task<IReadOnlyList<Override>> HoldingAsync(int run, CancellationToken cancel) => overrides.HoldingAsync(
        Today(run), runs.Inputs(run).AsOf, cancel);

    /// <summary>The day, where a run's workspace is.</summary>
    private DateOnly Today(int run) => Days.At(time.GetUtcNow(), runs.Workspace(run).TimeZone);

    private static int ShardOf(string customer, BaseManifest manifest) =>
        StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(customer)), manifest.Shards);
}
