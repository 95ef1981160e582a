using System.Globalization;
using LocalRuntime.ServiceBus.Filters;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.ServiceBus;

/// <summary>Which messages are asked for over HTTP, and how.</summary>
/// <param name="Topic">The topic; null for all.</param>
/// <param name="After">The last sequence number that is known; 0 for none.</param>
/// <param name="Filter">What messages must pass; null for nothing.</param>
/// <param name="AsEvents">Whether they are server-sent events, and not a JSON per line.</param>
/// <param name="Follow">Whether the answer goes on with messages as they are sent.</param>
internal sealed record MessageQuery(string? Topic, long After, SqlFilter? Filter, bool AsEvents, bool Follow)
{
    /// <summary>The media type of server-sent events.</summary>
    public const string Events = "text/event-stream";

    private const string LastEventId = "Last-Event-ID";

    /// <summary>Reads a request.</summary>
    /// <exception cref="QueryException">A parameter is not what it must be.</exception>
    public static MessageQuery Of(HttpRequest request)
    {
        var asEvents = request.GetTypedHeaders().Accept.Any(type => type.MediaType == Events);
        // A browser that connects again repeats its first request, and adds what it saw last.
        var after = request.Headers[LastEventId].FirstOrDefault() is { Length: > 0 } last
            ? Sequence(LastEventId, last)
            : Sequence("after", Text(request, "after") ?? "0");
        return new MessageQuery(
            Text(request, "topic"), after, FilterOf(Text(request, "filter")), asEvents, asEvents | Follows(request));
    }

    private static string? Text(HttpRequest request, string name) =>
        request.Query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    private static long Sequence(string name, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new QueryException("bad-after", $"{name}: expected the topicsequence of a message, such as 118");

    private static bool Follows(HttpRequest request) => Text(request, "follow") switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new QueryException("bad-follow", "follow: expected true or false"),
    };

    private static SqlFilter? FilterOf(string? text)
    {
        try
        {
            return text is null ? null : SqlFilter.Parse(text);
        }
        catch (FilterException fault)
        {
            throw new QueryException("bad-filter", fault.Message);
        }
    }
}

/// <summary>A parameter is not what it must be.</summary>
/// <param name="code">The code for programs.</param>
/// <param name="detail">What was found, and what was expected.</param>
internal sealed class QueryException(string code, string detail) : Exception(detail)
{
    /// <summary>The code for programs.</summary>
    public string Code => code;
}
