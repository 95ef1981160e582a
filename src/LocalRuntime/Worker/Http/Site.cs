using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Worker.Http;

/// <summary>
/// A folder of files that a browser shows: a page that asks the functions. Its files are read once, when the app
/// starts; nothing else of the disk can be reached, and no key is asked for, since they hold no data.
/// </summary>
internal static class Site
{
    // What stands here has a hash of its content in its name.
    private const string Hashed = "assets/";
    private const string Page = "index.html";

    /// <summary>An endpoint for each file, by its path in the folder; the page answers at / too.</summary>
    /// <exception cref="StartException">There is no page in the folder.</exception>
    public static IEnumerable<LocalEndpoint> Endpoints(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Page)))
            throw new StartException(
                $"setting {LocalRuntimeOptions.Section}:{nameof(LocalRuntimeOptions.Site)}: found no {Page} in "
                + $"'{folder}'; expected the folder of a site; correct it or leave it out.");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var isForever = path.StartsWith(Hashed, StringComparison.Ordinal);
            var served = new SiteFile(File.ReadAllBytes(file), SiteType.Of(path), isForever);
            yield return Endpoint(path, served);
            if (path == Page)
                yield return Endpoint("", served);
        }
    }

    private static LocalEndpoint Endpoint(string path, SiteFile file) =>
        new("GET", path.Replace("{", "{{").Replace("}", "}}"), AsksForKey: false, file.AnswerAsync);
}
