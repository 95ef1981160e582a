using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Functions;

/// <summary>The parameters of a queue function: the text of the message.</summary>
internal static class QueueArguments
{
    /// <summary>The way of one parameter.</summary>
    public static Bound For(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(string) && parameter.IsDefined(typeof(QueueTriggerAttribute)))
            return Bound.To(static invocation => invocation.Trigger);
        return Bound.No(parameter, "cannot be bound; a queue's function takes [QueueTrigger] string, "
            + "FunctionContext, CancellationToken and [DurableClient] DurableTaskClient.");
    }
}
