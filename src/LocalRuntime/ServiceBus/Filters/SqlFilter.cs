namespace LocalRuntime.ServiceBus.Filters;

/// <summary>
/// A filter in the SQL of Service Bus subscriptions. What it accepts, the broker accepts; functions are left out.
/// </summary>
internal sealed class SqlFilter
{
    /// <summary>The most characters of a filter.</summary>
    public const int MostCharacters = 1024;

    private readonly FilterNode _root;

    private SqlFilter(FilterNode root) => _root = root;

    /// <summary>Reads a filter.</summary>
    /// <exception cref="FilterException">It is too long, or not in the grammar.</exception>
    public static SqlFilter Parse(string text) => text.Length <= MostCharacters
        ? new SqlFilter(FilterParser.Parse(text))
        : throw new FilterException(
            MostCharacters + 1, $"{text.Length} characters", $"at most {MostCharacters}",
            "divide it into several subscriptions or rules");

    /// <summary>Whether it is true of a message; what is unknown is not.</summary>
    public bool Passes(StoredMessage message) => _root.Of(message) is true;
}
