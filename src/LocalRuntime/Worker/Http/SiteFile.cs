using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LocalRuntime.Worker.Http;

/// <summary>A file of a site, held in memory: a page, a script, a style sheet.</summary>
internal sealed class SiteFile
{
    // What a page may load: nothing from elsewhere, no script within it. Charts write their style sheet into the page.
    private const string PagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskEveryTime = "no-cache";

    private readonly byte[] _content;
    private readonly Lazy<byte[]> _zipped;
    private readonly SiteType _type;
    private readonly string _caching;
    private readonly EntityTagHeaderValue _tag;

    /// <param name="content">The bytes.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isForever">Whether the path changes with the content, so that it may be kept for a year.</param>
    public SiteFile(byte[] content, SiteType type, bool isForever)
    {
        (_content, _type) = (content, type);
        _caching = isForever ? Forever : AskEveryTime;
        _zipped = new Lazy<byte[]>(() => Zip(content));
        // Weak, since the bytes that are sent differ with their encoding.
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..8])}\"", isWeak: true);
    }

    /// <summary>Answers with the file; a 304 to whom has it.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var (asked, answer) = (http.Request.GetTypedHeaders(), http.Response);
        answer.Headers.CacheControl = _caching;
        answer.Headers.ETag = _tag.ToString();
        answer.Headers.XContentTypeOptions = "nosniff";
        if (_type.IsPage)
        {
            answer.Headers.ContentSecurityPolicy = PagePolicy;
            answer.Headers["Referrer-Policy"] = "no-referrer";
        }

        if (_type.IsText)
            answer.Headers.Vary = HeaderNames.AcceptEncoding;
        if (asked.IfNoneMatch.Any(tag => tag.Compare(_tag, useStrongComparison: false)))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isZipped = _type.IsText && asked.AcceptEncoding.Any(IsGzip);
        if (isZipped)
            answer.Headers.ContentEncoding = "gzip";
        var body = isZipped ? _zipped.Value : _content;
        answer.ContentType = _type.MediaType;
        answer.ContentLength = body.Length;
        await answer.Body.WriteAsync(body, http.RequestAborted);
    }

    private static bool IsGzip(StringWithQualityHeaderValue encoding) =>
        encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0;

    private static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
            zip.Write(content);
        return zipped.ToArray();
    }
}
