namespace Segmentation.Functions.OpenApi;

/// <summary>A parameter of the query that an HTTP function reads.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The type of its value, such as <see cref="int"/> or <see cref="DateOnly"/>.</param>
/// <param name="description">What it means, and what holds without it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, Type type, string description) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The type of its value.</summary>
    public Type Type { get; } = type;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Whether the request is refused without it.</summary>
    public bool IsRequired { get; init; }
}
