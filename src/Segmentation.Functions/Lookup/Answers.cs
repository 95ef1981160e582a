using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Lookup;

/// <summary>What look-ups answer: JSON, or a problem document.</summary>
internal static class Answers
{
    /// <summary>200 with JSON.</summary>
    public static IActionResult Ok(object body) => new JsonAnswer(StatusCodes.Status200OK, Text(body));

    /// <summary>200 with a text that is JSON.</summary>
    public static IActionResult OkText(string json) => new JsonAnswer(StatusCodes.Status200OK, json);

    /// <summary>
    /// 200 with JSON that only another published run changes; 304 when the caller has it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="run">The published run.</param>
    /// <param name="body">The answer.</param>
    public static IActionResult Ok(HttpRequest request, int run, object body) => Ok(request, ETag(run), body);

    /// <summary>200 with JSON that only another ETag changes; 304 when the caller has it.</summary>
    public static IActionResult Ok(HttpRequest request, string etag, object body)
    {
        if (ETags.IsKnown(request, etag))
            return NotModified(request, etag);
        request.HttpContext.Response.Headers.ETag = etag;
        return Ok(body);
    }

    /// <summary>200 with JSON that is written already; 304 when the caller has it.</summary>
    public static IActionResult Ok(HttpRequest request, string etag, ReadOnlyMemory<byte> json)
    {
        if (ETags.IsKnown(request, etag))
            return NotModified(request, etag);
        request.HttpContext.Response.Headers.ETag = etag;
        return new JsonAnswer(json);
    }

    /// <summary>304: the caller has what only another ETag changes.</summary>
    public static IActionResult NotModified(HttpRequest request, string etag)
    {
        request.HttpContext.Response.Headers.ETag = etag;
        return new StatusCodeResult(StatusCodes.Status304NotModified);
    }

    /// <summary>The ETag of what only another published run changes.</summary>
    public static string ETag(int run) => string.Create(CultureInfo.InvariantCulture, $"\"{run}\"");

    /// <summary>201 with JSON.</summary>
    public static IActionResult Created(object body) => new JsonAnswer(StatusCodes.Status201Created, Text(body));

    /// <summary>202 with the place of the run that was asked for.</summary>
    public static IActionResult Accepted(HttpRequest request, string location, object body)
    {
        request.HttpContext.Response.Headers.Location = location;
        return new JsonAnswer(StatusCodes.Status202Accepted, Text(body));
    }

    /// <summary>202: it is done, and has no place of its own.</summary>
    public static IActionResult Accepted(object body) => new JsonAnswer(StatusCodes.Status202Accepted, Text(body));

    /// <summary>The caller asks too often.</summary>
    public static IActionResult TooMany(HttpRequest request, TimeSpan wait, string code, string detail)
    {
        request.HttpContext.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return Problem(StatusCodes.Status429TooManyRequests, "Too Many Requests", code, detail);
    }

    /// <summary>The storage or the topic does not answer, or lets nobody in.</summary>
    public static IActionResult StorageAway(HttpResponse response)
    {
        response.Headers.RetryAfter = "10";
        return Problem(
            StatusCodes.Status503ServiceUnavailable, "Service Unavailable", "storage-away",
            "the storage or the topic does not answer, or refuses the app; ask again later, and look at the app's log");
    }

    /// <summary>What is asked for is not there.</summary>
    public static IActionResult NotFound(string code, string detail) =>
        Problem(StatusCodes.Status404NotFound, "Not Found", code, detail);

    /// <summary>The request cannot be understood.</summary>
    public static IActionResult BadRequest(string code, string detail) =>
        Problem(StatusCodes.Status400BadRequest, "Bad Request", code, detail);

    /// <summary>The definitions that were sent have errors.</summary>
    public static IActionResult BadDefinitions(IReadOnlyList<Problem> problems) => Problem(
        StatusCodes.Status400BadRequest, "Bad Request", "definition-errors",
        "the definitions have errors; nothing was changed", problems: [.. problems.Select(DefinitionProblem.Of)]);

    /// <summary>The request does not fit the state of things.</summary>
    public static IActionResult Conflict(string code, string detail) =>
        Problem(StatusCodes.Status409Conflict, "Conflict", code, detail);

    /// <summary>The customer was imported, and no published run has it yet: there is nothing to change.</summary>
    public static IActionResult Awaiting() =>
        Conflict("awaiting-first-run", "no published run has the customer yet");

    /// <summary>What the caller knows is not so any more.</summary>
    public static IActionResult ConditionFailed(string code, string detail) =>
        Problem(StatusCodes.Status412PreconditionFailed, "Precondition Failed", code, detail);

    /// <summary>Several customers may be meant.</summary>
    public static IActionResult Ambiguous(CustomerMatch match) => Problem(
        StatusCodes.Status409Conflict, "Conflict", "ambiguous-customer",
        string.Create(
            CultureInfo.InvariantCulture, $"{match.Count} customers have this name or key; ask by the id of one"),
        match.Candidates);

    /// <summary>What a cursor points at is not kept any more.</summary>
    public static IActionResult Gone(string detail) =>
        Problem(StatusCodes.Status410Gone, "Gone", "cursor-expired", detail);

    /// <summary>A request that is understood and cannot be answered.</summary>
    /// <param name="status">400, 404 or 410.</param>
    /// <param name="code">The code.</param>
    /// <param name="detail">Why.</param>
    public static IActionResult Refused(int status, string code, string detail) => Problem(
        status,
        status switch
        {
            StatusCodes.Status400BadRequest => "Bad Request",
            StatusCodes.Status410Gone => "Gone",
            _ => "Not Found",
        },
        code, detail);

    private static ContentResult Problem(
        int status, string title, string code, string detail, IReadOnlyList<Candidate>? candidates = null,
        IReadOnlyList<DefinitionProblem>? problems = null) => new()
        {
            StatusCode = status,
            ContentType = "application/problem+json; charset=utf-8",
            Content = Text(new ProblemDocument("about:blank", title, status, detail, code)
            {
                Candidates = candidates,
                Problems = problems,
            }),
        };

    private static string Text(object body) => JsonSerializer.Serialize(body, Hosting.Json.Options);
}
