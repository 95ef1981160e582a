using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IO;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>
/// The customer base in the data folder: a manifest that names checksummed files. Replacing the manifest is the commit.
/// </summary>
/// <param name="data">Where the files are.</param>
public sealed class BaseStore(BlobStore data)
{
    private const string Current = "base/manifest.json";
    private const string Files = "base/shards";
    private const long MostKeptBytes = 64 << 20;

    // Tables are large, and as many are written as there are shards: their memory is used again.
    private static readonly RecyclableMemoryStreamManager Memory = new(new RecyclableMemoryStreamManager.Options
    {
        MaximumSmallPoolFreeBytes = MostKeptBytes,
        MaximumLargePoolFreeBytes = MostKeptBytes,
    });

    /// <summary>The manifest of the current version; null when there is no base.</summary>
    /// <exception cref="ImportException">When the manifest cannot be read.</exception>
    public BaseManifest? Load() => data.Has(Current) ? Json.Read<BaseManifest>(data, Current) : null;

    /// <summary>Refuses definitions of another workspace than the one whose data the base is.</summary>
    /// <exception cref="DefinitionException">When the workspace has another name.</exception>
    public void CheckOwner(Workspace workspace)
    {
        if (Load() is { } manifest && manifest.Workspace != workspace.Name)
        {
            throw new DefinitionException(
                data.Root, $"the data of workspace {Sentence.Quoted(manifest.Workspace)}",
                $"data of workspace {Sentence.Quoted(workspace.Name)}",
                $"name another folder with --data, or run with --workspace {manifest.Workspace}");
        }
    }

    /// <summary>The manifest of the current version.</summary>
    /// <exception cref="ImportException">When there is no base, or its manifest cannot be read.</exception>
    public BaseManifest Existing() => Load() ?? throw new ImportException(
        data.Root, "no customer base", "an import before a run", "import dumps first");

    /// <summary>Refuses definitions under which the base was not read.</summary>
    /// <exception cref="DefinitionException">When the workspace has another name, or other sources.</exception>
    public void CheckSources(Workspace workspace)
    {
        CheckOwner(workspace);
        if (SourcesHash.Of(workspace) != Existing().Sources)
        {
            throw new DefinitionException(
                "sources.yaml", "it changed since the base was read", "the sources under which the base was read",
                "import again, or take the change back");
        }
    }

    /// <summary>The version of the base; 0 when there is none.</summary>
    public int Version => Load()?.Version ?? 0;

    /// <summary>What tells one manifest from another; null when there is no base.</summary>
    public string? ETag => data.ETag(Current);

    /// <summary>Whether a version is the current one.</summary>
    public bool IsCurrent(BaseManifest manifest) =>
        data.Has(Current) && data.Read(Current).AsSpan().SequenceEqual(Bytes(manifest));

    /// <summary>Makes a version the current one, unless the manifest was replaced meanwhile.</summary>
    /// <param name="manifest">The version.</param>
    /// <param name="etag">The manifest that it replaces; null when there is none.</param>
    /// <returns>Whether it is the current one now.</returns>
    public bool TryCommit(BaseManifest manifest, string? etag) => data.TryReplace(Current, Bytes(manifest), etag);

    private static byte[] Bytes(BaseManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Options);

    /// <summary>Deletes files that no version needs.</summary>
    /// <param name="manifests">Tells the versions that are needed.</param>
    /// <param name="isBusy">Whether an import is at work, whose files no version names yet.</param>
    public void Sweep(Func<IEnumerable<BaseManifest>> manifests, Func<bool> isBusy)
    {
        // What an import makes from here on is not in the list.
        var files = data.Files(Files);
        if (isBusy())
            return;
        var needed = manifests().SelectMany(m => m.Tables.Values.SelectMany(t => t).Select(t => t.File)
                .Concat(m.Waiting.Values).Concat(m.FilteredKeys.Values))
            .Select(file => Path.GetFileName(file.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(file => !needed.Contains(file)).TakeWhile(_ => !isBusy()))
            data.Delete($"{Files}/{file}");
    }

    /// <summary>Stores a table; the same table is the same file.</summary>
    public TableShard Store(Table table, RowLayout? layout = null)
    {
        var file = Store(stream => TableFile.Write(stream, table), table.RowCount);
        var days = layout is not { Day: >= 0 } ? [] : ((DateColumn)table.Columns[layout.Day]).Values;
        var newest = days.Length == 0 ? DateColumn.Null : days.Max();
        return new TableShard(file, table.Ids.Count, newest == DateColumn.Null ? null : newest);
    }

    /// <summary>Stores rows that wait for their customer.</summary>
    public StoredFile Store(Rows rows) => Store(stream => TableFile.Write(stream, rows), rows.Count);

    /// <summary>Stores keys.</summary>
    public StoredFile Store(TextList keys) => Store(stream => TableFile.Write(stream, keys), keys.Count);

    /// <summary>Reads a table.</summary>
    public Table ReadTable(StoredFile file) => Read(file, TableFile.ReadTable);

    /// <summary>Reads rows that wait for their customer.</summary>
    public Rows ReadRows(StoredFile file) => Read(file, TableFile.ReadRows);

    /// <summary>Reads keys.</summary>
    public TextList ReadKeys(StoredFile file) => Read(file, TableFile.ReadKeys);

    private StoredFile Store(Action<Stream> write, long rows)
    {
        using var bytes = Memory.GetStream();
        write(bytes);
        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var name = $"{Files}/{hash}";
        if (!data.Has(name))
            data.Write(name, content);
        return new StoredFile(name, hash, rows);
    }

    private T Read<T>(StoredFile file, Func<Stream, T> read) => data.Read(file.Name, stream =>
    {
        var length = (int)stream.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            stream.ReadExactly(bytes, 0, length);
            return Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))) == file.Sha256
                ? read(new MemoryStream(bytes, 0, length))
                : throw data.NotAsWritten(file.Name, "the content does not match its checksum");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    });
}
