using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>
/// The folders that dumps are dropped into: <c>dumps/inbox</c> itself, for files directly in it, and each folder in it.
/// </summary>
/// <param name="data">Where the files are.</param>
public sealed class Inbox(BlobStore data)
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

    /// <summary>The files of an inbox folder, sorted by name.</summary>
    public IReadOnlyList<ListedFile> Files(string folder) =>
    [
        .. data.List(NameOf(folder)).Where(file => folder.Length > 0 || !file.Name.Contains('/'))
            .Where(file => file.Name.Split('/').All(IsVisible)),
    ];

    /// <summary>The manifest of an inbox folder; null when it has none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="seen">Its files.</param>
    /// <exception cref="ImportException">When the manifest cannot be used.</exception>
    /// <exception cref="IOException">When it is not the one that was seen any more.</exception>
    public ImportManifest? Manifest(string folder, IEnumerable<ListedFile> seen)
    {
        if (seen.FirstOrDefault(file => file.Name == ImportManifest.Name) is not { } listed)
            return null;
        var name = $"{NameOf(folder)}/{ImportManifest.Name}";
        using var stream = data.Open(name, listed.ETag);
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return ImportManifest.Read(json, data.PathOf(name));
    }

    /// <summary>The dumps of an inbox folder: those that the manifest names, else all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">Its manifest; null for none.</param>
    /// <param name="seen">Its files.</param>
    /// <exception cref="ImportException">When there is none, or one that the manifest names is not there.</exception>
    internal IReadOnlyList<FoundDump> Dumps(
        string folder, ImportManifest? manifest, IReadOnlyList<ListedFile> seen)
    {
        if (manifest is not null)
            return [.. manifest.Find(seen, file => file.Name, PathOf(folder)).Select(file => Found(folder, file))];
        var dumps = seen.Where(file => file.Name != ImportFiles.Success).ToArray();
        return dumps.Length > 0
            ? [.. dumps.Select(file => Found(folder, file))]
            : throw ImportFiles.Nothing(PathOf(folder));
    }

    /// <summary>What tells one state of a folder from another: a hash of names and ETags.</summary>
    public static string Fingerprint(IEnumerable<ListedFile> files) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"{file.Name}\0{file.ETag}\n")))))[..32];

    /// <summary>
    /// Deletes files that are still as they were seen, and the folder when nothing is left in it: what is still being
    /// written stays.
    /// </summary>
    public void Clear(string folder, IEnumerable<ListedFile> seen)
    {
        foreach (var file in seen)
            data.DeleteUnchanged(NameOf(folder), file);
        if (folder.Length > 0)
            data.DeleteEmpty(NameOf(folder));
    }

    private FoundDump Found(string folder, ListedFile file)
    {
        var name = $"{NameOf(folder)}/{file.Name}";
        return new FoundDump(file.Name, data.PathOf(name), file.Length, () => data.Open(name, file.ETag));
    }

    private string PathOf(string folder) => data.PathOf(NameOf(folder));

    private static string NameOf(string folder) => folder.Length == 0 ? Root : $"{Root}/{folder}";

    private static bool IsVisible(string part) => !part.StartsWith('.');
}
