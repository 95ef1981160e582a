using LocalRuntime.Worker.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Http;

/// <summary>Answers a request with a function.</summary>
/// <param name="pipeline">Runs functions.</param>
/// <param name="log">The log.</param>
/// <param name="ending">Asks runs to end when the app stops.</param>
internal sealed partial class HttpInvoker(FunctionPipeline pipeline, ILogger log, CancellationToken ending)
{
    /// <summary>Runs the function and answers with what it returned, or with a problem.</summary>
    public async Task AnswerAsync(LocalFunction function, HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending);
        var invocation = new Invocation(function, http, http.RequestServices, pipeline.NewId, either.Token);
        try
        {
            await Answers.WriteAsync(http, await pipeline.RunAsync(invocation));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await Problem.WriteAsync(
                http, StatusCodes.Status503ServiceUnavailable, "stopping", "The app is stopping; ask again later.");
        }
        catch (BadHttpRequestException problem)
        {
            await RefuseAsync(http, problem);
        }
        catch (Exception problem)
        {
            Log.Failed(log, function.Name, invocation.InvocationId, problem);
            await FailAsync(http, invocation.InvocationId);
        }
    }

    /// <summary>Answers that the request is not one that can be answered.</summary>
    public static Task RefuseAsync(HttpContext http, BadHttpRequestException problem) =>
        problem.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? TooLargeAsync(http)
            : Problem.WriteAsync(http, problem.StatusCode, "malformed-request", problem.Message);

    /// <summary>Answers that the body is too large.</summary>
    public static Task TooLargeAsync(HttpContext http)
    {
        // The rest of the body is not worth reading.
        if (!http.Response.HasStarted)
            http.Response.Headers.Connection = "close";
        return Problem.WriteAsync(
            http, StatusCodes.Status413PayloadTooLarge, "body-too-large",
            $"The body is larger than {HttpParts.MaxBodyBytes} bytes; send less at a time.");
    }

    private static async Task FailAsync(HttpContext http, string invocationId)
    {
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        await Problem.WriteAsync(
            http, StatusCodes.Status500InternalServerError, "internal-error",
            $"The function failed; the log has more under invocation {invocationId}.");
    }

    private static partial class Log
    {
        [LoggerMessage(5000, LogLevel.Error, "HTTP function {Function} failed in invocation {Invocation}")]
        public static partial void Failed(ILogger logger, string function, string invocation, Exception problem);
    }
}
