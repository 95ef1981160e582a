using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The ETags that a caller knows: <c>*</c>, or a list. They are compared weakly (RFC 9110, 8.8.3.2), for an answer is
/// sent compressed or not under one tag.
/// </summary>
internal static class ETags
{
    private const string Any = "*";
    private const string Weak = "W/";

    /// <summary>Whether the caller has the answer of an ETag already: <c>If-None-Match</c>.</summary>
    public static bool IsKnown(HttpRequest request, string etag) => Has(request.Headers.IfNoneMatch, etag);

    /// <summary>Whether a header names an ETag.</summary>
    /// <param name="header">The values of <c>If-Match</c> or <c>If-None-Match</c>.</param>
    /// <param name="etag">The ETag, with its quotes.</param>
    public static bool Has(StringValues header, string etag)
    {
        foreach (var value in header)
        {
            var rest = value.AsSpan();
            foreach (var part in rest.Split(','))
            {
                var one = rest[part].Trim();
                if (one.SequenceEqual(Any) || Opaque(one).SequenceEqual(Opaque(etag)))
                    return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> etag) =>
        etag.StartsWith(Weak, StringComparison.Ordinal) ? etag[Weak.Length..] : etag;
}
