using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Overrides;

namespace Segmentation.Functions.Runs;

/// <summary>What the orchestration of a run has to know of its inputs.</summary>
/// <param name="Shards">The number of its shards.</param>
/// <param name="Combines">Whether a measure takes all customers together.</param>
public sealed record FrozenRun(int Shards, bool Combines);

/// <summary>Freezes what a run is made from, so that nothing it reads can change while it works.</summary>
public sealed class FreezeRun(
    BlobStore data, RunLedger ledger, RunStore runs, BaseStore store, WorkspaceStore workspaces,
    OverrideLedger overrides, RunWork work, TimeProvider time)
{
    /// <summary>Freezes a run.</summary>
    /// <exception cref="ImportException">When there is no base to segment.</exception>
    /// <exception cref="DefinitionException">When definitions are missing, wrong, or another base's.</exception>
    [Function(nameof(FreezeRun))]
    public async Task<FrozenRun> RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        if (!data.Has(RunStore.Name(run, RunStore.InputsFile)))
        {
            var row = await ledger.GetAsync(run, cancel);
            var pointer = await ledger.PointerAsync(cancel);
            await WriteAsync(run, row.Asked, pointer.Published, cancel);
        }

        var (inputs, shards) = (runs.Inputs(run), runs.Base(run).Shards);
        await ledger.ChangeAsync(
            run, row => (row.Inputs, row.Shards) = (JsonSerializer.Serialize(inputs, Json.Options), shards), cancel);
        return new FrozenRun(shards, work.ToCombine(run).Any());
    }

    private async Task WriteAsync(int run, RunRequest request, int published, CancellationToken cancel)
    {
        var manifest = store.Load() ?? throw new ImportException(
            data.Root, "no customer base", "an import before a run", "import dumps first");
        var version = request.Workspace ?? workspaces.Current ?? throw new DefinitionException(
            data.PathOf("workspaces"), "no definitions", "a workspace", "run segment serve with --workspace");
        var workspace = workspaces.Read(version);
        Lint.Ensure(workspace);
        store.CheckOwner(workspace);
        if (SourcesHash.Of(workspace) != manifest.Sources)
        {
            throw new DefinitionException(
                "sources.yaml", "it changed since the base was read", "the sources under which the base was read",
                "import again, or take the change back");
        }

        var now = time.GetUtcNow();
        var asOf = AsOf.Of(request, manifest, workspace, LastBase(published), now);
        var today = Days.At(now, workspace.TimeZone);
        var holding = await overrides.HoldingAsync(today, asOf, cancel);
        runs.Begin(
            new RunInputs(
                run, manifest.Version, workspace.Name, version, asOf, published == 0 ? null : published,
                request.Import ?? manifest.Imports[^1].Id)
            {
                Today = published == 0 || !runs.Overrides(published).Except(holding).Any() ? null : today,
            },
            manifest, workspace, holding);
    }

    private int LastBase(int published) => published == 0 ? 0 : runs.Inputs(published).BaseVersion;
}
