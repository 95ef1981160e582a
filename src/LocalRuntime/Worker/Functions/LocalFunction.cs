using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Worker.Functions;

/// <summary>A function of the app, ready to run.</summary>
/// <param name="name">Its name.</param>
/// <param name="method">Its method.</param>
/// <param name="trigger">What makes it run.</param>
/// <param name="arguments">How each parameter gets its value.</param>
internal sealed class LocalFunction(
    string name, MethodInfo method, TriggerBindingAttribute trigger, IReadOnlyList<Argument> arguments)
    : FunctionDefinition
{
    private readonly MethodCall _call = new(method);

    public override string Name { get; } = name;

    public override string Id { get; } = "Host.Functions." + name;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly => method.Module.Assembly.Location;

    /// <summary>What makes it run.</summary>
    public TriggerBindingAttribute Trigger { get; } = trigger;

    /// <summary>Whether each run has an instance of the class.</summary>
    public bool HasInstance { get; } = !method.IsStatic;

    /// <summary>Binds the parameters, calls the method, waits for it and keeps what it returned.</summary>
    public async Task RunAsync(Invocation invocation)
    {
        // Nothing here may leave the thread before the method runs: an orchestrator is replayed on it.
        try
        {
            var values = arguments.Count == 0 ? [] : new object?[arguments.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = await arguments[i](invocation);
            invocation.Result = await _call.RunAsync(invocation.InstanceServices, values);
        }
        finally
        {
            foreach (var opened in invocation.Opened)
                await opened.DisposeAsync();
        }
    }
}

/// <summary>The value of a parameter in a run.</summary>
internal delegate ValueTask<object?> Argument(Invocation invocation);
