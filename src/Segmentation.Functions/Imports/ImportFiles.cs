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

    /// <summary>The dumps of a folder or file, by name, with the full path of each.</summary>
    /// <param name="import">The path of the folder or file.</param>
    /// <param name="apart">Folders that hold no dumps although they may lie inside the import.</param>
    /// <exception cref="ImportException">When there is nothing to import.</exception>
    public static IReadOnlyList<(string Name, string Path)> Find(string import, params IReadOnlyList<string> apart)
    {
        if (File.Exists(import))
            return [(Path.GetFileName(import), Path.GetFullPath(import))];
        if (!Directory.Exists(import))
        {
            throw new ImportException(
                import, "no such file or folder", "a folder of dumps, or one dump", "check the path");
        }

        if (ImportManifest.Find(import) is { } manifest)
            return Listed(import, manifest);
        // The import itself may lie inside such a folder: only what lies inside the import is left out.
        var skipped = apart.Select(Folder)
            .Where(folder => folder.StartsWith(Folder(import), StringComparison.Ordinal)).ToArray();
        var files = Directory.EnumerateFiles(import, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(import, path).Replace('\\', '/'), Path: Path.GetFullPath(path)))
            .Where(file => Path.GetFileName(file.Name) != Success
                && !file.Name.Split('/').Any(part => part.StartsWith('.')))
            .Where(file => !Array.Exists(skipped, folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToArray();
        return files.Length > 0
            ? files
            : throw new ImportException(import, "the folder has no files", "at least one dump", "check the path");
    }

    private static string Folder(string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;

    private static (string Name, string Path)[] Listed(string import, ImportManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            if (Path.IsPathRooted(file.Name) || file.Name.Split('/', '\\').Any(part => part is "" or "." or "..")
                || !File.Exists(Path.Combine(import, file.Name)))
            {
                throw new ImportException(
                    Path.Combine(import, ImportManifest.Name),
                    $"it names {Sentence.Quoted(file.Name)}, which is not there",
                    "files of the same folder", "add the file, or correct the manifest");
            }
        }

        return [.. manifest.Files.Select(file => (file.Name, Path.GetFullPath(Path.Combine(import, file.Name))))
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>Copies dumps into a folder of the data folder, and tells their lengths and hashes.</summary>
    /// <exception cref="ImportException">When a dump vanished or cannot be read.</exception>
    public static DumpFile[] Copy(
        IReadOnlyList<(string Name, string Path)> files, DataFolder data, string folder, Hosting.Stages stages)
    {
        data.DeleteFolder(folder);
        using var stage = stages.Begin("copy", files.Sum(file => LengthOf(file.Path)));
        return [.. files.Select(file => Copy(file.Name, file.Path, data, folder, stage))];
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

    private static DumpFile Copy(string name, string path, DataFolder data, string folder, Hosting.Stages.Stage stage)
    {
        try
        {
            using var source = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            data.Write($"{folder}/{name}", copy => length = Copy(source, copy, hash, stage));
            return new DumpFile(name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception fault) when (
            fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw Unreadable(path, fault);
        }
    }

    private static long Copy(FileStream source, Stream copy, IncrementalHash hash, Hosting.Stages.Stage stage)
    {
        var buffer = new byte[1 << 20];
        long length = 0;
        for (int read; (read = source.Read(buffer)) > 0; length += read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            copy.Write(buffer.AsSpan(0, read));
            stage.Step(read, bytes: read);
        }

        return length;
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : throw Unreadable(path, null);
    }

    private static ImportException Unreadable(string path, Exception? fault) => new(
        path, fault is UnauthorizedAccessException ? "the file may not be read" : "the file vanished while it was read",
        "a file that stays readable until the import is done", "put it back and run again; nothing was changed", fault);
}
