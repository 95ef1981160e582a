using System.Globalization;
using System.Text.Json;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>The work files of imports: what one step tells the next. All are gone when the import is done.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="memo">Remembers what several pieces read.</param>
public sealed class ImportScratch(BlobStore data, Memo memo)
{
    /// <summary>The folder of all imports at work.</summary>
    public const string Root = "base/scratch";

    /// <summary>Whether an import is at work; tables that no version names may be its own.</summary>
    public bool IsBusy => data.Folders(Root).Count > 0;

    /// <summary>Writes a step's result.</summary>
    internal void Write<T>(string name, T content) =>
        data.Write(name, JsonSerializer.SerializeToUtf8Bytes(content, Json.Options));

    /// <summary>A step's result, which never changes.</summary>
    internal T Read<T>(string name)
        where T : class => memo.Get(name, () => Json.Read<T>(data, name));

    /// <summary>Deletes all work files of an import, and forgets them.</summary>
    internal void Delete(ImportWork work)
    {
        data.DeleteFolder(work.Scratch);
        memo.ForgetIn(work.Scratch);
    }

    /// <summary>Whether a step's result is there.</summary>
    internal bool Has(string name) => data.Has(name);

    /// <summary>The arrived import.</summary>
    internal static string Arrival(ImportWork work) => $"{work.Scratch}/arrival.json";

    /// <summary>The files of the inbox folder when they were copied.</summary>
    internal static string Seen(ImportWork work) => $"{work.Scratch}/seen.json";

    /// <summary>What would come of an import that is held.</summary>
    internal static string Held(ImportWork work) => $"{work.Scratch}/held.json";

    /// <summary>The folder of what is to be cleaned of erased customers' rows: imports, or all.</summary>
    internal static string ToClean(ImportWork work) => $"{work.Scratch}/erased";

    /// <summary>Which imports are built, on what base.</summary>
    internal static string Plan(ImportWork work) => $"{work.Folder}/plan.json";

    /// <summary>The folder of a source that is built.</summary>
    internal static string Folder(SourceStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.Work.Folder}/{step.Build}/{step.Source}");

    /// <summary>The base with a source; a negative source is the beginning of the build.</summary>
    internal static string State(SourceStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.Work.Folder}/{step.Build}/state-{step.Source}.json");

    /// <summary>The base with a whole import, and its receipt.</summary>
    internal static string Built(ImportWork work, int build) =>
        string.Create(CultureInfo.InvariantCulture, $"{work.Folder}/{build}/built.json");
}

/// <summary>An import whose dumps were copied.</summary>
/// <param name="Taken">The import.</param>
/// <param name="Workspace">The version of the definitions.</param>
/// <param name="Said">What its manifest says; null without one.</param>
/// <param name="HeldAfter">How many imports the base had when it was held, when a person wants it as it is; null
/// when nobody confirmed it.</param>
internal sealed record Arrival(TakenImport Taken, string Workspace, ImportManifest? Said, int? HeldAfter = null);

/// <summary>What is built.</summary>
/// <param name="Before">The version of the base that the result replaces.</param>
/// <param name="Start">What is built on: the same, or an empty base when all dumps are read again.</param>
/// <param name="Imports">The imports that are built, oldest first; the last is the arrived one unless it was
/// taken before.</param>
/// <param name="AlreadyTaken">Whether the arrived import is in the base.</param>
/// <param name="Reread">Whether kept dumps are read again.</param>
internal sealed record BuildPlan(
    BaseManifest Before, BaseManifest Start, IReadOnlyList<TakenImport> Imports, bool AlreadyTaken, bool Reread)
{
    /// <summary>How many customers were erased when it was planned.</summary>
    public int Tombstones { get; init; }

    /// <summary>What told the manifest of the version from others; null when there was no base.</summary>
    public string? ETag { get; init; }
}

