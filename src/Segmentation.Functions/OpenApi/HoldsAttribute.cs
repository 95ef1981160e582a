namespace Segmentation.Functions.OpenApi;

/// <summary>What a property holds, or each item of it, where its own type says less: one of these types.</summary>
/// <param name="types">The types.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HoldsAttribute(params Type[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
