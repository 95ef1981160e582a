using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>A dump of an import.</summary>
/// <param name="Name">Its path inside the import, with '/'.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record DumpFile(string Name, long Length, string Sha256);

/// <summary>
/// Finds the dumps of an import and copies them into the data folder, so that
/// they cannot change or vanish while they are read.
/// </summary>
internal static class ImportFiles
{
    /// <summary>The length of an import's id.</summary>
    public const int IdLength = 16;

    /// <summary>The file that says that all files of a folder are there.</summary>
    public const string Success = "_SUCCESS";

    private const int BlockBytes = 1 << 20;

    /// <summary>The dumps of a folder or file of this machine, sorted by name.</summary>
    /// <param name="import">The path of the folder or file.</param>
    /// <param name="manifest">The manifest of the folder; null for none.</param>
    /// <param name="apart">Folders that hold no dumps although they may lie inside the import.</param>
    /// <exception cref="ImportException">When there is nothing to import.</exception>
    public static IReadOnlyList<FoundDump> Find(
        string import, ImportManifest? manifest = null, params IReadOnlyList<string> apart)
    {
        if (File.Exists(import))
            return [Found(Path.GetFileName(import), import)];
        if (!Directory.Exists(import))
        {
            throw new ImportException(
                import, "no such file or folder", "a folder of dumps, or one dump", "check the path");
        }

        var files = Directory.EnumerateFiles(import, "*", SearchOption.AllDirectories)
            .Select(path => (Name: NameIn(import, path), Path: Path.GetFullPath(path)));
        if (manifest is not null)
            return [.. manifest.Find(files, file => file.Name, import).Select(file => Found(file.Name, file.Path))];
        // The import itself may lie inside such a folder: only what lies inside the import is left out.
        var skipped = apart.Select(Folder)
            .Where(folder => folder.StartsWith(Folder(import), StringComparison.Ordinal)).ToArray();
        var dumps = files
            .Where(file => Path.GetFileName(file.Name) != Success
                && !file.Name.Split('/').Any(part => part.StartsWith('.')))
            .Where(file => !Array.Exists(skipped, folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToArray();
        return dumps.Length > 0 ? [.. dumps.Select(file => Found(file.Name, file.Path))] : throw Nothing(import);
    }

    /// <summary>The manifest of a folder of this machine; null when it has none.</summary>
    /// <exception cref="ImportException">When the manifest cannot be used.</exception>
    public static ImportManifest? Manifest(string folder)
    {
        var path = Path.Combine(folder, ImportManifest.Name);
        return File.Exists(path) ? ImportManifest.Read(File.ReadAllBytes(path), path) : null;
    }

    /// <summary>The fault of a folder without dumps.</summary>
    public static ImportException Nothing(string folder) =>
        new(folder, "the folder has no files", "at least one dump", "check the path");

    /// <summary>Copies dumps into a folder of the store, and tells their lengths and hashes.</summary>
    /// <exception cref="ImportException">When a dump vanished or cannot be read.</exception>
    public static DumpFile[] Copy(
        IReadOnlyList<FoundDump> dumps, BlobStore data, string folder, Hosting.Stages stages)
    {
        data.DeleteFolder(folder);
        using var stage = stages.Begin("copy", dumps.Sum(dump => dump.Length));
        return [.. dumps.Select(dump => Copy(dump, data, folder, stage))];
    }

    /// <summary>The import's id: the same for the same names and contents.</summary>
    public static string IdOf(IEnumerable<DumpFile> files)
    {
        var text = string.Concat(files
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(
                file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}\0{file.Length}\0{file.Sha256}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
    }

    /// <summary>Whether a source reads a file.</summary>
    public static bool Matches(SourceDefinition source, string file) => source.Files.Any(glob =>
        FileSystemName.MatchesSimpleExpression(glob, file)
        || FileSystemName.MatchesSimpleExpression(glob, Path.GetFileName(file)));

    private static DumpFile Copy(FoundDump dump, BlobStore data, string folder, Hosting.Stages.Stage stage)
    {
        try
        {
            using var source = dump.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            data.Write($"{folder}/{dump.Name}", copy => length = Copy(source, copy, hash, stage));
            return new DumpFile(dump.Name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception fault) when (
            fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw Unreadable(dump.Where, fault);
        }
    }

    /// <summary>
    /// Copies a dump; each block is hashed beside its writing, which takes as long. Who waits for a hash that no thread
    /// has begun works it out, so that it ends on a busy pool too.
    /// </summary>
    private static long Copy(Stream source, Stream copy, IncrementalHash hash, Hosting.Stages.Stage stage)
    {
        var (block, other) = (new byte[BlockBytes], new byte[BlockBytes]);
        var hashed = Task.CompletedTask;
        long length = 0;
        try
        {
            for (int read; (read = source.Read(block)) > 0; length += read)
            {
                hashed.GetAwaiter().GetResult();
                var bytes = block.AsMemory(0, read);
                hashed = Task.Run(() => hash.AppendData(bytes.Span));
                copy.Write(bytes.Span);
                stage.Step(read, bytes: read);
                (block, other) = (other, block);
            }
        }
        finally
        {
            hashed.GetAwaiter().GetResult();
        }

        return length;
    }

    private static string NameIn(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Folder(string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;

    private static FoundDump Found(string name, string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FoundDump(name, file.FullName, file.Length, () => Open(file)) : throw Unreadable(path);
    }

    private static FileStream Open(FileInfo file) => new(
        file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);

    private static ImportException Unreadable(string where, Exception? fault = null) => new(
        where,
        fault is UnauthorizedAccessException ? "the file may not be read" : "the file vanished while it was read",
        "a file that stays readable until the import is done", "put it back and run again; nothing was changed", fault);
}
