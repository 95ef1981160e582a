namespace Segmentation.Functions.OpenApi;

/// <summary>What an HTTP function does, in one sentence that a caller reads in the OpenAPI file.</summary>
/// <param name="summary">The sentence, without a full stop.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string summary) : Attribute
{
    /// <summary>The sentence.</summary>
    public string Summary { get; } = summary;
}
