using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>A file of an inbox folder as it was seen.</summary>
/// <param name="Name">Its path inside the folder, with '/'.</param>
/// <param name="ETag">Changes with its content.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Changed">When it changed last.</param>
public sealed record InboxFile(string Name, string ETag, long Length, DateTimeOffset Changed);

/// <summary>
/// The folders that dumps are dropped into: <c>dumps/inbox</c> itself, for files directly in it, and each folder in it.
/// </summary>
/// <param name="data">The data folder.</param>
public sealed class Inbox(DataFolder data)
{
    /// <summary>The folder of all inbox folders.</summary>
    public const string Root = "dumps/inbox";

    /// <summary>The inbox folder that a file lies in; empty for the inbox itself.</summary>
    /// <param name="name">The file's path inside the inbox.</param>
    public static string FolderOf(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? "" : name[..slash];

    /// <summary>The inbox folders that have files.</summary>
    public IReadOnlyList<string> Folders() =>
        [.. data.Folders(Root).Where(IsVisible).Prepend("").Where(folder => Files(folder).Count > 0)];

    /// <summary>The full path of an inbox folder.</summary>
    public string PathOf(string folder) => data.PathOf(folder.Length == 0 ? Root : $"{Root}/{folder}");

    /// <summary>The files of an inbox folder, sorted by name.</summary>
    public IReadOnlyList<InboxFile> Files(string folder)
    {
        var root = new DirectoryInfo(PathOf(folder));
        var depth = folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
        return root.Exists
            ? [.. root.EnumerateFiles("*", depth)
                .Select(file => File(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file))
                .Where(file => file.Name.Split('/').All(IsVisible))
                .OrderBy(file => file.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>What tells one state of a folder from another: a hash of names and ETags.</summary>
    public static string Fingerprint(IEnumerable<InboxFile> files) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{file.Name}\0{file.ETag}\n")))))[..32];

    /// <summary>
    /// Deletes files that are still as they were seen, and the folder when nothing is left in it: what is still being
    /// written stays.
    /// </summary>
    public void Clear(string folder, IReadOnlyList<InboxFile> seen)
    {
        var known = seen.ToDictionary(file => file.Name, file => file.ETag);
        foreach (var file in Files(folder))
        {
            if (known.GetValueOrDefault(file.Name) == file.ETag)
                System.IO.File.Delete(Path.Combine(PathOf(folder), file.Name));
        }

        if (folder.Length > 0 && Directory.Exists(PathOf(folder)))
            DeleteEmpty(PathOf(folder));
    }

    private static void DeleteEmpty(string folder)
    {
        foreach (var inside in Directory.GetDirectories(folder))
            DeleteEmpty(inside);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Something arrived in it meanwhile.
        }
    }

    private static InboxFile File(string name, FileInfo file) => new(
        name,
        string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}"),
        file.Length, file.LastWriteTimeUtc);

    private static bool IsVisible(string part) =>
        !part.StartsWith('.') && !part.Contains(DataFolder.Temporary, StringComparison.Ordinal);
}
