using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>
/// Takes an import into the base: copies its dumps, reads and merges them, and commits the new version. A failed or
/// repeated import changes nothing.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="workspace">The definitions.</param>
/// <param name="settings">Chunks, shards, cores.</param>
/// <param name="stages">Told of the progress.</param>
public sealed class TakeImport(DataFolder data, Workspace workspace, Settings settings, Stages stages)
{
    private const string Arriving = "dumps/arriving";
    private const string Scratch = "base/scratch";

    private readonly BaseStore _store = new(data);

    /// <summary>Takes a folder of dumps, or one dump.</summary>
    /// <param name="import">The path of the folder or file.</param>
    /// <param name="delta">Whether it adds to the streams that it contains; a manifest may say more.</param>
    /// <param name="output">Where results are written; like the data
    /// folder it holds no dumps, wherever it lies.</param>
    /// <exception cref="ImportException">When it cannot be taken.</exception>
    /// <exception cref="DefinitionException">When the definitions do not fit the dumps, or the
    /// data folder is another workspace's.</exception>
    public TakenResult Run(string import, bool delta, string? output = null)
    {
        var manifest = ImportManifest.Find(import);
        var mode = ModeOf(manifest, delta);
        var found = ImportFiles.Find(import, [data.Root, .. output is null ? Array.Empty<string>() : [output]]);
        var before = Current();
        var files = ImportFiles.Copy(found, data, Arriving, stages);
        manifest?.Check(files);
        // What no source reads does not make it another import.
        var read =
            files.Where(file => workspace.Sources.Any(source => ImportFiles.Matches(source, file.Name))).ToArray();
        var id = ImportFiles.IdOf(read.Length > 0 ? read : files);
        // Adding twice is never meant; replacing by what was added, or removing by what replaced, is another thing.
        var known = before.Imports.Any(old => old.Id == id && (mode == ImportMode.Delta || old.Mode == mode));
        if (known)
            data.DeleteFolder(Arriving);
        if (known && before.Sources == SourcesHash(workspace))
        {
            // A command that was killed behind the commit may have left it.
            data.DeleteFolder(Scratch);
            return new TakenResult(before, ReceiptOf(id), manifest?.AsOf, AlreadyTaken: true, Reread: false);
        }

        var taken = new TakenImport(id, mode, files);
        return Take(before, known ? before.Imports : [.. before.Imports, taken], id, known, manifest);
    }

    /// <summary>
    /// What decides how a dump's rows are read: the sources, the time zone, the currency and the rates.
    /// </summary>
    public static string SourcesHash(Workspace workspace)
    {
        var text = Encoding.UTF8.GetBytes($"{workspace.TimeZone.Id}\n{workspace.Currency}\n");
        var rates = workspace.Files.GetValueOrDefault(RatesTable.File) ?? [];
        return Convert.ToHexStringLower(SHA256.HashData([.. text, .. workspace.Files["sources.yaml"], .. rates]));
    }

    /// <summary>The receipt of an import that was taken.</summary>
    public Receipt ReceiptOf(string id) =>
        Json.Read<Receipt>(data, ReceiptName(id, "json"));

    /// <summary>The name of an import's receipt or of the file of its rejected rows.</summary>
    /// <param name="id">The import.</param>
    /// <param name="kind"><c>txt</c>, <c>json</c>, <c>rejects.csv</c>, or
    /// <c>refused.csv</c> for the rows that failed an import.</param>
    public static string ReceiptName(string id, string kind) => $"dumps/receipts/{id}.{kind}";

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

    private BaseManifest Current()
    {
        var hash = SourcesHash(workspace);
        var current = _store.Load() ?? BaseManifest.Empty(workspace.Name, settings.Shards, hash);
        return current.Workspace == workspace.Name
            ? current
            : throw new DefinitionException(
                data.Root, $"the data of workspace {Sentence.Quoted(current.Workspace)}",
                $"data of workspace {Sentence.Quoted(workspace.Name)}",
                $"name another folder with --data, or run with --workspace {current.Workspace}");
    }

