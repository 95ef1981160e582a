using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli.Commands;

/// <summary>
/// A data folder remembers the storage account that its orchestrations work on: under another account, or under none,
/// they would go on in the wrong place.
/// </summary>
internal static class DataAccount
{
    private const string Name = "account.txt";

    /// <summary>Refuses another account than the one that the folder works on.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="files">Where the files are.</param>
    /// <exception cref="DefinitionException">When the folder works on another account, or on none.</exception>
    public static void Check(string folder, BlobStore files)
    {
        var known = Known(folder);
        if (known == files.Root || (known is null && files is DataFolder))
            return;
        var hasOwn = File.Exists(Path.Combine(folder, Clients.TablesFile));
        if (known is null && !hasOwn)
            return;
        throw new DefinitionException(
            folder, $"a data folder whose files and tables are in {known ?? "itself"}", $"one for {files.Root}",
            known is null
                ? "name another folder with --data, or leave --storage and SegmentationStorage out"
                : "name that account with --storage or SegmentationStorage, or another folder with --data");
    }

    /// <summary>Remembers the account of a folder that this process owns.</summary>
    /// <exception cref="DefinitionException">When the folder works on another account, or on none.</exception>
    public static void Keep(string folder, BlobStore files)
    {
        Check(folder, files);
        if (files is not DataFolder && Known(folder) is null)
            File.WriteAllText(Path.Combine(folder, Name), files.Root);
    }

    private static string? Known(string folder) =>
        Path.Combine(folder, Name) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
