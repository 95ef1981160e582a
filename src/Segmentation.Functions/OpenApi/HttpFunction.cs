using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.OpenApi;

/// <summary>A function that answers HTTP, as its attributes tell it.</summary>
/// <param name="Name">Its name, by which operations are known.</param>
/// <param name="Method">The method of the request, in lower case.</param>
/// <param name="Route">The route below <c>/api</c>, without a slash in front.</param>
/// <param name="IsPublic">Whether it asks for no key.</param>
/// <param name="Code">The method that is the function.</param>
internal sealed record HttpFunction(string Name, string Method, string Route, bool IsPublic, MethodInfo Code)
{
    /// <summary>Those of an assembly, by route and method.</summary>
    public static IReadOnlyList<HttpFunction> In(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           from code in type.GetMethods()
           let function = code.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in code.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           from method in trigger.Methods!
           orderby $"/{trigger.Route}", method
           select new HttpFunction(
               function.Name, method, trigger.Route!, trigger.AuthLevel == AuthorizationLevel.Anonymous, code),
    ];

    /// <summary>An attribute of it; null for none.</summary>
    public T? Find<T>()
        where T : Attribute => Code.GetCustomAttribute<T>();

    /// <summary>Attributes of it, in the order of the source.</summary>
    public T[] All<T>()
        where T : Attribute => [.. Code.GetCustomAttributes<T>()];
}
