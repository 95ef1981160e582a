namespace LocalRuntime.Worker.Http;

/// <summary>What kind of file a site has.</summary>
/// <param name="MediaType">What a browser is told.</param>
/// <param name="IsText">Whether compressing it pays.</param>
internal sealed record SiteType(string MediaType, bool IsText)
{
    private static readonly Dictionary<string, SiteType> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = new("text/html; charset=utf-8", true) { IsPage = true },
        [".js"] = new("text/javascript; charset=utf-8", true),
        [".css"] = new("text/css; charset=utf-8", true),
        [".json"] = new("application/json; charset=utf-8", true),
        [".svg"] = new("image/svg+xml", true),
        [".txt"] = new("text/plain; charset=utf-8", true),
        [".png"] = new("image/png", false),
        [".ico"] = new("image/x-icon", false),
    };

    private static readonly SiteType Other = new("application/octet-stream", false);

    /// <summary>Whether it is a page, which says what it may load.</summary>
    public bool IsPage { get; private init; }

    /// <summary>The type of a file by the end of its name.</summary>
    public static SiteType Of(string path) => Known.GetValueOrDefault(Path.GetExtension(path), Other);
}
