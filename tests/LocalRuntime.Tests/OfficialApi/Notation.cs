using System.Reflection;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>How types and members are written in <c>docs/official-api/*.csv</c>: as C# says them, without names.</summary>
internal static class Notation
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    /// <summary>A type with its namespace, such as <c>Microsoft.DurableTask.Page&lt;T&gt;</c>.</summary>
    public static string Full(Type type) => $"{type.Namespace}.{Short(type)}";

    /// <summary>A type without namespaces, such as <c>Task&lt;string[]&gt;</c> or <c>int?</c>.</summary>
    public static string Short(Type type)
    {
        if (type.IsByRef)
            return Short(type.GetElementType()!);
        if (type.IsArray)
            return $"{Short(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Short(value)}?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Short(type.DeclaringType!)}." : "";
        return $"{outer}{type.Name.Split('`')[0]}{Arguments(type.GetGenericArguments())}";
    }

    /// <summary>A member, such as <c>.ctor(string)</c>, <c>Name</c>, <c>this[int]</c> or <c>Get&lt;T&gt;(int?)</c>.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $".ctor({Parameters(constructor.GetParameters())})",
        MethodInfo method =>
            $"{method.Name}{Arguments(method.GetGenericArguments())}({Parameters(method.GetParameters())})",
        PropertyInfo property when property.GetIndexParameters() is { Length: > 0 } index =>
            $"this[{Parameters(index)}]",
        _ => member.Name,
    };

    private static string Arguments(Type[] types) =>
        types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(Short))}>";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(One));

    private static string One(ParameterInfo parameter)
    {
        var how = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        return how + Short(parameter.ParameterType);
    }
}
