using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Worker.Samples;

public sealed record Shard(int Run, string Name);

/// <summary>Says when it is disposed of.</summary>
public sealed class Scoped(Recorder recorder) : IDisposable
{
    public void Dispose() => recorder.Say("scope closed");
}

/// <summary>Activities and orchestrators of many shapes.</summary>
public sealed class ActivitySamples(Recorder recorder, Scoped? scoped = null) : IAsyncDisposable
{
    [Function("record")]
    public static Shard Record([ActivityTrigger] Shard shard) => shard with { Run = shard.Run + 1 };

    [Function("text")]
    public static Task<string> TextAsync([ActivityTrigger] string text) => Task.FromResult("<" + text + ">");

    [Function("number")]
    public static ValueTask<int> NumberAsync([ActivityTrigger] int number) => ValueTask.FromResult(number * 2);

    [Function("nothing")]
    public static async Task NothingAsync([ActivityTrigger] Shard? shard, FunctionContext context)
    {
        await Task.Yield();
        context.GetLogger<ActivitySamples>().LogWhether(shard is null);
    }

    [Function("instance")]
    public string Instance(
        [ActivityTrigger] object? input, FunctionContext context, CancellationToken cancellationToken)
    {
        recorder.Say(scoped is null ? "no scope" : "in a scope");
        return $"{input} {context.FunctionId} {context.InvocationId.Length} {cancellationToken.CanBeCanceled}";
    }

    [Function("throws")]
    public static void Throws([ActivityTrigger] int number) => throw new InvalidDataException($"{number}");

    [Function("orchestrator")]
    public static Task<string> OrchestrateAsync(
        [OrchestrationTrigger(Orchestration = "renamed")] TaskOrchestrationContext context) =>
        Task.FromResult(context is null ? "no context" : "a context");

    public ValueTask DisposeAsync()
    {
        recorder.Say("instance closed");
        return ValueTask.CompletedTask;
    }
}

public static partial class ActivityLog
{
    [LoggerMessage(1, LogLevel.Information, "null: {IsNull}")]
    public static partial void LogWhether(this ILogger logger, bool isNull);
}

public static class SameName
{
    [Function("FIVE")]
    public static void Run([ActivityTrigger] string input) => _ = input;
}

public static class SameRoute
{
    [Function("one")]
    public static IResult One([HttpTrigger("get", Route = "a/{id}")] HttpRequest request) =>
        TypedResults.Ok(request.Path);

    [Function("two")]
    public static IResult Two([HttpTrigger("put", "head", Route = "A/{name}")] HttpRequest request) =>
        TypedResults.Ok(request.Path);
}

public static class BadRoute
{
    [Function("bad")]
    public static IResult One([HttpTrigger("get", Route = "a/{")] HttpRequest request) => TypedResults.Ok(request.Path);
}
