using System.Reflection;
using System.Runtime.CompilerServices;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>A type of the assembly, or a member of it; the type alone has an empty member.</summary>
internal readonly record struct ApiMember(string Type, string Member)
{
    public override string ToString() => Member.Length == 0 ? Type : $"{Type}: {Member}";
}

/// <summary>All that another assembly sees of an assembly: its public types, and what they declare.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Every public type followed by its public and protected members.</summary>
    public static IEnumerable<ApiMember> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => Members(type)
            .Select(member => new ApiMember(Notation.Full(type), member))
            .Prepend(new ApiMember(Notation.Full(type), "")));

    private static IEnumerable<string> Members(Type type)
    {
        // The rest of a delegate is the same for all of them.
        if (type.IsSubclassOf(typeof(Delegate)))
            return [Notation.Of(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared).Where(IsSeen).Select(Notation.Of);
    }

    // What the compiler makes of a record or a property is no decision of anybody.
    private static bool IsSeen(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member switch
        {
            ConstructorInfo constructor => IsSeen((MethodBase)constructor),
            MethodInfo method => IsSeen((MethodBase)method) && (!method.IsSpecialName || IsOperator(method)),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => IsSeen((MethodBase)accessor)),
            FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
            EventInfo happening => IsSeen(happening.AddMethod!),
            _ => false,
        };

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
