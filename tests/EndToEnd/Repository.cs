namespace EndToEnd;

/// <summary>The repository that the tests are built in.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Functions.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("no folder with Functions.sln above the tests");
        return at.FullName;
    }
}
