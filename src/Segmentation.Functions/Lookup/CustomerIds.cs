using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Segmentation.Functions.Lookup;

/// <summary>Ids of customers in routes.</summary>
internal static class CustomerIds
{
    private const string Slash = "%2F";
    private const string Before = "/customers/";

    /// <summary>
    /// The id that is asked for. Routing leaves an escaped slash as it is, and so it looks like an escaped percent sign
    /// before <c>2F</c>: the request as it was sent tells them apart.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="value">The route value.</param>
    public static string Of(HttpRequest request, string value)
    {
        if (!value.Contains(Slash, StringComparison.OrdinalIgnoreCase))
            return value;
        var sent = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        var begin = sent.IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        return begin < 0
            ? value.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase)
            : Uri.UnescapeDataString(sent[(begin + Before.Length)..].Split('/')[0]);
    }
}
