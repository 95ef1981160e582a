using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalRuntime.Worker.Http;

/// <summary>An error as problem details (RFC 9457) with a code for programs.</summary>
/// <param name="Type">Always about:blank; the code says more.</param>
/// <param name="Title">The words of the status.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What was found, what was expected, what to do.</param>
/// <param name="Code">The code, like unknown-route.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code)
{
    /// <summary>Answers with a problem, unless an answer has begun.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string code, string detail)
    {
        if (http.Response.HasStarted)
            return;
        var problem = new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, JsonSerializerOptions.Web);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
