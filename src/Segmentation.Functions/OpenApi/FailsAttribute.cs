namespace Segmentation.Functions.OpenApi;

/// <summary>A problem document that an HTTP function may answer with.</summary>
/// <param name="status">Its status.</param>
/// <param name="codes">The codes that it may have.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FailsAttribute(int status, params string[] codes) : Attribute
{
    /// <summary>Its status.</summary>
    public int Status { get; } = status;

    /// <summary>The codes that it may have.</summary>
    public IReadOnlyList<string> Codes { get; } = codes;
}
