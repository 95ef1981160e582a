using System.Text;
using System.Text.Json.Serialization;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Imports;

/// <summary>A version of the customer base: which immutable files it is made of, and where they came from.</summary>
/// <param name="Version">The version, from 1.</param>
/// <param name="Workspace">The name of the workspace whose data this is.</param>
/// <param name="Shards">The number of shards; every table has a file for each.</param>
/// <param name="Sources">The hash of the sources file under which the dumps were read.</param>
/// <param name="Imports">The imports taken, oldest first.</param>
/// <param name="Tables">Per source the files of its tables, by shard.</param>
/// <param name="Waiting">Per stream the file with the rows whose customer is not known
/// yet; streams without any are left out.</param>
/// <param name="FilteredKeys">Per joined stream the file with the keys of rows that <c>where</c> left out.</param>
/// <param name="Health">Per source how full its fields were in the newest import that brought it.</param>
public sealed record BaseManifest(
    int Version,
    string Workspace,
    int Shards,
    string Sources,
    IReadOnlyList<TakenImport> Imports,
    IReadOnlyDictionary<string, IReadOnlyList<TableShard>> Tables,
    IReadOnlyDictionary<string, StoredFile> Waiting,
    IReadOnlyDictionary<string, StoredFile> FilteredKeys,
    IReadOnlyDictionary<string, SourceHealth> Health)
{
    /// <summary>A base without data.</summary>
    public static BaseManifest Empty(string workspace, int shards, string sources) => new(
        0, workspace, shards, sources, [], new Dictionary<string, IReadOnlyList<TableShard>>(),
        new Dictionary<string, StoredFile>(), new Dictionary<string, StoredFile>(),
        new Dictionary<string, SourceHealth>());

    /// <summary>The day of the newest event, in days since 1970-01-01; null without events.</summary>
    [JsonIgnore]
    public int? NewestDay => Tables.Values.SelectMany(shards => shards).Max(shard => shard.NewestDay);

    /// <summary>The shard of a customer.</summary>
    public int ShardOf(string customer) => StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(customer)), Shards);
}

/// <summary>An import that is in the base.</summary>
/// <param name="Id">The hash of its files' names and contents.</param>
/// <param name="Mode">How it was taken.</param>
/// <param name="Files">Its dumps; they are kept in <c>dumps/accepted/{id}/</c>.</param>
/// <param name="AsOf">The as-of day that its manifest names; null without one.</param>
public sealed record TakenImport(
    string Id, ImportMode Mode, IReadOnlyList<DumpFile> Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? AsOf = null)
{
    /// <summary>Where its dumps are kept.</summary>
    [JsonIgnore]
    public string Accepted => $"dumps/accepted/{Id}";
}

/// <summary>How an import changes the streams that it contains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportMode>))]
public enum ImportMode
{
    /// <summary>They are replaced; customers missing from it are kept and marked absent.</summary>
    [JsonStringEnumMemberName("snapshot")]
    Snapshot,

    /// <summary>They grow.</summary>
    [JsonStringEnumMemberName("delta")]
    Delta,

    /// <summary>
    /// They are replaced, and customers missing from the import are removed. Only a manifest can ask for it.
    /// </summary>
    [JsonStringEnumMemberName("full")]
    Full,
}

/// <summary>An immutable file of the base, named by its content.</summary>
/// <param name="Name">Its path in the data folder.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="Rows">Its rows.</param>
public sealed record StoredFile(string Name, string Sha256, long Rows);

/// <summary>A source's table in one shard.</summary>
/// <param name="File">The file.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="NewestDay">The day of its newest event; null without events.</param>
public sealed record TableShard(StoredFile File, int Customers, int? NewestDay);
