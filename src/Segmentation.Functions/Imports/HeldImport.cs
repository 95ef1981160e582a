using System.Text.Json;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>An import that waits for a person to confirm or discard it.</summary>
/// <param name="Taken">The import.</param>
/// <param name="Said">What its manifest says; null without one.</param>
/// <param name="Request">What it was asked to take.</param>
/// <param name="Row">The key of its row in table <c>imports</c>.</param>
/// <param name="Why">Why it is held, as a person reads it.</param>
/// <param name="Receipt">What would come of it.</param>
public sealed record HeldImport(
    TakenImport Taken, ImportManifest? Said, ImportRequest Request, string Row, string Why, Receipt Receipt)
{
    /// <summary>The orchestration that confirms or discards an import: at most one at a time.</summary>
    public static string InstanceOf(string import) => $"held-{import}";

    /// <summary>How many imports the base had when it was held.</summary>
    public required int Before { get; init; }

    /// <summary>The version of the definitions that was the current one then; null before the first.</summary>
    public required string? Current { get; init; }

    /// <summary>
    /// The request that takes it as it is, with its run: under its own definitions, unless others were used since.
    /// </summary>
    /// <param name="current">The current version of the definitions.</param>
    public ImportRequest Confirmed(string? current)
    {
        var run = Request.Run ?? new RunRequest();
        return Request with
        {
            IsInbox = false,
            Confirms = Taken.Id,
            Workspace = current == Current ? Request.Workspace : null,
            Run = current == Current ? run : run with { Workspace = null },
        };
    }
}

/// <summary>
/// The held imports: <c>dumps/held/{import}.json</c>, and their dumps in <c>dumps/held/{import}/</c>.
/// </summary>
/// <param name="data">Where the files are.</param>
public sealed class HeldImports(BlobStore data)
{
    private const string Root = "dumps/held";

    /// <summary>All held imports.</summary>
    internal IReadOnlyList<HeldImport> All() =>
        [.. data.Files(Root).Select(file => Json.Read<HeldImport>(data, $"{Root}/{file}"))];

    /// <summary>A held import; null when there is none of this id.</summary>
    public HeldImport? Find(string import) =>
        data.Has(Name(import)) ? Json.Read<HeldImport>(data, Name(import)) : null;

    /// <summary>Its dumps.</summary>
    internal IReadOnlyList<FoundDump> Dumps(string import) =>
        [.. data.List(Folder(import)).Select(file => Found($"{Folder(import)}/{file.Name}", file))];

    /// <summary>Keeps the dumps that arrived, until somebody decides.</summary>
    internal void Keep(HeldImport held, ImportWork work)
    {
        data.MoveFolder(work.Arriving, Folder(held.Taken.Id));
        data.Write(Name(held.Taken.Id), JsonSerializer.SerializeToUtf8Bytes(held, Json.Indented));
    }

    /// <summary>Deletes a held import, when there is one.</summary>
    internal void Delete(string import)
    {
        data.DeleteFolder(Folder(import));
        data.Delete(Name(import));
    }

    private FoundDump Found(string name, ListedFile file) =>
        new(file.Name, data.PathOf(name), file.Length, () => data.Open(name, file.ETag));

    /// <summary>Where the dumps of a held import are.</summary>
    internal static string Folder(string import) => $"{Root}/{import}";

    private static string Name(string import) => $"{Root}/{import}.json";
}
