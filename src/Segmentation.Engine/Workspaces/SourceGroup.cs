namespace Segmentation.Engine.Workspaces;

/// <summary>What a source is a record of, for people who look at its fields: sales, service or digital.</summary>
public static class SourceGroup
{
    /// <summary>What customers bought, are worth and are.</summary>
    public const string Sales = "sales";

    /// <summary>What they asked for and said.</summary>
    public const string Service = "service";

    /// <summary>What they do on screens.</summary>
    public const string Digital = "digital";

    private static readonly HashSet<string> ServiceWords =
        ["ticket", "survey", "interaction", "hour", "case", "call", "complaint", "review", "feedback", "nps", "csat"];

    private static readonly HashSet<string> DigitalWords =
        ["usage", "web", "email", "session", "visit", "click", "login", "app", "page", "pageview"];

    /// <summary>All groups, in the order in which people see them.</summary>
    public static IReadOnlyList<string> All { get; } = [Sales, Service, Digital];

    /// <summary>
    /// The group that a source's name tells of by one of its words, in singular or plural; without one, sales.
    /// </summary>
    /// <param name="name">The name, such as <c>support_tickets</c>.</param>
    public static string Of(string name)
    {
        var words = name.ToLowerInvariant().Split('_').Select(word => word.TrimEnd('s')).ToArray();
        return words.Any(ServiceWords.Contains) ? Service : words.Any(DigitalWords.Contains) ? Digital : Sales;
    }
}
