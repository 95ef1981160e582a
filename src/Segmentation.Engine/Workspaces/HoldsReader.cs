namespace Segmentation.Engine.Workspaces;

/// <summary>Reads what keeps customers from moving to and fro.</summary>
internal static class HoldsReader
{
    private const string Buffer = "buffer";
    private const string MinimumStay = "minimum_stay";
    private const string ConfirmRuns = "confirm_runs";
    private const string Bypass = "bypass";
    private const string Edges = "edges";
    private const string EachRun = "each-run";
    private const int MostRuns = 100;

    /// <summary>The keys.</summary>
    public static IEnumerable<string> Keys => [Buffer, MinimumStay, ConfirmRuns, Bypass, Edges];

    /// <summary>Whether a value of a key is the neutral one: <c>edges</c> may be the cuts of tiers instead.</summary>
    public static bool IsNeutral(string key, Node value) => key == Edges && value is TextNode { Value: EachRun };

    /// <summary>A problem when edges are to be kept, which is not built.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="kind">Its kind; null when that is unknown.</param>
    /// <param name="problems">Takes the problems.</param>
    public static void CheckEdges(Entries scheme, SchemeKind? kind, Problems problems)
    {
        if (kind != SchemeKind.Tiers && scheme.Find(Edges).Text(EachRun, problems) is { Value: not EachRun } text)
            problems.Add(ProblemCode.NotBuilt, text.At, $"{Edges} {text.Said} is not built yet", $"{EachRun}");
    }

    /// <summary>What holds customers.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="read">What of it is read already: its kind and segments.</param>
    /// <param name="problems">Takes the problems.</param>
    public static HoldRules Holds(Entries scheme, SchemeDefinition read, Problems problems) => new()
    {
        Buffer = ReadBuffer(scheme.Find(Buffer), problems),
        MinimumStay = Horizon.ReadStay(scheme.Find(MinimumStay), problems),
        ConfirmRuns = scheme.Find(ConfirmRuns).Whole(1, MostRuns, problems) ?? 1,
        Bypass = ReadBypass(scheme.Find(Bypass), [.. read.Segments.Select(segment => segment.Id)],
            read.Kind == SchemeKind.Clusters, problems),
    };

    private static BufferWidth? ReadBuffer(Node? node, Problems problems)
    {
        const string expected = "a number from 0 in the unit of the measures, such as 5, or a percentage such as 5%";
        if (node.Form(text => Width(text) is not null, expected, problems) is not { } text)
            return null;
        return Width(text.Value) is { Amount: > 0 } width ? width : null;
    }

    private static BufferWidth? Width(string text) =>
        Forms.IsPercent(text) ? new BufferWidth(Forms.Amount(text[..^1])!.Value, IsPercent: true)
        : Forms.Amount(text) is { } amount and >= 0 ? new BufferWidth(amount, IsPercent: false)
        : null;

    private static string[] ReadBypass(Node? node, string[] segments, bool learns, Problems problems)
    {
        var named = node.List("segments of the scheme", problems);
        foreach (var segment in named.Where(
            segment => !segments.Contains(segment.Value) && !(learns && ClustersReader.IsCluster(segment.Value))))
        {
            problems.Add(
                ProblemCode.UnknownName, segment.At, $"unknown segment {segment.Said}",
                segments.Length == 0 ? "a segment of the scheme, which has none" : Entries.OneOf(segments),
                Entries.Near(segment.Value, segments));
        }

        return [.. named.Select(segment => segment.Value)];
    }
}
