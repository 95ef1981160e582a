using System.Reflection;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Worker.Functions;

/// <summary>Finds the functions of an app and refuses, in one message, those that cannot be bound.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions of the classes, by name.</summary>
    /// <exception cref="StartException">A function cannot be bound, or two have one name.</exception>
    public static IReadOnlyList<LocalFunction> In(IEnumerable<Type> types)
    {
        var functions = new Dictionary<string, LocalFunction>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        foreach (var type in types.Where(type => type.IsClass))
            foreach (var method in type.GetMethods(All))
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                    Add(method, attribute.Name, functions, problems);
        if (problems.Count > 0)
            throw new StartException(string.Join(Environment.NewLine, problems.Order(StringComparer.Ordinal)));
        return [.. functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];
    }

    private static void Add(
        MethodInfo method, string name, Dictionary<string, LocalFunction> functions, List<string> problems)
    {
        var where = $"function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        var before = problems.Count;
        problems.AddRange(MethodRules.Problems(method, name, where));
        if (problems.Count > before)
            return;
        var trigger = method.GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>())
            .Single(attribute => attribute is not null)!;
        var arguments = method.GetParameters().Select(parameter => Arguments.For(parameter, trigger, name)).ToList();
        problems.AddRange(
            arguments.Where(bound => bound.Problem is not null).Select(bound => $"{where}: {bound.Problem}"));
        if (problems.Count > before)
            return;
        var function = new LocalFunction(name, method, trigger, [.. arguments.Select(bound => bound.Value!)]);
        if (!functions.TryAdd(name, function))
            problems.Add($"{where}: the name is taken by {functions[name].EntryPoint}; "
                + "names are compared without case; give one of them another name.");
    }
}
