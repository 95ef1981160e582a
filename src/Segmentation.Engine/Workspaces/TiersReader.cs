using System.Globalization;
using Segmentation.Engine.Calibration;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads what is particular to a scheme of kind <c>tiers</c>: one measure and where it is cut. It is read as a score,
/// and each tier as the condition that the score has a value.
/// </summary>
internal static class TiersReader
{
    private const string Share = "share";
    private const string Quantiles = "quantiles";
    private const string Edges = "edges";
    private const int MostTiers = 100;

    private static readonly string[] Cuts = [Share, Quantiles, Edges];

    /// <summary>The keys that no other kind has.</summary>
    public static IEnumerable<string> Keys => ["of", Share, Quantiles, "better"];

    /// <summary>The measure that a scheme cuts by share of its sum, with its place; null for other schemes.</summary>
    public static TextNode? Shared(Node scheme) =>
        scheme is MapNode map && map.Find(Share) is not null ? map.Find("of") as TextNode : null;

    /// <summary>The score that decides the tiers, named after the scheme; null after a problem.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="name">The scheme's name.</param>
    /// <param name="problems">Takes the problems.</param>
    public static ScoreDefinition? Score(Entries scheme, string name, Problems problems)
    {
        var measure = scheme.Need("of", "a measure").Text("a measure", problems);
        var lessIsBetter = scheme.Find("better").Word(["less", "more"], problems) == "less";
        var cut = Cut(scheme, lessIsBetter, problems);
        return measure is null || cut is null
            ? null
            : new ScoreDefinition(ScoreName(name), measure.At, measure.Value, cut, lessIsBetter);
    }

    /// <summary>The segments with their conditions: the first has the highest score, the last takes the rest.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="missing">The segment of customers without the measure; null after a problem.</param>
    /// <param name="score">The score; null after a problem.</param>
    /// <param name="problems">Takes the problems.</param>
    public static IReadOnlyList<SegmentDefinition> Segments(
        Entries scheme, TextNode? missing, ScoreDefinition? score, Problems problems)
    {
        var before = problems.Count;
        var segments = SegmentsReader.Read(scheme, missing, SchemeKind.Tiers, problems);
        if (score is null || missing is null || problems.Count > before)
            return segments;
        var tiers = segments.Where(segment => segment.Id != missing.Value).ToList();
        if (tiers.Count != score.Buckets)
        {
            problems.Add(ProblemCode.SegmentCount, scheme.Find("segments")!.At,
                $"{Count(tiers.Count, "segment")} beside '{missing.Value}', and {Count(score.Buckets - 1, "cut")}",
                $"{score.Buckets} segments, best first: one more than cuts");
        }

        return [.. segments.Select(segment => tiers.IndexOf(segment) is var tier and >= 0 && tier < tiers.Count - 1
            ? segment with { When = new ExpressionText($"{score.Name} = {score.Buckets - tier}", segment.At) }
            : segment)];
    }

    private static Cut? Cut(Entries scheme, bool lessIsBetter, Problems problems)
    {
        var given = Cuts.Where(key => scheme.Find(key) is { } cut && !Stability.IsNeutral(key, cut)).ToArray();
        if (given.Length == 0)
        {
            problems.Add(ProblemCode.MissingKey, scheme.At, $"no {Entries.OneOf([.. Cuts.Select(key => $"'{key}'")])}",
                "one of them, such as share: [80%, 95%], quantiles: 4 or edges: [50000, 10000]");
            return null;
        }

        foreach (var more in given.Skip(1))
            problems.Add(
                ProblemCode.MisplacedKey, scheme.Find(more)!.At, $"'{more}' beside '{given[0]}'",
                $"only one of {Entries.OneOf(Cuts)}");
        var node = scheme.Find(given[0])!;
        return given[0] switch
        {
            Share => Shares(node, lessIsBetter, problems),
            Quantiles => node.Whole(2, MostTiers, problems) is { } count ? new QuantileCut(count) : null,
            _ => Named(node, lessIsBetter, problems),
        };
    }

    private static ShareCut? Shares(Node node, bool lessIsBetter, Problems problems)
    {
        const string expected = "percentages above 0% and below 100%, ascending, such as [80%, 95%]";
        if (lessIsBetter)
        {
            problems.Add(
                ProblemCode.MisplacedKey, node.At, "'share' beside 'better: less'",
                "quantiles or edges where less is better",
                "shares of the sum take the largest values first");
        }

        return Numbers(node, Percentage, expected, problems) is { } percents
            && IsAscending(node, percents, expected, problems) ? new ShareCut(percents) : null;
    }

    private static NamedCut? Named(Node node, bool lessIsBetter, Problems problems)
    {
        const string expected = "different numbers, all ascending or all descending, such as [50000, 10000]";
        if (Numbers(node, Number, expected, problems) is not { } edges)
            return null;
        var descending = edges.Length > 1 && edges[0] > edges[1];
        var sign = descending ? -1 : 1;
        if (!IsAscending(node, Array.ConvertAll(edges, edge => sign * edge), expected, problems))
            return null;
        Array.Sort(edges);
        return new NamedCut(edges, EqualAbove: !lessIsBetter);
    }

    /// <summary>The numbers of a list, or one alone; null after a problem.</summary>
    private static decimal[]? Numbers(Node node, Func<string, decimal?> number, string expected, Problems problems)
    {
        var before = problems.Count;
        var texts = node.Texts(expected, problems);
        foreach (var text in texts.Where(text => number(text.Value) is null))
            problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{expected}");
        if (texts.Count >= MostTiers)
            problems.Add(ProblemCode.WrongValue, node.At, $"{texts.Count} cuts", $"at most {MostTiers - 1}");
        return problems.Count > before ? null : [.. texts.Select(text => number(text.Value)!.Value)];
    }

    private static bool IsAscending(Node node, decimal[] numbers, string expected, Problems problems)
    {
        var wrong = Enumerable.Range(1, numbers.Length - 1).FirstOrDefault(i => numbers[i] <= numbers[i - 1]);
        if (wrong == 0)
            return true;
        var texts = ((ListNode)node).Items.Cast<TextNode>().ToArray();
        problems.Add(
            ProblemCode.CutOrder, texts[wrong].At, $"{texts[wrong].Said} behind {texts[wrong - 1].Said}",
            $"{expected}");
        return false;
    }

    private static decimal? Percentage(string text) =>
        Forms.IsPercent(text) && Number(text[..^1]) is > 0 and < 100 and var percent ? percent : null;

    private static decimal? Number(string text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var number) ? Columns.Exact.Trimmed(number) : null;

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>A name of its own beside the scheme's: both are columns of one file.</summary>
    private static string ScoreName(string scheme)
    {
        var name = $"{scheme.Replace('-', '_')}_score";
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }
}
