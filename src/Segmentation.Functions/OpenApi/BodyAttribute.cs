namespace Segmentation.Functions.OpenApi;

/// <summary>The JSON body that an HTTP function takes.</summary>
/// <param name="type">The record that is read from it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyAttribute(Type type) : Attribute
{
    /// <summary>The record that is read from it.</summary>
    public Type Type { get; } = type;

    /// <summary>Whether an empty body means something too.</summary>
    public bool IsOptional { get; init; }
}
