using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Worker.Functions;

/// <summary>What a method must be like to be a function.</summary>
internal static class MethodRules
{
    /// <summary>What this runtime can be triggered by and bind, for messages.</summary>
    private const string Known =
        "[HttpTrigger], [TimerTrigger], [BlobTrigger], [QueueTrigger], [OrchestrationTrigger], [ActivityTrigger] and "
        + "[DurableClient]";

    /// <summary>What is wrong with the method, its parameters' values aside.</summary>
    public static IEnumerable<string> Problems(MethodInfo method, string name, string where)
    {
        if (!IsName(name))
            yield return $"{where}: the name is not a letter followed by letters, digits, '_' or '-'; rename it.";
        if (!method.IsPublic)
            yield return $"{where}: the method is not public; make it public.";
        if (method.ContainsGenericParameters)
            yield return $"{where}: the method or its class is generic; a function cannot be.";
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            yield return $"{where}: the method is 'async void', which nothing can wait for; return Task.";
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            yield return $"{where}: the class is abstract, so that no instance can be made; make it concrete.";
        foreach (var problem in AttributeProblems(method))
            yield return $"{where}: {problem}";
    }

    private static IEnumerable<string> AttributeProblems(MethodInfo method)
    {
        var triggers = 0;
        foreach (var parameter in method.GetParameters())
            foreach (var attribute in parameter.GetCustomAttributes<BindingAttribute>())
            {
                triggers += attribute is TriggerBindingAttribute ? 1 : 0;
                if (!IsKnown(attribute))
                    yield return $"parameter '{parameter.Name}': [{NameOf(attribute)}] is not known; "
                        + $"expected one of {Known}.";
            }

        foreach (var attribute in method.GetCustomAttributes<BindingAttribute>())
            yield return $"[{NameOf(attribute)}] on the method is not known; expected one of {Known} on a parameter.";
        if (triggers != 1)
            yield return $"found {triggers} triggers; expected one parameter with a trigger; known are {Known}.";
    }

    private static bool IsKnown(BindingAttribute attribute) => attribute is HttpTriggerAttribute
        or TimerTriggerAttribute or BlobTriggerAttribute or QueueTriggerAttribute or OrchestrationTriggerAttribute
        or ActivityTriggerAttribute or DurableClientAttribute;

    private static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name) && char.IsAsciiLetter(name[0]) && name.Length <= 127
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string NameOf(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }
}
