using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Runs functions: through the steps that the app has added, in a scope of services.</summary>
/// <param name="steps">The steps, the first one outermost.</param>
/// <param name="time">The clock; run ids rise with it.</param>
internal sealed class FunctionPipeline(
    IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps, TimeProvider time)
{
    private readonly FunctionExecutionDelegate _first = steps.Reverse().Aggregate(
        (FunctionExecutionDelegate)(static context => ((Invocation)context).Function.RunAsync((Invocation)context)),
        static (next, step) => step(next));

    /// <summary>Makes an id of a run.</summary>
    public Func<string> NewId { get; } = () => Guid.CreateVersion7(time.GetUtcNow()).ToString("D");

    /// <summary>Runs the function and returns what it returned.</summary>
    public async Task<object?> RunAsync(Invocation invocation)
    {
        await _first(invocation);
        return invocation.Result;
    }

    /// <summary>Runs the function in a scope of its own and returns what it returned.</summary>
    public async Task<object?> RunInScopeAsync(
        LocalFunction function, object trigger, IServiceProvider root, CancellationToken cancellationToken)
    {
        await using var scope = root.CreateAsyncScope();
        return await RunAsync(new Invocation(function, trigger, scope.ServiceProvider, NewId, cancellationToken));
    }
}
