using System.Globalization;
using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Clustering;

public sealed class ClusterMatchingTests
{
    /// <summary>One character for each customer: its cluster by either fit, - for none.</summary>
    [Theory]
    [InlineData("", "aabbc", "1 born, 2 born, 3 born", "")]
    [InlineData("aaabbb", "bbbaaa", "2 persisted from 2, 1 persisted from 1", "")]
    [InlineData("aaaabbbb", "aaabbbbb", "1 persisted from 1, 2 persisted from 2", "")]
    [InlineData("aaaaabb", "aaabbcc", "1 persisted from 1, 3 split from 1, 2 persisted from 2", "")]
    [InlineData("aaaabb", "aabbcc", "1 persisted from 1, 3 split from 1, 2 persisted from 2", "")]
    [InlineData("aaaaaabb", "aabbccdd", "3 split from 1, 4 split from 1, 5 split from 1, 2 persisted from 2", "1")]
    [InlineData("aabbccdddd", "aaaaaabbbb", "5 merged from 1 2 3, 4 persisted from 4", "1 2 3")]
    [InlineData("aaaaaabb", "aaaaaaaa", "1 merged from 1 2", "2")]
    [InlineData("aaabbbccc", "aabbccabc", "1 persisted from 1, 4 born, 2 persisted from 2", "3")]
    [InlineData("aaaaabbbbbccccc", "aaaabaaaabaaaab", "4 merged from 1 2 3, 5 born", "1 2 3")]
    [InlineData("aaa---", "aaabbb", "1 persisted from 1, 2 born", "")]
    [InlineData("aaabbb", "aaa---", "1 persisted from 1", "2")]
    public void Clusters_keep_their_ids_by_the_customers_they_share(
        string before, string now, string clusters, string died)
    {
        var ids = before.Where(char.IsLetter).Distinct().Count();

        var matched = ClusterMatching.Match(
            Labels(before),
            [.. Enumerable.Range(1, ids).Select(number => $"cluster-{number}")], Labels(now),
            now.Where(char.IsLetter).Distinct().Count(), ids);

        Assert.Equal(clusters, string.Join(", ", matched.Clusters.Select(Told)));
        Assert.Equal(died, string.Join(" ", matched.Died.Select(Number)));
        Assert.Equal(
            Math.Max(ids, matched.Clusters.Max(one => int.Parse(Number(one.Id), CultureInfo.InvariantCulture))),
            matched.IdsUsed);
    }

    [Fact]
    public void An_id_is_never_given_twice()
    {
        var matched = ClusterMatching.Match([0, 0, 0, 0], ["cluster-4"], [0, 1, 2, 3], 4, 9);

        Assert.Equal(["cluster-10", "cluster-11", "cluster-12", "cluster-13"], matched.Clusters.Select(one => one.Id));
        Assert.Equal(13, matched.IdsUsed);
    }

    [Fact]
    public void Ids_stay_when_rows_are_shuffled_and_the_seed_is_another_one()
    {
        var points = Some.Blobs(300, 2, 4, 3);
        var (shuffled, order) = Some.Shuffled(points, 4);
        var (first, again) = (KMeans.Fit(points, 4, 5, 1), KMeans.Fit(shuffled, 4, 5, 2));

        var ids = ClusterMatching.Match([], [], first.Labels, 4, 0).Clusters.Select(one => one.Id).ToArray();
        var matched = ClusterMatching.Match(
            [.. order.Select(row => first.Labels[row])], ids, again.Labels, 4, 4);

        Assert.All(matched.Clusters, one => Assert.Equal(ClusterFate.Persisted, one.Fate));
        Assert.Equal(
            order.Select(row => ids[first.Labels[row]]), again.Labels.Select(label => matched.Clusters[label].Id));
    }

    private static int[] Labels(string clusters) =>
        [.. clusters.Select(letter => letter == '-' ? -1 : letter - 'a')];

    private static string Told(MatchedCluster cluster) =>
        $"{Number(cluster.Id)} {cluster.Fate.ToString().ToLowerInvariant()}"
        + (cluster.From.Count == 0 ? "" : $" from {string.Join(' ', cluster.From.Select(Number))}");

    private static string Number(string id) => id["cluster-".Length..];
}
