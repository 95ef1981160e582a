using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Segmentation.Functions.Tests;

/// <summary>A request to an HTTP function, and its answer.</summary>
/// <param name="query">The query, such as <c>?scheme=rfm</c>.</param>
/// <param name="body">The body.</param>
/// <param name="consumer">Who asks; null for nobody.</param>
internal sealed class Asked(string query = "", string body = "", string? consumer = null)
{
    /// <summary>The request.</summary>
    public HttpRequest Request { get; } = Of(query, body, consumer);

    /// <summary>The status and the JSON of an answer.</summary>
    public static (int Status, JsonNode Body) Read(IActionResult answer)
    {
        var content = Assert.IsAssignableFrom<ContentResult>(answer);
        return (content.StatusCode!.Value, JsonNode.Parse(content.Content!)!);
    }

    /// <summary>The JSON of an answer that has to be right.</summary>
    public static JsonNode Ok(IActionResult answer)
    {
        var (status, body) = Read(answer);
        Assert.True(status is 200 or 202, body.ToJsonString());
        return body;
    }

    /// <summary>The status and code of a problem.</summary>
    public static (int Status, string Code) Problem(IActionResult answer)
    {
        var (status, body) = Read(answer);
        return (status, (string)body["code"]!);
    }

    private static HttpRequest Of(string query, string body, string? consumer)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        if (consumer is not null)
            request.Headers["x-consumer"] = consumer;
        return request;
    }
}
