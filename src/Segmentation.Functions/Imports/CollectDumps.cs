using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>What is collected.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Request">Where its dumps are.</param>
public sealed record DumpsToCollect(ImportWork Work, ImportRequest Request);

/// <summary>What was collected.</summary>
/// <param name="Import">The import's id.</param>
/// <param name="AsOf">The as-of day that its manifest names; null without one.</param>
public sealed record CollectedDumps(string Import, DateOnly? AsOf);

/// <summary>
/// Copies the dumps of an import, so that they cannot change while they are read, and checks its manifest.
/// </summary>
public sealed class CollectDumps(
    BlobStore data, BaseStore store, WorkspaceStore workspaces, ImportScratch scratch, Inbox inbox, HeldImports held,
    Settings settings, Stages stages)
{
    /// <summary>Copies the dumps.</summary>
    /// <exception cref="ImportException">When there is nothing to take, or the manifest does not fit.</exception>
    /// <exception cref="DefinitionException">When the definitions are missing, or the mode is said twice.</exception>
    [Function(nameof(CollectDumps))]
    public CollectedDumps Run([ActivityTrigger] DumpsToCollect collection)
    {
        var (work, request) = collection;
        var version = request.Workspace ?? workspaces.Current ?? throw NoWorkspace();
        if (request.Rereads)
            return Reread(work, version);
        if (request.Confirms is { } confirmed)
            return Confirm(work, version, confirmed);
        var workspace = workspaces.Read(version);
        var seen = request.IsInbox ? inbox.Files(request.Folder) : [];
        var manifest = request.IsInbox
            ? inbox.Manifest(request.Folder, seen)
            : ImportFiles.Manifest(request.Folder);
        var mode = ModeOf(manifest, request.Delta);
        // What is refused is what was seen, and not what lies there by then.
        scratch.Write(ImportScratch.Seen(work), seen);
        var found = request.IsInbox
            ? inbox.Dumps(request.Folder, manifest, seen)
            : ImportFiles.Find(request.Folder, manifest, Apart(request));
        var files = ImportFiles.Copy(found, data, work.Arriving, stages);
        manifest?.Check(files);
        // What no source reads does not make it another import.
        var read = files.Where(file => workspace.Sources.Any(s => ImportFiles.Matches(s, file.Name))).ToArray();
        var id = ImportFiles.IdOf(read.Length > 0 ? read : files);
        var taken = new TakenImport(id, mode, files, manifest?.AsOf);
        scratch.Write(ImportScratch.Arrival(work), new Arrival(taken, version, manifest));
        return new CollectedDumps(id, manifest?.AsOf);
    }

    /// <summary>The newest import stands for all: it is in the base, and all kept dumps are read again.</summary>
    private CollectedDumps Reread(ImportWork work, string version)
    {
        var newest = store.Load()!.Imports[^1];
        scratch.Write(ImportScratch.Arrival(work), new Arrival(newest, version, null));
        return new CollectedDumps(newest.Id, null);
    }

    /// <summary>The dumps of a held import stay where they are until it is in the base.</summary>
    private CollectedDumps Confirm(ImportWork work, string version, string import)
    {
        var kept = held.Find(import) ?? throw new ImportException(
            $"import {import}", "it is not held any more", "a held import", "segment imports lists them");
        ImportFiles.Copy(held.Dumps(import), data, work.Arriving, stages);
        scratch.Write(ImportScratch.Arrival(work), new Arrival(kept.Taken, version, kept.Said, kept.Before));
        return new CollectedDumps(import, kept.Taken.AsOf);
    }

    /// <summary>What is written beside the dumps is none, wherever it lies.</summary>
    private string[] Apart(ImportRequest request) =>
        [settings.Data, .. request.Run?.Output is { } output ? [output] : Array.Empty<string>()];

    private static ImportMode ModeOf(ImportManifest? manifest, bool delta)
    {
        if (delta && manifest?.Mode is ImportMode.Snapshot or ImportMode.Full)
        {
            throw new DefinitionException(
                "--delta", $"{ImportManifest.Name} says {manifest!.Mode.ToString()!.ToLowerInvariant()}",
                "the same mode in both", "leave --delta out, or correct the manifest");
        }

        return manifest?.Mode ?? (delta ? ImportMode.Delta : ImportMode.Snapshot);
    }

    private DefinitionException NoWorkspace() => new(
        data.PathOf("workspaces"), "no definitions", "a workspace",
        "run segment serve or segment run with --workspace");
}
