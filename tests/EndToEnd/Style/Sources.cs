namespace EndToEnd.Style;

/// <summary>The folder of the sources that the tests were built from.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Functions.sln")))
            root = root.Parent!;
        return root.FullName;
    }
}
