using System.Text.Json;

namespace EndToEnd.Ways;

/// <summary>A customer that a run moved to another segment.</summary>
/// <param name="From">The segment before.</param>
/// <param name="To">The segment after.</param>
/// <param name="Cause">Why, in one word.</param>
internal sealed record Moved(string From, string To, string Cause)
{
    /// <summary>Who moved in a scheme, by lines of <c>transitions.ndjson</c>.</summary>
    public static IEnumerable<Moved> Of(IEnumerable<string> lines, string scheme) =>
        from line in lines
        let data = JsonDocument.Parse(line).RootElement.GetProperty("data")
        where data.TryGetProperty("scheme", out var of) && of.GetString() == scheme
            && data.TryGetProperty("from", out _)
        select new Moved(
            data.GetProperty("from").GetString()!, data.GetProperty("to").GetString()!,
            data.GetProperty("cause").GetString()!);
}