    /// <summary>Takes the new import; under other sources all kept dumps are read again, oldest first.</summary>
    private TakenResult Take(
        BaseManifest before, IReadOnlyList<TakenImport> imports, string id, bool known, ImportManifest? said)
    {
        data.DeleteFolder(Scratch);
        var changed = before.Sources != SourcesHash(workspace);
        var manifest = changed ? BaseManifest.Empty(workspace.Name, before.Shards, SourcesHash(workspace)) : before;
        var built = new List<(Receipt Receipt, IReadOnlyList<FileLedger> Ledgers)>();
        foreach (var import in changed ? imports : imports.Skip(before.Imports.Count))
        {
            var arriving = !known && ReferenceEquals(import, imports[^1]);
            var folder = arriving ? Arriving : Accepted(import);
            var context = new ImportContext(data, _store, workspace, settings, stages, $"{Scratch}/{import.Id}");
            var builder = new BaseBuilder(context, manifest, import);
            (manifest, var receipt) = builder.Build(folder, arriving);
            if (arriving)
                said?.CheckRows(receipt.Files);
            built.Add((receipt with { BaseVersion = before.Version + 1 }, builder.Ledgers));
        }

        Commit(manifest with { Version = before.Version + 1 }, built, known ? null : id);
        return new TakenResult(
            _store.Load()!, ReceiptOf(id), said?.AsOf, AlreadyTaken: known,
            Reread: changed && before.Imports.Count > 0);
    }

    /// <summary>
    /// From here on the import is taken. Replacing the manifest is the commit; what comes before it can be done again.
    /// </summary>
    private void Commit(
        BaseManifest manifest, List<(Receipt Receipt, IReadOnlyList<FileLedger> Ledgers)> built, string? arrived)
    {
        foreach (var (receipt, ledgers) in built)
            WriteReceipt(receipt, ledgers);
        if (arrived is not null)
            data.MoveFolder(Arriving, $"dumps/accepted/{arrived}");
        _store.Commit(manifest);
        data.DeleteFolder(Scratch);
    }

    private string Accepted(TakenImport import)
    {
        var folder = $"dumps/accepted/{import.Id}";
        var missing = import.Files.FirstOrDefault(file => !data.Has($"{folder}/{file.Name}"));
        if (missing is null)
            return folder;
        var source = workspace.Sources.FirstOrDefault(s => ImportFiles.Matches(s, missing.Name));
        throw new DefinitionException(
            "sources.yaml",
            $"it changed, and {source?.Name ?? "a stream"} cannot be read again: {folder}/{missing.Name} is gone",
            "the sources under which the base was read, or all kept dumps",
            "take the change back, restore the dump, or import into another --data folder");
    }

    private void WriteReceipt(Receipt receipt, IReadOnlyList<FileLedger> ledgers)
    {
        data.Write(ReceiptName(receipt.Import, "rejects.csv"), stream =>
        {
            RejectsFile.Write(stream, data, ledgers.OrderBy(l => l.Number).SelectMany(l => l.Rejects));
        });
        data.Write(ReceiptName(receipt.Import, "txt"), ReceiptText.Of(receipt));
        data.Write(ReceiptName(receipt.Import, "json"), JsonSerializer.SerializeToUtf8Bytes(receipt, Json.Indented));
    }
}

/// <summary>The base after an import.</summary>
/// <param name="Base">The version to run on.</param>
/// <param name="Receipt">What came of the import, now or when it was taken first.</param>
/// <param name="AsOf">The as-of day that the import's manifest names, or null.</param>
/// <param name="AlreadyTaken">Whether the same import was in the base before.</param>
/// <param name="Reread">Whether the sources changed, and all kept dumps were read again.</param>
public sealed record TakenResult(BaseManifest Base, Receipt Receipt, DateOnly? AsOf, bool AlreadyTaken, bool Reread);
