using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>A source that is ready to be read.</summary>
/// <param name="Folder">The folder of its work files; null when the import does not change it.</param>
/// <param name="Chunks">How many chunks are parsed; 0 when they were parsed on an older base already.</param>
/// <param name="Shards">How many shards are merged.</param>
public sealed record PlannedSource(string? Folder, int Chunks, int Shards);

/// <summary>
/// Prepares one source of an import: cuts its dumps into chunks of whole rows, and tries the rows again that waited.
/// </summary>
public sealed class PlanSource(
    BlobStore data, BaseStore store, ImportScratch scratch, SourceWork sources, Runs.WorkspaceStore workspaces,
    Settings settings)
{
    /// <summary>Plans a source.</summary>
    /// <exception cref="ImportException">When a dump is no text, or lacks a column.</exception>
    [Function(nameof(PlanSource))]
    public PlannedSource Run([ActivityTrigger] SourceStep step)
    {
        var build = scratch.Read<BuildPlan>(ImportScratch.Plan(step.Work));
        var version = scratch.Read<Arrival>(ImportScratch.Arrival(step.Work)).Workspace;
        var workspace = workspaces.Read(version);
        var (source, import) = (SourceOrder.Of(workspace)[step.Source], build.Imports[step.Build]);
        CheckReadable(step, import, workspace);
        var before = sources.Before(step);
        var named = import.Files.Select((file, number) => (file, number))
            .Where(f => ImportFiles.Matches(source, f.file.Name)).ToArray();
        var replaces = named.Length > 0 && import.Mode != ImportMode.Delta;
        var older = replaces ? null : new OlderRows(data, store, sources, step, source, workspace, before.Manifest);
        if (named.Length == 0 && older is not { Any: true })
        {
            scratch.Write(ImportScratch.State(step), before);
            return new PlannedSource(null, 0, 0);
        }

        var folder = ImportScratch.Folder(step);
        // What a join finds depends on the base; all else of a parsed chunk does not.
        var parsed = source.Via is null
            ? $"{step.Work.Scratch}/{Parsed(build)}/{import.Id}/{source.Name}"
            : $"{folder}/parsed";
        var dumps = Dumps(source, import, named, DumpsOf(step, import), parsed);
        var plan = new SourcePlan(
            step, version, source.Name, import, parsed, dumps, FirstOrder(step, build),
            replaces, replaces || older is { Rejoined: true }, older?.Parts ?? [], older?.Waiting)
        {
            Retried = older?.Retried ?? 0,
        };
        scratch.Write($"{folder}/source.json", plan);
        var isParsed = scratch.Has($"{parsed}/parsed.json");
        return new PlannedSource(
            folder, isParsed ? 0 : dumps.Sum(dump => dump.Chunks.Count), before.Manifest.Shards);
    }

    /// <summary>The folder of parsed chunks; what was parsed before another customer was erased is not used.</summary>
    private static string Parsed(BuildPlan build) => build.Tombstones == 0
        ? "parsed"
        : string.Create(CultureInfo.InvariantCulture, $"parsed-{build.Tombstones}");

    /// <summary>The order of the import's first byte; 44 bits are 16 TiB an import.</summary>
    private static long FirstOrder(SourceStep step, BuildPlan build) =>
        (build.Start.Imports.Count + step.Build + 1L) << 44;

    private string DumpsOf(SourceStep step, TakenImport import) =>
        data.HasFolder(import.Accepted) ? import.Accepted : step.Work.Arriving;

    private PlannedDump[] Dumps(
        SourceDefinition source, TakenImport import, (DumpFile File, int Number)[] named, string folder, string parsed)
    {
        var planned = new List<PlannedDump>();
        long order = 0;
        foreach (var (file, number) in named)
        {
            var dump = Dump.Open(number, file.Name, $"{folder}/{file.Name}", source.Format, data, parsed);
            planned.Add(Chunked(source, dump, order));
            order += data.Length(dump.Text);
        }

        return [.. planned];
    }

    private PlannedDump Chunked(SourceDefinition source, Dump dump, long order)
    {
        var dialect = SourceWork.Dialect(source, dump.Name, dump.Head);
        using var stream = data.Open(dump.Text);
        stream.Position = dialect.DataOffset;
        return new PlannedDump(
            dump.Number, dump.Name, dump.Text, order,
            [.. ChunkPlanner.Plan(stream, dialect, settings.ChunkBytes)]);
    }

    /// <summary>An import of which no source reads a file is a mistake; kept dumps may not be read any more.</summary>
    private void CheckReadable(SourceStep step, TakenImport import, Workspace workspace)
    {
        var arrived = scratch.Read<Arrival>(ImportScratch.Arrival(step.Work)).Taken;
        if (step.Source > 0 || import.Id != arrived.Id
            || import.Files.Any(file => workspace.Sources.Any(source => ImportFiles.Matches(source, file.Name))))
            return;
        var found = string.Join(", ", import.Files.Take(5).Select(f => Sentence.Quoted(f.Name)));
        var globs = string.Join(", ", workspace.Sources.SelectMany(s => s.Files));
        throw new ImportException(
            "import", $"no source reads any of its files: {found}", $"file names like {globs}",
            "rename the files, or change file: in sources.yaml");
    }
}
