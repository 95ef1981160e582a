namespace EndToEnd.Infra;

/// <summary>The files of the repository that are about its deployment.</summary>
internal static class InfraFolder
{
    /// <summary>The templates that azd and the hook deploy.</summary>
    public static string[] Roots { get; } = ["main.bicep", "subscription.bicep"];

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Find();

    /// <summary>A file of the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository, path));

    /// <summary>All files below <c>infra/</c>, by their path in it.</summary>
    public static Dictionary<string, string> Files()
    {
        var infra = Path.Combine(Repository, "infra");
        return Directory.EnumerateFiles(infra, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(infra, file).Replace('\\', '/'), File.ReadAllText);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
