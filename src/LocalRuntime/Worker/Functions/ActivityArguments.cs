using System.Reflection;
using System.Text.Json;
using LocalRuntime.DurableTask;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Functions;

/// <summary>The parameters of an activity: its input.</summary>
internal static class ActivityArguments
{
    /// <summary>The way of one parameter.</summary>
    public static Bound For(ParameterInfo parameter)
    {
        if (!parameter.IsDefined(typeof(ActivityTriggerAttribute)))
            return Bound.No(parameter, "cannot be bound; an activity takes one [ActivityTrigger] input, "
                + "FunctionContext, CancellationToken and [DurableClient] DurableTaskClient.");
        var type = parameter.ParameterType;
        var missing = type.IsValueType ? Activator.CreateInstance(type) : null;
        return Bound.To(invocation => Read(invocation.TriggerAs<ActivityCall>(), type) ?? missing);
    }

    private static object? Read(ActivityCall call, Type type)
    {
        if (call.Input is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(call.Input, type, JsonSerializerOptions.Web);
        }
        catch (JsonException problem)
        {
            // The exception's own message may quote the input, which may hold a customer's data.
            throw new JsonException(
                $"activity '{call.Name}': its input cannot be read as {type.Name}; "
                + $"found a mismatch at '{problem.Path}'; pass what the activity's parameter can be read from.");
        }
    }
}
