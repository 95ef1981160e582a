namespace Segmentation.Engine.Tracking;

/// <summary>A segment that a person set for a customer, in place of the model's.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Author">Who set it.</param>
/// <param name="Expires">The first day on which it does not hold any more, in the workspace's zone.</param>
public sealed record Override(
    string Customer, string Scheme, string Segment, string Reason, string Author, DateOnly Expires);
