using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Segmentation.Functions.Lookup;

/// <summary>JSON as an answer, compressed when it is long and the caller takes it so.</summary>
internal sealed class JsonAnswer : ContentResult
{
    /// <summary>The least length of an answer that is compressed, in bytes: below, it fits one packet anyway.</summary>
    public const int LeastCompressed = 1_500;

    private const string JsonType = "application/json; charset=utf-8";
    private const string Gzip = "gzip";

    private readonly ReadOnlyMemory<byte>? _bytes;

    /// <summary>An answer of a text.</summary>
    public JsonAnswer(int status, string json) => (StatusCode, ContentType, Content) = (status, JsonType, json);

    /// <summary>An answer of a text in UTF-8, 200.</summary>
    public JsonAnswer(ReadOnlyMemory<byte> json) =>
        (StatusCode, ContentType, _bytes) = (StatusCodes.Status200OK, JsonType, json);

    /// <summary>Answers.</summary>
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        var bytes = _bytes ?? Encoding.UTF8.GetBytes(Content!);
        response.StatusCode = StatusCode!.Value;
        response.ContentType = ContentType;
        if (bytes.Length >= LeastCompressed)
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (TakesGzip(request))
            {
                response.Headers.ContentEncoding = Gzip;
                bytes = Compressed(bytes.Span);
            }
        }

        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding is { Count: > 0 } accepted
        && StringWithQualityHeaderValue.TryParseList(accepted, out var codings)
        && codings.Any(coding => coding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && coding.Quality != 0);

    private static ReadOnlyMemory<byte> Compressed(ReadOnlySpan<byte> bytes)
    {
        using var into = new MemoryStream(bytes.Length / 4);
        using (var gzip = new GZipStream(into, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return into.GetBuffer().AsMemory(0, (int)into.Length);
    }
}
