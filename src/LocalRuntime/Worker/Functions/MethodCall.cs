using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Calls a method on a new instance of its class, if it needs one, and waits for what it returns.</summary>
internal sealed class MethodCall
{
    private readonly MethodInfo _method;
    private readonly Func<object?, ValueTask<object?>> _wait;
    private readonly ObjectFactory? _create;

    /// <summary>Prepares the call.</summary>
    public MethodCall(MethodInfo method)
    {
        _method = method;
        _wait = Waiting.For(method.ReturnType);
        _create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    }

    /// <summary>Calls the method.</summary>
    public async ValueTask<object?> RunAsync(IServiceProvider services, object?[] values)
    {
        if (_create is null)
            return await _wait(Invoke(null, values));
        var instance = _create(services, null);
        try
        {
            return await _wait(Invoke(instance, values));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private object? Invoke(object? instance, object?[] values) =>
        _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, values, CultureInfo.InvariantCulture);

    private static async ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (instance is IDisposable disposable)
            disposable.Dispose();
    }
}
