using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace LocalRuntime.Worker.Http;

/// <summary>Turns what a function returned into an answer.</summary>
internal static class Answers
{
    // A function is no action of MVC; making a descriptor draws a random id.
    private static readonly ActionDescriptor None = new();

    /// <summary>Answers. Nothing returned leaves the answer as the function left it.</summary>
    public static Task WriteAsync(HttpContext http, object? result) => result switch
    {
        null => Task.CompletedTask,
        IActionResult action => action.ExecuteResultAsync(
            new ActionContext(http, http.GetRouteData(), None)),
        IResult typed => typed.ExecuteAsync(http),
        string text => TextAsync(http, text),
        _ => http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted),
    };

    private static Task TextAsync(HttpContext http, string text)
    {
        http.Response.ContentType ??= MediaTypeNames.Text.Plain + "; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
