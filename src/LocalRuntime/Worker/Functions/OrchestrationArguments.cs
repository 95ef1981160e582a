using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace LocalRuntime.Worker.Functions;

/// <summary>The parameters of an orchestrator: its context, and its input.</summary>
internal static class OrchestrationArguments
{
    private const string Supported = "an orchestrator takes [OrchestrationTrigger] TaskOrchestrationContext, "
        + "then at most one input, and FunctionContext; what else it needs goes into its input.";

    /// <summary>The way of one parameter.</summary>
    public static Bound For(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(OrchestrationTriggerAttribute)))
            return parameter.ParameterType == typeof(TaskOrchestrationContext)
                ? Bound.To(static invocation => invocation.Trigger)
                : Bound.No(parameter, "is no TaskOrchestrationContext; " + Supported);
        if (parameter.ParameterType == typeof(CancellationToken) || parameter.IsDefined(typeof(DurableClientAttribute)))
            return Bound.No(parameter, "would make a replay differ; " + Supported);
        return Inputs(parameter) > 1
            ? Bound.No(parameter, "is one input of several; " + Supported)
            : new Bound(Input(parameter.ParameterType), null);
    }

    private static int Inputs(ParameterInfo parameter) => ((MethodInfo)parameter.Member).GetParameters().Count(
        other => !other.IsDefined(typeof(OrchestrationTriggerAttribute))
            && other.ParameterType != typeof(FunctionContext));

    private static Argument Input(Type type) =>
        typeof(OrchestrationArguments).GetMethod(nameof(InputOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Argument>();

    private static ValueTask<object?> InputOf<T>(Invocation invocation) =>
        ValueTask.FromResult((object?)invocation.TriggerAs<TaskOrchestrationContext>().GetInput<T>());
}
