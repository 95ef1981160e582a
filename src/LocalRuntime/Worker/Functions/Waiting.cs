using System.Reflection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Waits for what a method returned and takes the value out of it.</summary>
internal static class Waiting
{
    /// <summary>The way to wait for a return type.</summary>
    public static Func<object?, ValueTask<object?>> For(Type type)
    {
        if (type == typeof(Task))
            return OfTask;
        if (type == typeof(ValueTask))
            return OfValueTask;
        if (!type.IsGenericType)
            return ValueTask.FromResult;
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(Task<>))
            return Made(nameof(OfTaskWithResult), type);
        return definition == typeof(ValueTask<>) ? Made(nameof(OfValueTaskWithResult), type) : ValueTask.FromResult;
    }

    private static Func<object?, ValueTask<object?>> Made(string method, Type type) =>
        typeof(Waiting).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GenericTypeArguments)
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> OfTask(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async ValueTask<object?> OfValueTask(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }

    private static async ValueTask<object?> OfTaskWithResult<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> OfValueTaskWithResult<T>(object? returned) =>
        await (ValueTask<T>)returned!;
}