/// <summary>The base while an import is built.</summary>
/// <param name="Manifest">Its tables so far.</param>
/// <param name="Ledgers">Where rows went so far.</param>
/// <param name="Resolved">Rows that waited and found their customer.</param>
/// <param name="Absent">Customers kept that a snapshot lacks.</param>
internal sealed record BuildState(
    BaseManifest Manifest, IReadOnlyList<FileLedger> Ledgers, long Resolved, long Absent);

/// <summary>A whole import, built.</summary>
internal sealed record BuiltImport(BaseManifest Manifest, Receipt Receipt, IReadOnlyList<FileLedger> Ledgers);

/// <summary>How the dumps of a source are read.</summary>
/// <param name="Step">The step.</param>
/// <param name="Workspace">The version of the definitions.</param>
/// <param name="Source">The source.</param>
/// <param name="Import">The import.</param>
/// <param name="Parsed">The folder of the parts.</param>
/// <param name="Dumps">Its dumps with their chunks.</param>
/// <param name="FirstOrder">The order of the import's first byte: imports, then files, then offsets.</param>
/// <param name="Replaces">Whether the rows of the base are replaced.</param>
/// <param name="WithoutOld">Whether the rows of the base are among the parts, or replaced.</param>
/// <param name="Older">Rows of the base and rows that waited, joined again.</param>
/// <param name="Waiting">The file of rows that go on waiting; null for none.</param>
internal sealed record SourcePlan(
    SourceStep Step, string Workspace, string Source, TakenImport Import, string Parsed,
    IReadOnlyList<PlannedDump> Dumps, long FirstOrder, bool Replaces, bool WithoutOld,
    IReadOnlyList<Part> Older, string? Waiting)
{
    /// <summary>How many rows waited and are tried again.</summary>
    public int Retried { get; init; }

    /// <summary>The bytes of all dumps.</summary>
    public long Bytes => Dumps.Sum(dump => dump.Chunks.Sum(chunk => (long)chunk.Length));

    /// <summary>A chunk by its number among all chunks of the source, and its dump.</summary>
    public (PlannedDump Dump, Chunk Chunk) Chunk(int number)
    {
        foreach (var dump in Dumps)
        {
            if (number < dump.Chunks.Count)
                return (dump, dump.Chunks[number]);
            number -= dump.Chunks.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(number));
    }
}

/// <summary>A dump with its chunks.</summary>
/// <param name="Number">The number of the file in its import.</param>
/// <param name="Name">Its name inside the import.</param>
/// <param name="Text">The file of its UTF-8 text.</param>
/// <param name="Order">The order of its first byte inside the import.</param>
/// <param name="Chunks">Its chunks.</param>
internal sealed record PlannedDump(int Number, string Name, string Text, long Order, IReadOnlyList<Chunk> Chunks);

/// <summary>What a chunk holds.</summary>
/// <param name="File">The number of the dump.</param>
/// <param name="Part">Its good rows; null for none.</param>
/// <param name="Unresolved">The file of its rows whose joined key is unknown; null for none.</param>
/// <param name="FilteredKeys">The file of the keys of rows that <c>where</c> left out; null for none.</param>
/// <param name="Ledger">Where its rows went.</param>
/// <param name="Rejects">The file of its rejected rows; null for none.</param>
internal sealed record ParsedPiece(
    int File, Part? Part, string? Unresolved, string? FilteredKeys, Ledger Ledger, string? Rejects)
{
    /// <summary>How many rows of erased customers were left out.</summary>
    public int Erased { get; init; }

    /// <summary>The hashes of their keys.</summary>
    public IReadOnlyList<string> ErasedKeys { get; init; } = [];
}

/// <summary>What all chunks of a source hold.</summary>
/// <param name="Pieces">The chunks.</param>
/// <param name="Files">Where the rows of each file went.</param>
/// <param name="Keyed">Whether there are verdicts on keys.</param>
internal sealed record SettledSource(
    IReadOnlyList<ParsedPiece> Pieces, IReadOnlyList<FileLedger> Files, bool Keyed);
