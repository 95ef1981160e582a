using LocalRuntime.DurableTask;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Puts the app's orchestrators and activities where the durable worker finds them.</summary>
/// <param name="pipeline">Runs them.</param>
/// <param name="root">The services of the app.</param>
internal sealed class DurableFunctions(FunctionPipeline pipeline, IServiceProvider root)
{
    /// <summary>The registry of the app.</summary>
    public TaskRegistry Register(IEnumerable<LocalFunction> functions)
    {
        var registry = new TaskRegistry();
        foreach (var function in functions)
            if (function.Trigger is OrchestrationTriggerAttribute orchestration)
                registry.AddOrchestrator(
                    orchestration.Orchestration ?? function.Name, context => OrchestrateAsync(function, context));
            else if (function.Trigger is ActivityTriggerAttribute activity)
                registry.AddActivity(
                    activity.Activity ?? function.Name,
                    (call, cancellation) => pipeline.RunInScopeAsync(function, call, root, cancellation));
        return registry;
    }

    private async Task<object?> OrchestrateAsync(LocalFunction function, TaskOrchestrationContext context)
    {
        // A replay that waits is simply dropped: only a class with services of its own gets a scope.
        if (!function.HasInstance)
            return await pipeline.RunAsync(
                new Invocation(function, context, root, pipeline.NewId, CancellationToken.None));
        await using var scope = root.CreateAsyncScope();
        return await pipeline.RunAsync(
            new Invocation(function, context, scope.ServiceProvider, pipeline.NewId, CancellationToken.None));
    }
}
