namespace Segmentation.Functions.OpenApi;

/// <summary>A header of the request that an HTTP function reads.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it means, and what holds without it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class HeaderAttribute(string name, string description) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;
}
