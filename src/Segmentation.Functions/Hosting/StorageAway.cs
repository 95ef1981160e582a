using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Hosting;

/// <summary>Answers HTTP requests with 503 while the storage or the topic does not answer, or lets nobody in.</summary>
internal static partial class StorageAway
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int Timeout = 408;
    private const int TooMany = 429;
    private const int Faulty = 500;

    /// <summary>The step around every function; it does nothing for what is no HTTP request.</summary>
    public static FunctionExecutionDelegate Step(FunctionExecutionDelegate next) => async context =>
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (Is(fault) && context.GetHttpContext() is { Response.HasStarted: false } http)
        {
            Away(
                context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageAway)),
                context.FunctionDefinition.Name, context.InvocationId,
                fault is ServiceBusException ? Fault.OfTopic(fault.Message) : Fault.OfStorage(fault.Message));
            await Answers.StorageAway(http.Response).ExecuteResultAsync(
                new ActionContext(http, new RouteData(), new ActionDescriptor()));
        }
    };

    /// <summary>Whether the storage or the topic is away by this fault: no answer, no entry, or one of its own faults.
    /// </summary>
    public static bool Is(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or Unauthorized or Forbidden or Timeout or TooMany or >= Faulty } => true,
        AuthenticationFailedException or ServiceBusException => true,
        // What all tries ended with.
        AggregateException all => all.InnerExceptions.All(one => one is OperationCanceledException || Is(one)),
        _ => false,
    };

    // Not the fault itself: its addresses may name customers.
    [LoggerMessage(3001, LogLevel.Error, "HTTP function {Function} in invocation {Invocation}: {Problem}")]
    private static partial void Away(ILogger logger, string function, string invocation, string problem);
}
