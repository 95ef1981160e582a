using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Lookup;

/// <summary>What look-ups answer: JSON, or a problem document.</summary>
internal static class Answers
{
    private const string JsonType = "application/json; charset=utf-8";

    /// <summary>200 with JSON.</summary>
    public static IActionResult Ok(object body) => Json(StatusCodes.Status200OK, body, JsonType);

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
        request.HttpContext.Response.Headers.ETag = etag;
        return request.Headers.IfNoneMatch.Any(known => known?.Split(',').Any(one => one.Trim() == etag) == true)
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : Ok(body);
    }

    /// <summary>The ETag of what only another published run changes.</summary>
    public static string ETag(int run) => string.Create(CultureInfo.InvariantCulture, $"\"{run}\"");

    /// <summary>202 with the place of the run that was asked for.</summary>
    public static IActionResult Accepted(HttpRequest request, string location, object body)
    {
        request.HttpContext.Response.Headers.Location = location;
        return Json(StatusCodes.Status202Accepted, body, JsonType);
    }

    /// <summary>202: it is done, and has no place of its own.</summary>
    public static IActionResult Accepted(object body) => Json(StatusCodes.Status202Accepted, body, JsonType);

    /// <summary>The caller asks too often.</summary>
    public static IActionResult TooMany(HttpRequest request, TimeSpan wait, string code, string detail)
    {
        request.HttpContext.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return Problem(StatusCodes.Status429TooManyRequests, "Too Many Requests", code, detail);
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
        "the definitions have errors; nothing was changed", problems: [.. problems.Select(Item)]);

    /// <summary>A problem with definitions as JSON.</summary>
    public static object Item(Problem problem) => new
    {
        problem.Code,
        Severity = problem.Severity.ToString().ToLowerInvariant(),
        problem.At.File,
        problem.At.Line,
        problem.At.Column,
        problem.Found,
        problem.Expected,
        problem.Fix,
        Text = problem.WithCode(),
    };

    /// <summary>The request does not fit the state of things.</summary>
    public static IActionResult Conflict(string code, string detail) =>
        Problem(StatusCodes.Status409Conflict, "Conflict", code, detail);

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
        IReadOnlyList<object>? problems = null) => Json(
        status,
        new ProblemDocument("about:blank", title, status, detail, code)
        {
            Candidates = candidates,
            Problems = problems,
        },
        "application/problem+json; charset=utf-8");

    private static ContentResult Json(int status, object body, string type) => new()
    {
        StatusCode = status,
        ContentType = type,
        Content = JsonSerializer.Serialize(body, Hosting.Json.Options),
    };

    private sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code)
    {
        /// <summary>Who may be meant, when several customers may be.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Candidate>? Candidates { get; init; }

        /// <summary>What is wrong with definitions that were sent.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<object>? Problems { get; init; }
    }
}
