using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>What <c>manifest.json</c> says of an import; only the names of its files are mandatory.</summary>
/// <param name="Mode">How the import is taken; null when it is not said.</param>
/// <param name="AsOf">The as-of day of the run that follows; null when it is not said.</param>
/// <param name="Files">Its files; others in the folder are no part of it.</param>
public sealed record ImportManifest(ImportMode? Mode, DateOnly? AsOf, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The name of the file.</summary>
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Strict = new(Hosting.Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<ImportMode>(allowIntegerValues: false) },
    };

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">Its content.</param>
    /// <param name="where">Where it lies, for people.</param>
    /// <exception cref="ImportException">When it cannot be used.</exception>
    public static ImportManifest Read(byte[] json, string where)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Written>(json, Strict);
            if (read is not { Files.Count: > 0 } || read.Files.Contains(null!))
                throw Unusable(where, "it names no files", null);
            if (read.Files.CountBy(file => file.Name).FirstOrDefault(file => file.Value > 1).Key is { } twice)
                throw Unusable(where, $"it names {Sentence.Quoted(twice)} twice", null);
            return new ImportManifest(read.Mode, read.AsOf, read.Files);
        }
        catch (JsonException fault)
        {
            throw Unusable(where, fault.Message, fault);
        }
    }

    /// <summary>The files that it names among those of its folder, sorted by name.</summary>
    /// <param name="there">The files of the folder.</param>
    /// <param name="nameOf">Tells the name of one.</param>
    /// <param name="folder">Where the folder is, for people.</param>
    /// <exception cref="ImportException">When one is not there.</exception>
    internal IEnumerable<T> Find<T>(IEnumerable<T> there, Func<T, string> nameOf, string folder)
    {
        var known = there.ToDictionary(nameOf, StringComparer.Ordinal);
        foreach (var file in Files)
        {
            if (!known.ContainsKey(file.Name))
                throw new ImportException(
                    $"{folder}/{Name}", $"it names {Sentence.Quoted(file.Name)}, which is not there",
                    "files of the same folder", "add the file, or correct the manifest");
        }

        return Files.Select(file => known[file.Name]).OrderBy(nameOf, StringComparer.Ordinal);
    }

    /// <summary>Checks the copied files against what the manifest says of them.</summary>
    /// <exception cref="ImportException">When a length or hash differs.</exception>
    public void Check(IEnumerable<DumpFile> files)
    {
        foreach (var file in files)
            Check(file);
    }

    /// <summary>Checks how many rows the files had.</summary>
    /// <exception cref="ImportException">When the manifest says another number.</exception>
    public void CheckRows(IEnumerable<ReceiptFile> files)
    {
        foreach (var file in files)
        {
            if (Files.First(f => f.Name == file.File).Rows is { } said && said != file.Ledger.Read)
                throw Differs(file.File, $"{file.Ledger.Read} rows", $"{said} rows");
        }
    }

    private void Check(DumpFile file)
    {
        var said = Files.First(f => f.Name == file.Name);
        if (said.Length is { } length && length != file.Length)
            throw Differs(file.Name, $"{file.Length} bytes", $"{length} bytes");
        if (said.Sha256 is { } hash && !string.Equals(hash, file.Sha256, StringComparison.OrdinalIgnoreCase))
            throw Differs(file.Name, $"SHA-256 {file.Sha256}", $"SHA-256 {hash}");
    }

    private static ImportException Differs(string file, string found, string said) => new(
        file, found, $"{said}, as {Name} says; nothing was changed", "copy the file again, or correct the manifest");

    private static ImportException Unusable(string where, string found, Exception? fault) => new(
        where, found, """{"mode": "snapshot|delta|full", "asOf": "2026-11-21", "files": [{"name": "orders.csv"}]}""",
        "correct it", fault);

    private sealed record Written(IReadOnlyList<ManifestFile> Files, ImportMode? Mode = null, DateOnly? AsOf = null);
}

/// <summary>What a manifest says of a file.</summary>
/// <param name="Name">Its path inside the import, with '/'.</param>
/// <param name="Length">Its length in bytes; null when not said.</param>
/// <param name="Rows">Its rows, the header not counted; null when not said.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal; null when not said.</param>
public sealed record ManifestFile(string Name, long? Length = null, long? Rows = null, string? Sha256 = null);
