using System.Text.Json.Serialization;

namespace Segmentation.Functions.Runs;

/// <summary>A segment that a person set, as people see it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Author">Who set it.</param>
/// <param name="Expires">The first day on which it does not hold any more.</param>
public sealed record SetSegment(string Segment, string Reason, string Author, DateOnly Expires)
{
    /// <summary>In how many runs in a row the definition said another segment; left out for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ConflictRuns { get; init; }
}
