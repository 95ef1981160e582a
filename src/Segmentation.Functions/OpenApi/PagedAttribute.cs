namespace Segmentation.Functions.OpenApi;

/// <summary>The answer comes page by page: <c>limit</c> and <c>cursor</c> are read, and wrong ones refused.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute;
