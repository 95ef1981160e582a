using System.Globalization;
using System.Text;
using Azure;

namespace LocalRuntime.Tables.Rest;

/// <summary>Writes the query of a request for a page, and reads where the next page starts.</summary>
internal static class PageQuery
{
    /// <summary>The escaped query.</summary>
    /// <param name="request">The page.</param>
    /// <param name="select">The names of the properties wanted; null for all.</param>
    /// <param name="names">What the service calls the parts of a token.</param>
    /// <exception cref="RequestFailedException">The token is none (400).</exception>
    public static string Of(PageRequest request, IReadOnlySet<string>? select, params string[] names)
    {
        var query = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(request.Filter))
            Add(query, "$filter", request.Filter);
        if (request.Most is { } most)
            Add(query, "$top", most.ToString(CultureInfo.InvariantCulture));
        if (select is not null)
            Add(query, "$select", string.Join(',', select));
        var values = request.Token is null ? [] : Encoding.UTF8.GetString(PageToken.Read(request.Token)).Split('\n');
        foreach (var (name, value) in names.Zip(values).Where(part => part.Second.StartsWith('=')))
            Add(query, name, value[1..]);
        return query.ToString();
    }

    /// <summary>
    /// Where the service goes on, in its own words: <c>=</c> and a value per name, or nothing; null at the end.
    /// </summary>
    public static string? Token(Response response, params string[] names)
    {
        var values = Array.ConvertAll(names, name =>
            response.Headers.TryGetValue($"x-ms-continuation-{name}", out var value) ? $"={value}" : "");
        return values.All(value => value.Length == 0)
            ? null
            : PageToken.Of(Encoding.UTF8.GetBytes(string.Join('\n', values)));
    }

    private static void Add(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
}
