using System.Globalization;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Profiles;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Tells what schemes discovered, and which of it the schemes that persons made do not know.</summary>
/// <param name="plans">The schemes.</param>
/// <param name="report">The sizes and values of all segments.</param>
/// <param name="shards">Who is in which segment.</param>
internal sealed class ClusterFigures(Plans plans, RunReport report, ShardSummary[] shards)
{
    private const int Digits = 6;

    private readonly int[] _byHand = [.. Enumerable.Range(0, plans.Schemes.Count)
        .Where(scheme => plans.Schemes[scheme].Definition.Clusters is null)];

    /// <summary>What each scheme discovered, by name; null when none learns its segments.</summary>
    public IReadOnlyList<ClusterReport>? All()
    {
        ClusterReport[] all = [.. Enumerable.Range(0, plans.Schemes.Count).Select(Of).OfType<ClusterReport>()];
        return all.Length == 0 ? null : all;
    }

    private ClusterReport? Of(int scheme)
    {
        var definition = plans.Schemes[scheme].Definition;
        if (definition.Learned is not { } learned)
            return null;
        var crossed = _byHand.Select(other => (
            Scheme: other, Customers: InClusters(Crossed(scheme, other), learned.Clusters.Count))).ToArray();
        return new ClusterReport(
            definition.Name, learned.Run, learned.AsOf, learned.Customers, learned.Verdict, learned.Tried,
            [.. learned.Clusters.Select((cluster, i) => Line(scheme, i, cluster))], learned.Died,
            [.. crossed.Select(other => Agreed(other.Scheme, other.Customers))],
            [.. Enumerable.Range(0, learned.Clusters.Count).Select(cluster => Orphan(scheme, cluster, crossed))
                .OfType<OrphanCluster>()]);
    }

    private ClusterLine Line(int scheme, int cluster, LearnedCluster learned)
    {
        var now = report.Schemes[scheme].Segments[cluster];
        return new ClusterLine(now.Segment, now.Name, now.Customers, now.Value, learned.Fate, learned.From);
    }

    private SchemeAgreement Agreed(int scheme, long[,] customers) => new(
        plans.Schemes[scheme].Definition.Name,
        Agreement.AdjustedRand(customers) is { } rand ? Math.Round(rand, Digits) : null);

    /// <summary>A cluster that other schemes do not tell apart; null when one does, or nobody is in it now.</summary>
    private OrphanCluster? Orphan(int scheme, int cluster, (int Scheme, long[,] Customers)[] others)
    {
        var now = report.Schemes[scheme].Segments[cluster];
        var best = others.Select(other => (
                other.Scheme, Capture: Capture.Of(other.Customers, cluster, Rules(other.Scheme))))
            .OrderByDescending(other => other.Capture.Overlap).FirstOrDefault();
        if (now.Customers == 0 || best.Capture.Overlap >= Capture.Least)
            return null;
        var orphan = new OrphanCluster(now.Segment, now.Name, now.Customers, now.Value, Sentence(now));
        return best.Capture.Segments is not { Count: > 0 } segments ? orphan : orphan with
        {
            Nearest = plans.Schemes[best.Scheme].Definition.Name,
            NearestSegments = [.. segments.Select(
                segment => plans.Schemes[best.Scheme].Definition.Segments[segment].Id)],
            Overlap = Math.Round(best.Capture.Overlap, Digits),
        };
    }

    private string Sentence(SegmentReport cluster)
    {
        var unit = report.Currency is { } currency ? $" {currency}" : "";
        var worth = cluster.Value is { } value
            ? string.Create(CultureInfo.InvariantCulture, $", {value:N0}{unit}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cluster.Segment} ({cluster.Name}): {cluster.Customers:N0} customers{worth}, that no segment of any "
            + $"scheme tells apart");
    }

    /// <summary>The customers in clusters, without those who lack a feature.</summary>
    private static long[,] InClusters(long[,] customers, int clusters)
    {
        var inside = new long[clusters, customers.GetLength(1)];
        Array.Copy(customers, inside, inside.Length);
        return inside;
    }

    /// <summary>The segments that somebody defined: neither what is left over, nor those without a value.</summary>
    private int[] Rules(int scheme)
    {
        var definition = plans.Schemes[scheme].Definition;
        var allDefined = definition.Kind is SchemeKind.Tiers or SchemeKind.Scorecard;
        return
        [
            .. Enumerable.Range(0, definition.Segments.Count).Where(segment =>
                definition.Segments[segment].Id != definition.Missing
                && (allDefined || definition.Segments[segment].When is not null)),
        ];
    }

    private long[,] Crossed(int scheme, int other) => ShardSummary.Crossed(
        shards, (scheme, Segments(scheme).Count), (other, Segments(other).Count));

    private IReadOnlyList<SegmentDefinition> Segments(int scheme) => plans.Schemes[scheme].Definition.Segments;
}
