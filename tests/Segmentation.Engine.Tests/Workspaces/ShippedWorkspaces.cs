namespace Segmentation.Engine.Tests.Workspaces;

/// <summary>The workspaces that come with the repository.</summary>
internal static class ShippedWorkspaces
{
    public static readonly string[] Names =
    [
        "b2b-saas", "cdnow", "contractual", "e-commerce", "marketing-campaign", "maven-crm", "non-profit", "ravenstack",
        "starter", "tidewater",
    ];

    public static string Folder { get; } = Path.Combine(Root(), "workspaces");

    public static SortedDictionary<string, byte[]> Files(string name)
    {
        var folder = Path.Combine(Folder, name);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes);
        return new SortedDictionary<string, byte[]>(files, StringComparer.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Functions.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("no Functions.sln above the tests");
        return folder;
    }
}
