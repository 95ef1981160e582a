using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Identities;

/// <summary>
/// Finds which customers of a run's base are one, and gathers the rows of their aliases, which may be in any shard. It
/// is part of what the run is made from, and found once.
/// </summary>
public sealed class ResolveIdentity(
    BlobStore data, BaseStore store, RunWork work, IdentityLedger ledger, Settings settings, Stages stages)
{
    /// <summary>Resolves a run; tells how many ids stand for another customer.</summary>
    [Function(nameof(ResolveIdentity))]
    public long Run([ActivityTrigger] int run)
    {
        if (!data.Has(RunStore.Name(run, RunStore.IdentityFile)))
        {
            using var stage = stages.Begin("match");
            var (inputs, source) = (work.Inputs(run), work.Workspace(run).Customers!);
            if (inputs.Kind is RunKind.Scope or RunKind.Rollback)
                Copy(inputs.Of ?? inputs.Published!.Value, run, source);
            else
                Resolve(run, inputs, source);
            stage.Step(1, work.Identity(run).AllAliases.Count);
        }

        return work.Identity(run).AllAliases.Count;
    }

    /// <summary>A run that keeps the results of another keeps who is one.</summary>
    private void Copy(int from, int run, SourceDefinition customers)
    {
        var aliases = RunStore.AliasesName(from, customers);
        if (data.Has(aliases))
            data.Write(RunStore.AliasesName(run, customers), data.Read(aliases));
        data.Write(
            RunStore.Name(run, RunStore.IdentityFile), data.Read(RunStore.Name(from, RunStore.IdentityFile)));
    }

    private void Resolve(int run, RunInputs inputs, SourceDefinition customers)
    {
        var before = inputs.Published is { } published ? work.Identity(published) : Identity.None;
        var matches = Search(run, customers, before);
        Gather(run, [.. before.AllAliases.Union(matches.Identity.AllAliases)]);
        // Last, so that what is there is whole.
        data.Write(
            RunStore.Name(run, RunStore.IdentityFile), JsonSerializer.SerializeToUtf8Bytes(matches, Json.Options));
    }

    private Matches Search(int run, SourceDefinition customers, Identity before)
    {
        var files = work.Base(run).Tables.GetValueOrDefault(SourceDefinition.CustomersName) ?? [];
        var tables = new Table[files.Count];
        InParallel.For(
            tables.Length, settings.Parallelism, shard => tables[shard] = store.ReadTable(files[shard].File));
        return tables.Length == 0
            ? Matches.None
            : new MatchSearch(RowLayout.Of(customers), customers.Match!, tables, settings.Parallelism)
                .Find(before, ledger.Split);
    }

    /// <summary>Writes the rows of all aliases, source by source.</summary>
    private void Gather(int run, IReadOnlyList<string> aliases)
    {
        var workspace = work.Workspace(run);
        if (aliases.Count == 0)
            return;
        var byShard = aliases.ToLookup(work.Base(run).ShardOf);
        foreach (var source in workspace.Sources)
        {
            if (!work.Base(run).Tables.TryGetValue(source.Name, out var files))
                continue;
            var parts = new Rows[files.Count];
            InParallel.For(parts.Length, settings.Parallelism, shard => parts[shard] = byShard[shard].Any()
                ? store.ReadTable(files[shard].File).RowsOf(byShard[shard])
                : Table.Empty(RowLayout.Of(source)).ToRows());
            var gathered = TableMerge.Merge(RowLayout.Of(source), parts, workspace.TimeZone);
            data.Write(RunStore.AliasesName(run, source), stream => TableFile.Write(stream, gathered));
        }
    }
}
