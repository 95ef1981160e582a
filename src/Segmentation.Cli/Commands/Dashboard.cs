namespace Segmentation.Cli.Commands;

/// <summary>Where the built dashboard lies: a page, and what it loads.</summary>
internal static class Dashboard
{
    private const string Folder = "dashboard";
    private const string Artifacts = "artifacts";

    /// <summary>What is said when there is none.</summary>
    public const string Absent =
        "the dashboard is not built: run src/dashboard/build, which needs Node 20 with npm, and start again";

    /// <summary>
    /// The folder of the dashboard: beside the command, as it is published, else in the artifacts that the command was
    /// built into; null when it is in neither.
    /// </summary>
    /// <param name="command">The folder of the command.</param>
    public static string? Find(string command) =>
        Places(new DirectoryInfo(command)).FirstOrDefault(place => File.Exists(Path.Combine(place, "index.html")));

    private static IEnumerable<string> Places(DirectoryInfo command)
    {
        yield return Path.Combine(command.FullName, Folder);
        for (var folder = command.Parent; folder is not null; folder = folder.Parent)
        {
            if (folder.Name == Artifacts)
                yield return Path.Combine(folder.FullName, Folder);
        }
    }
}
