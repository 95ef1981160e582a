using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Worker.Samples;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StrangeTriggerAttribute : TriggerBindingAttribute;

[SuppressMessage("Performance", "CA1822", Justification = "A function that must be refused.")]
public abstract class AbstractClass
{
    [Function("abstract")]
    public void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
}

public static class NoTrigger
{
    [Function("none")]
    public static void Run(string input) => _ = input;
}

public static class StrangeTrigger
{
    [Function("strange")]
    public static void Run([StrangeTrigger] string input) => _ = input;
}

public static class TwoTriggers
{
    [Function("two")]
    public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [ActivityTrigger] string input) =>
        _ = (timer, input);
}

public static class NotPublic
{
    [Function("private")]
    internal static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
}

public static class AsyncVoid
{
    [Function("void")]
    public static async void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => await Task.FromResult(timer);
}

public static class BadName
{
    [Function("bad name")]
    public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
}

public static class TimerOfText
{
    [Function("timer")]
    public static void Run([TimerTrigger("0 0 0 * * *")] string timer) => _ = timer;
}

public static class UnknownRouteValue
{
    [Function("route")]
    public static IResult Run([HttpTrigger("get", Route = "customers/{id}")] HttpRequest request, string customer) =>
        TypedResults.Ok(request.Path + customer);
}

public static class RouteValueOfBytes
{
    [Function("stream")]
    public static IResult Run([HttpTrigger("get", Route = "customers/{id}")] HttpRequest request, Stream id) =>
        TypedResults.Ok(request.Path + id);
}

public static class HttpOfText
{
    [Function("http")]
    public static IResult Run([HttpTrigger("get")] string request) => TypedResults.Ok(request);
}

public static class BlobOfNumber
{
    [Function("blob")]
    public static void Run([BlobTrigger("dumps/{name}")] int blob) => _ = blob;
}

public static class BlobOfUnknownValue
{
    [Function("blob")]
    public static void Run([BlobTrigger("dumps/{name}")] Stream blob, string file) => _ = (blob, file);
}

public static class QueueOfNumber
{
    [Function("queue")]
    public static void Run([QueueTrigger("letters")] int message) => _ = message;
}

public static class OrchestratorWithToken
{
    [Function("orchestrator")]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CancellationToken token) =>
        Task.FromResult((context, token));
}

public static class OrchestratorWithTwoInputs
{
    [Function("orchestrator")]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string a, string b) =>
        Task.FromResult((context, a, b));
}

public static class OrchestratorOfText
{
    [Function("orchestrator")]
    public static Task RunAsync([OrchestrationTrigger] string context) => Task.FromResult(context);
}

public static class ActivityWithMore
{
    [Function("activity")]
    public static void Run([ActivityTrigger] string input, Uri more) => _ = (input, more);
}

public static class ClientOfText
{
    [Function("client")]
    public static void Run([ActivityTrigger] string input, [DurableClient] string client) => _ = (input, client);
}

public static class ByReference
{
    [Function("reference")]
    public static void Run([ActivityTrigger] in int input) => _ = input;
}
