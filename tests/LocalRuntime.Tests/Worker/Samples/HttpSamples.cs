using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Tests.Worker.Samples;

public enum Shade
{
    Light,
    Dark,
}

public sealed record Answer(string Customer, int Run);

/// <summary>HTTP functions of many shapes.</summary>
public sealed class HttpSamples(Recorder recorder)
{
    [Function("health")]
    public static IActionResult Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new OkObjectResult(new { request.Method });

    [Function("customer")]
    public static async Task<IActionResult> CustomerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}/runs/{run:int?}")] HttpRequest request,
        string id,
        int? run)
    {
        await Task.Yield();
        return request.Body is null ? new NoContentResult() : new JsonResult(new Answer(id, run ?? -1));
    }

    [Function("put")]
    public static IResult Put(
        [HttpTrigger(AuthorizationLevel.Function, "put", "delete", Route = "overrides/{day}/{shade}")]
        HttpRequest request,
        DateOnly day,
        Shade shade,
        FunctionContext context) =>
        TypedResults.Text($"{request.Method} {day.ToString("O", CultureInfo.InvariantCulture)} {shade} "
            + $"{context.FunctionDefinition.Name} {context.GetHttpContext() == request.HttpContext}");

    [Function("plain")]
    public static Answer Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new(request.Query["customer"].ToString(), 3);

    [Function("text")]
    public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        "text " + request.Path;

    [Function("first")]
    public static bool First([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        request.Query.Count == 0 && request.HttpContext.Items.TryAdd("asked", true);

    [Function("nothing")]
    public static Task NothingAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    [Function("missing")]
    public static IActionResult Missing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        request.Query.Count > 0 ? new OkResult() : new NotFoundResult();

    [Function("length")]
    public static async Task<long> LengthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        var total = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
            total += read;
        return total;
    }

    [Function("fails")]
    public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidDataException("secret detail " + request.Path);

    [Function("half")]
    public static async Task HalfAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidDataException("the other half is missing");
    }

    [Function("bare")]
    public static IActionResult Bare([HttpTrigger("get")] HttpRequest request) => new OkObjectResult(request.Method);

    [Function("any")]
    public static string Any([HttpTrigger(Route = "any/{*rest}")] HttpRequest request, string? rest) =>
        $"{request.Method} {rest}";

    [Function("waits")]
    public async Task<string> WaitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        recorder.Say(request.Method);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }
}
