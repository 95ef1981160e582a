using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Functions;

/// <summary>A parameter's way to its value, or why there is none.</summary>
/// <param name="Value">The way.</param>
/// <param name="Problem">Why there is none: what was found, what is expected, what to do.</param>
internal sealed record Bound(Argument? Value, string? Problem)
{
    /// <summary>A way.</summary>
    public static Bound To(Func<Invocation, object?> value) =>
        new(invocation => ValueTask.FromResult(value(invocation)), null);

    /// <summary>No way.</summary>
    public static Bound No(ParameterInfo parameter, string problem) =>
        new(null, $"parameter '{parameter.ParameterType.Name} {parameter.Name}' {problem}");
}

/// <summary>Decides how each parameter of a function gets its value.</summary>
internal static class Arguments
{
    /// <summary>The way of one parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="trigger">What makes the function run.</param>
    /// <param name="function">The name of the function.</param>
    public static Bound For(ParameterInfo parameter, TriggerBindingAttribute trigger, string function)
    {
        if (parameter.ParameterType.IsByRef)
            return Bound.No(parameter, "is passed by reference, which is not supported; pass it by value.");
        if (parameter.ParameterType == typeof(FunctionContext))
            return Bound.To(static invocation => invocation);
        if (trigger is OrchestrationTriggerAttribute)
            return OrchestrationArguments.For(parameter);
        if (parameter.ParameterType == typeof(CancellationToken))
            return Bound.To(static invocation => invocation.CancellationToken);
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return Client(parameter);
        return trigger switch
        {
            HttpTriggerAttribute http => HttpArguments.For(parameter, http.Route ?? function),
            TimerTriggerAttribute => Timer(parameter),
            BlobTriggerAttribute blob => BlobArguments.For(parameter, blob.BlobPath),
            QueueTriggerAttribute => QueueArguments.For(parameter),
            _ => ActivityArguments.For(parameter),
        };
    }

    private static Bound Client(ParameterInfo parameter)
    {
        if (parameter.ParameterType != typeof(DurableTaskClient))
            return Bound.No(parameter, "has [DurableClient] and is no DurableTaskClient; make it one.");
        return Bound.To(static invocation => invocation.InstanceServices.GetRequiredService<DurableTaskClient>());
    }

    private static Bound Timer(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(TimerInfo) && parameter.IsDefined(typeof(TimerTriggerAttribute)))
            return Bound.To(static invocation => invocation.Trigger);
        return Bound.No(parameter, "cannot be bound; a timer's function takes [TimerTrigger] TimerInfo, "
            + "FunctionContext, CancellationToken and [DurableClient] DurableTaskClient.");
    }
}
