namespace Segmentation.Engine.Expressions;

/// <summary>A comparison of a reference with a literal.</summary>
/// <param name="Of">What is compared.</param>
/// <param name="Value">The literal; a date is its number of days since 1970-01-01.</param>
public sealed record Threshold(Reference Of, decimal Value);

/// <summary>A comparison of a reference with a literal text.</summary>
/// <param name="Of">What is compared.</param>
/// <param name="Value">The literal.</param>
public sealed record ComparedText(Reference Of, string Value);
