using Segmentation.Engine.Calibration;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads where a measure is cut: by shares of its sum, into quantiles, or at named edges.</summary>
internal static class CutReader
{
    /// <summary>The key of shares of the sum.</summary>
    public const string Share = "share";

    /// <summary>The key of the number of quantiles.</summary>
    public const string Quantiles = "quantiles";

    /// <summary>The key of named edges.</summary>
    public const string Edges = "edges";

    private const int MostBuckets = 100;

    private static readonly string[] Cuts = [Share, Quantiles, Edges];

    /// <summary>The cut; null after a problem.</summary>
    /// <param name="scored">What names a measure and where it is cut.</param>
    /// <param name="lessIsBetter">Whether a small value is a good one.</param>
    /// <param name="problems">Takes the problems.</param>
    public static Cut? Read(Entries scored, bool lessIsBetter, Problems problems)
    {
        var given = Cuts.Where(key => scored.Find(key) is { } cut && !HoldsReader.IsNeutral(key, cut)).ToArray();
        if (given.Length == 0)
        {
            problems.Add(ProblemCode.MissingKey, scored.At, $"no {Entries.OneOf([.. Cuts.Select(key => $"'{key}'")])}",
                "one of them, such as share: [80%, 95%], quantiles: 4 or edges: [50000, 10000]");
            return null;
        }

        foreach (var more in given.Skip(1))
        {
            problems.Add(
                ProblemCode.MisplacedKey, scored.Find(more)!.At, $"'{more}' beside '{given[0]}'",
                $"only one of {Entries.OneOf(Cuts)}");
        }

        var node = scored.Find(given[0])!;
        return given[0] switch
        {
            Share => Shares(node, lessIsBetter, problems),
            Quantiles => node.Whole(2, MostBuckets, problems) is { } count ? new QuantileCut(count) : null,
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
        if (Numbers(node, Forms.Amount, expected, problems) is not { } edges)
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
        if (texts.Count >= MostBuckets)
            problems.Add(ProblemCode.WrongValue, node.At, $"{texts.Count} cuts", $"at most {MostBuckets - 1}");
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
        Forms.IsPercent(text) && Forms.Amount(text[..^1]) is > 0 and < 100 and var percent ? percent : null;
}
