namespace Segmentation.Functions.OpenApi;

/// <summary>An answer of an HTTP function that is no problem.</summary>
/// <param name="status">Its status.</param>
/// <param name="type">The record that is its JSON; null for an answer without one.</param>
/// <param name="description">When it is given.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type? type, string description) : Attribute
{
    /// <summary>Its status.</summary>
    public int Status { get; } = status;

    /// <summary>The record that is its JSON; null for an answer without one.</summary>
    public Type? Type { get; } = type;

    /// <summary>When it is given.</summary>
    public string Description { get; } = description;

    /// <summary>Whether its header <c>ETag</c> says which state it shows.</summary>
    public bool HasETag { get; init; }

    /// <summary>The type of its content.</summary>
    public string ContentType { get; init; } = "application/json";
}
