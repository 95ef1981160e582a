using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Functions;

/// <summary>One run of a function.</summary>
/// <param name="function">The function.</param>
/// <param name="trigger">What made it run.</param>
/// <param name="services">The services of the run.</param>
/// <param name="newId">Makes the id of the run, when it is asked for.</param>
/// <param name="cancellationToken">Asks the run to end.</param>
internal sealed class Invocation(
    LocalFunction function,
    object trigger,
    IServiceProvider services,
    Func<string> newId,
    CancellationToken cancellationToken) : FunctionContext
{
    /// <summary>The function.</summary>
    public LocalFunction Function { get; } = function;

    /// <summary>What made it run: an HTTP context, timer, blob, message, orchestration, activity.</summary>
    public object Trigger { get; } = trigger;

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    /// <summary>What was opened for a parameter; closed after the run.</summary>
    public List<IAsyncDisposable> Opened { get; } = [];

    public override string InvocationId => field ??= newId();

    public override string FunctionId => Function.Id;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function;

    public override IDictionary<object, object> Items
    {
        get => field ??= new Dictionary<object, object>();
        set;
    }

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>What made the function run, as the type it is known to have.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public T TriggerAs<T>() => (T)Trigger;
}
