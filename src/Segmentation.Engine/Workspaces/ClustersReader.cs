using System.Globalization;
using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads what is particular to a scheme of kind <c>clusters</c>.</summary>
internal static class ClustersReader
{
    private const string Features = "features";
    private const string Clusters = "clusters";
    private const string Seed = "seed";
    private const string NoStructure = "no_structure";
    private const string UsualNoStructure = "everyone";
    private const int UsualFrom = 2;
    private const int UsualTo = 10;
    private const int UsualSeed = 1;

    private static readonly string[] Scales =
        [.. Enum.GetValues<FeatureScale>().Select(scale => scale.ToString().ToLowerInvariant())];

    private static readonly string ClustersExpected =
        $"a number of clusters or a range, from {UsualFrom} to {ClustersDefinition.Most}, such as 2..8";

    /// <summary>The keys that no other kind has.</summary>
    public static IEnumerable<string> Keys => [Features, Clusters, Seed, NoStructure];

    /// <summary>The scheme with its features, and the segments that are known before anything is learned.</summary>
    /// <param name="scheme">What of it is read already.</param>
    /// <param name="entries">The scheme.</param>
    /// <param name="missing">The segment of customers without a feature; null after a problem.</param>
    /// <param name="problems">Takes the problems.</param>
    public static SchemeDefinition Read(
        SchemeDefinition scheme, Entries entries, TextNode? missing, Problems problems)
    {
        if (entries.Find("buffer") is { } buffer)
        {
            problems.Add(
                ProblemCode.MisplacedKey, buffer.At, "'buffer' in a scheme of kind clusters", "none",
                "clusters have no edges in the unit of a measure; use minimum_stay or confirm_runs");
        }

        var segments = SegmentsReader.Read(entries, scheme, missing, problems).ToList();
        var everyone = entries.Find(NoStructure).Form(Forms.IsKebab, Forms.Kebab, problems);
        var noStructure = everyone?.Value ?? UsualNoStructure;
        CheckIds(segments, missing, everyone, problems);
        if (!segments.Exists(segment => segment.Id == noStructure))
        {
            var plain = SegmentsReader.Plain(noStructure, everyone?.At ?? scheme.At);
            segments.Insert(segments.FindIndex(one => one.Id == missing?.Value) is var at and >= 0 ? at : 0, plain);
        }

        var (from, to) = Range(entries.Find(Clusters), problems);
        return scheme with
        {
            Clusters = new ClustersDefinition(
                [.. FeaturesOf(entries, problems)], from, to,
                entries.Find(Seed).Whole(0, int.MaxValue, problems) ?? UsualSeed, noStructure),
            Segments = segments,
        };
    }

    /// <summary>Whether an id is one that a cluster may get.</summary>
    public static bool IsCluster(string id) => id.StartsWith(ClustersDefinition.Prefix, StringComparison.Ordinal)
        && id.AsSpan(ClustersDefinition.Prefix.Length) is [not '0', ..] number
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The measures of a scheme's features, with their places.</summary>
    public static IEnumerable<Node> Measures(MapNode scheme) => scheme.Find(Features) switch
    {
        ListNode list => list.Items,
        MapNode map => map.Entries.Select(entry => entry.Key),
        TextNode text => [text],
        _ => [],
    };

    private static IEnumerable<FeatureDefinition> FeaturesOf(Entries entries, Problems problems)
    {
        const string expected =
            "measures, such as [recency_days, frequency] or { monetary: { scale: log }, frequency: { scale: robust } }";
        var node = entries.Need(Features, expected);
        if (node is MapNode map)
        {
            if (map.Entries.Count == 0)
                problems.Add(ProblemCode.WrongValue, map.At, "no features", $"{expected}");
            foreach (var (name, how) in map.Entries)
                yield return new FeatureDefinition(name.Value, name.At, Scale(how, problems));
            yield break;
        }

        var named = node.Texts(expected, problems);
        foreach (var again in named.GroupBy(name => name.Value).SelectMany(same => same.Skip(1)))
            problems.Add(ProblemCode.NameTaken, again.At, $"feature {again.Said} twice", "each measure once");
        foreach (var name in named)
            yield return new FeatureDefinition(name.Value, name.At, FeatureScale.Auto);
    }

    private static FeatureScale Scale(Node node, Problems problems) =>
        Entries.Of(node, ["scale"], problems)?.Find("scale").Word(Scales, problems) is { } word
            ? (FeatureScale)Array.IndexOf(Scales, word)
            : FeatureScale.Auto;

    /// <summary>The fewest and the most clusters.</summary>
    private static (int From, int To) Range(Node? node, Problems problems)
    {
        if (node.Text(ClustersExpected, problems) is not { } text)
            return (UsualFrom, UsualTo);
        var parts = text.Value.Split("..");
        if (parts.Length <= 2 && Number(parts[0]) is { } from && Number(parts[^1]) is { } to && from <= to)
            return (from, to);
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{ClustersExpected}");
        return (UsualFrom, UsualTo);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= UsualFrom and <= ClustersDefinition.Most ? number : null;

    /// <summary>Segments may be named only by ids that a run can give.</summary>
    private static void CheckIds(
        List<SegmentDefinition> segments, TextNode? missing, TextNode? everyone, Problems problems)
    {
        foreach (var taken in new[] { missing, everyone }.OfType<TextNode>().Where(id => IsCluster(id.Value)))
        {
            problems.Add(
                ProblemCode.NameTaken, taken.At, $"{taken.Said}, which is the id of a learned cluster", "another id");
        }

        if (missing is not null && missing.Value == (everyone?.Value ?? UsualNoStructure))
        {
            problems.Add(
                ProblemCode.NameTaken, missing.At, $"{missing.Said} for missing and {NoStructure}", "two segments");
        }

        foreach (var unknown in segments.Where(segment => !IsCluster(segment.Id)
            && segment.Id != missing?.Value && segment.Id != (everyone?.Value ?? UsualNoStructure)))
        {
            problems.Add(
                ProblemCode.UnknownName, unknown.At, $"segment '{unknown.Id}' of a scheme of kind clusters",
                $"{ClustersDefinition.Prefix}1, {ClustersDefinition.Prefix}2 and so on, or the segment of "
                + $"'{NoStructure}' or 'missing'",
                "clusters get their ids in a run; say under 'name' what people read");
        }
    }
}
