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

    /// <summary>
    /// Takes the account of a folder that this process owns, and remembers it; null for a data folder. Nothing is
    /// changed before it is taken.
    /// </summary>
    /// <exception cref="DefinitionException">
    /// When the folder works on another account, or on none, or a process with another data folder has the account.
    /// </exception>
    public static AccountHold? Take(string folder, BlobStore files, TimeProvider time)
    {
        Check(folder, files);
        files.Create();
        if (files is not DataContainers account)
            return null;
        var hold = account.TryHold(folder, time) ?? throw new DefinitionException(
            files.Root, "another process works on this account, with another data folder", "one process for an account",
            "end that process and wait a minute, or use its --data folder");
        File.WriteAllText(Path.Combine(folder, Name), files.Root);
        return hold;
    }

    /// <summary>The account that a folder works on; null for none.</summary>
    public static string? Known(string folder) =>
        Path.Combine(folder, Name) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
