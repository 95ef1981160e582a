using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>How much there is to build.</summary>
/// <param name="Builds">The imports to build; 0 when the import was taken before.</param>
/// <param name="Sources">The sources of each.</param>
/// <param name="AlreadyTaken">Whether the same import was in the base before.</param>
/// <param name="Reread">Whether the sources changed, and all kept dumps are read again.</param>
public sealed record BuildSize(int Builds, int Sources, bool AlreadyTaken, bool Reread);

/// <summary>
/// Decides what is built on the current base: the arrived import, or under other sources all kept dumps.
/// </summary>
public sealed class PlanBuild(
    BlobStore data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, TombstoneStore tombstones,
    Settings settings)
{
    /// <summary>Plans the build.</summary>
    /// <exception cref="DefinitionException">When the data folder is another workspace's, or a kept dump that must
    /// be read again is gone.</exception>
    /// <exception cref="ImportException">When it was held, and would replace what came later.</exception>
    [Function(nameof(PlanBuild))]
    public BuildSize Run([ActivityTrigger] ImportWork work)
    {
        var arrival = scratch.Read<Arrival>(ImportScratch.Arrival(work));
        var workspace = workspaces.Read(arrival.Workspace);
        if (!scratch.Has(ImportScratch.Plan(work)))
            scratch.Write(ImportScratch.Plan(work), Plan(arrival, workspace));
        var plan = scratch.Read<BuildPlan>(ImportScratch.Plan(work));
        return new BuildSize(
            plan.Imports.Count, SourceOrder.Of(workspace).Count, plan.AlreadyTaken, plan.Reread);
    }

    private BuildPlan Plan(Arrival arrival, Workspace workspace)
    {
        // The ETag is older than what is read: a base that moves meanwhile is found moved at the commit.
        var (taken, erased, etag) = (arrival.Taken, tombstones.Count, store.ETag);
        var hash = SourcesHash.Of(workspace);
        var before = store.Load() ?? BaseManifest.Empty(workspace.Name, settings.Shards, hash);
        store.CheckOwner(workspace);
        // Adding twice is never meant; replacing by what was added, or removing by what replaced, is another thing.
        var known = before.Imports.Any(
            old => old.Id == taken.Id && (taken.Mode == ImportMode.Delta || old.Mode == taken.Mode));
        if (!known && arrival.HeldAfter is { } held)
            CheckNewest(taken, before.Imports.Skip(held), workspace);
        var reread = before.Sources != hash && before.Imports.Count > 0;
        var arrived = known ? Array.Empty<TakenImport>() : [taken];
        var start = before.Sources == hash ? before : BaseManifest.Empty(workspace.Name, before.Shards, hash);
        foreach (var import in reread ? before.Imports : [])
            CheckKept(import, workspace);
        return new BuildPlan(before, start, [.. reread ? before.Imports : [], .. arrived], known, reread)
        {
            Tombstones = erased,
            ETag = etag,
        };
    }

    /// <summary>What was held must not replace what came later; a full import replaces all.</summary>
    private static void CheckNewest(TakenImport held, IEnumerable<TakenImport> later, Workspace workspace)
    {
        if (held.Mode == ImportMode.Delta)
            return;
        var replaced = workspace.Sources
            .Where(source => held.Files.Any(file => ImportFiles.Matches(source, file.Name))).ToArray();
        var newer = later.LastOrDefault(import => held.Mode == ImportMode.Full || import.Files.Any(
            file => replaced.Any(source => ImportFiles.Matches(source, file.Name))));
        if (newer is not null)
            throw new ImportException(
                $"import {held.Id}", $"import {newer.Id} came later, and its rows would be replaced by older ones",
                "a held import that is newer than what it replaces",
                $"import the newest files again, or throw this one away: segment imports {held.Id} --discard");
    }

    private void CheckKept(TakenImport import, Workspace workspace)
    {
        var folder = import.Accepted;
        if (import.Files.FirstOrDefault(file => !data.Has($"{folder}/{file.Name}")) is not { } missing)
            return;
        var source = workspace.Sources.FirstOrDefault(s => ImportFiles.Matches(s, missing.Name));
        throw new DefinitionException(
            "sources.yaml",
            $"it changed, and {source?.Name ?? "a stream"} cannot be read again: {folder}/{missing.Name} is gone",
            "the sources under which the base was read, or all kept dumps",
            "take the change back, restore the dump, or import into another --data folder");
    }
}
