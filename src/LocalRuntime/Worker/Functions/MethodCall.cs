using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Calls a method on a new instance of its class, if it needs one, and waits for what it returns.</summary>
/// <param name="method">The method.</param>
internal sealed class MethodCall(MethodInfo method)
{
    // Made when first needed: an app may have many functions of which a command runs one or none.
    private Func<object?, ValueTask<object?>>? _wait;
    private ObjectFactory? _create;

    /// <summary>Calls the method.</summary>
    public async ValueTask<object?> RunAsync(IServiceProvider services, object?[] values)
    {
        _wait ??= Waiting.For(method.ReturnType);
        if (method.IsStatic)
            return await _wait(Invoke(null, values));
        _create ??= ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
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
        method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, values, CultureInfo.InvariantCulture);

    private static async ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (instance is IDisposable disposable)
            disposable.Dispose();
    }
}
