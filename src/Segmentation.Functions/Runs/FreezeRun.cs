using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Overrides;

namespace Segmentation.Functions.Runs;

/// <summary>What the orchestration of a run has to know of its inputs.</summary>
/// <param name="Shards">The number of its shards.</param>
/// <param name="IsMeasured">Whether its customers are measured, and edges are learned.</param>
/// <param name="Combines">Whether a measure takes all customers together.</param>
/// <param name="Matches">Whether customers may be one under several ids.</param>
/// <param name="Fits">Whether a measure asks for a lifetime model.</param>
/// <param name="Scope">The shards that alone are decided; null for all.</param>
public sealed record FrozenRun(
    int Shards, bool IsMeasured, bool Combines, bool Matches, bool Fits, IReadOnlyList<int>? Scope)
{
    /// <summary>The numbers of the shards that are worked on.</summary>
    [JsonIgnore]
    public IEnumerable<int> Pieces => Scope ?? Enumerable.Range(0, Shards);
}

/// <summary>Freezes what a run is made from, so that nothing it reads can change while it works.</summary>
public sealed class FreezeRun(
    BlobStore data, RunLedger ledger, RunStore runs, BaseStore store, WorkspaceStore workspaces,
    OverrideLedger overrides, FreezeAgain again, RunWork work, TimeProvider time)
{
    /// <summary>Freezes a run.</summary>
    /// <exception cref="ImportException">When there is no base to segment, or no run that it asks for.</exception>
    /// <exception cref="DefinitionException">When definitions are missing, wrong, or another base's.</exception>
    [Function(nameof(FreezeRun))]
    public async Task<FrozenRun> RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        if (!data.Has(RunStore.Name(run, RunStore.InputsFile)))
        {
            var row = await ledger.GetAsync(run, cancel);
            var pointer = await ledger.PointerAsync(cancel);
            if (!await again.TryBeginAsync(run, row.Asked, pointer.Published, cancel))
                await WriteAsync(run, row.Asked, pointer.Published, cancel);
        }

        var (inputs, shards) = (runs.Inputs(run), runs.Base(run).Shards);
        await ledger.ChangeAsync(
            run, row => (row.Inputs, row.Shards) = (JsonSerializer.Serialize(inputs, Json.Options), shards), cancel);
        var isMeasured = inputs.Kind is RunKind.Full or RunKind.Release;
        return new FrozenRun(
            shards, isMeasured, isMeasured && work.ToCombine(run).Any(),
            work.Workspace(run).Customers?.Match is not null,
            isMeasured && work.Plans(run).Measures.Lifetimes.Count > 0,
            inputs.Kind == RunKind.Scope
                ? [.. Enumerable.Range(0, shards).Where(shard => inputs.HolderOf(shard) == run)]
                : null);
    }

    private async Task WriteAsync(int run, RunRequest request, int published, CancellationToken cancel)
    {
        var manifest = store.Existing();
        var version = request.Workspace ?? workspaces.Current ?? throw new DefinitionException(
            data.PathOf("workspaces"), "no definitions", "a workspace", "run segment serve with --workspace");
        var workspace = workspaces.Read(version);
        Lint.Ensure(workspace);
        store.CheckSources(workspace);

        var now = time.GetUtcNow();
        var asOf = AsOf.Of(request, manifest, workspace, LastBase(published), now);
        var today = Days.At(now, workspace.TimeZone);
        var holding = await overrides.HoldingAsync(today, asOf, cancel);
        runs.Begin(
            new RunInputs(
                run, manifest.Version, workspace.Name, version, asOf, published == 0 ? null : published,
                request.Import ?? manifest.Imports[^1].Id)
            {
                Today = published == 0 || !runs.OverridesAsSet(published).Except(holding).Any() ? null : today,
                Refit = request.Refit,
            },
            manifest, workspace, holding);
    }

    private int LastBase(int published) => published == 0 ? 0 : runs.Inputs(published).BaseVersion;
}
