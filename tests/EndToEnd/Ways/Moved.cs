using System.Text.Json;

namespace EndToEnd.Ways;

/// <summary>A customer that a run moved to another segment.</summary>
/// <param name="From">The segment before.</param>
/// <param name="To">The segment after.</param>
/// <param name="Cause">Why, in one word.</param>
internal sealed record Moved(string From, string To, string Cause)
{
    /// <summary>Who moved in a scheme, by <c>out/transitions.ndjson</c> of a folder.</summary>
    public static IEnumerable<Moved> Of(TempFolder folder, string scheme) =>
        from line in folder.Text("out/transitions.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let data = JsonDocument.Parse(line).RootElement.GetProperty("data")
        where data.TryGetProperty("scheme", out var of) && of.GetString() == scheme
        select new Moved(
            data.GetProperty("from").GetString()!, data.GetProperty("to").GetString()!,
            data.GetProperty("cause").GetString()!);
}
