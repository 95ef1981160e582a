namespace EndToEnd.Ways;

/// <summary>The rows of the table in docs/ways-to-segment.md.</summary>
internal static class WaysDocument
{
    private const int Columns = 6;

    private static readonly Lazy<Way[]> All = new(() => [.. File
        .ReadLines(Path.Combine(Repository.Root, "docs/ways-to-segment.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == Columns + 2 && cells[1].StartsWith('`'))
        .Select(cells => new Way(cells[1].Trim('`'), cells[4], cells[5], cells[6]))]);

    /// <summary>All rows, in their order.</summary>
    public static IReadOnlyList<Way> Rows => All.Value;

    /// <summary>What the document says comes out of a way.</summary>
    public static string Number(string id) => Rows.Single(row => row.Id == id).Number;
}
