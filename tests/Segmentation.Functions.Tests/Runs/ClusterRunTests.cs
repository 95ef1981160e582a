using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>Segments that runs learn, keep, and learn anew.</summary>
public sealed class ClusterRunTests
{
    private const string Rich = """
        scheme: rich
        version: 1
        kind: rules
        segments: [{ id: rich, when: worth > 50 }, { id: cluster, when: "groups = 'cluster-1'" }, { id: rest }]
        """;

    [Fact]
    public async Task Planted_groups_are_found_and_the_best_comes_first()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var run = await shop.RunAsync([.. ClusterShop.Three(), "nowhere,,3,10"]);
        var found = shop.Report(run);
        Assert.Equal(
            [(60L, 5400m), (40L, 1200m), (60L, 600m)],
            found.Clusters.Select(cluster => (cluster.Customers, cluster.Value!.Value)));
        Assert.Equal(["born"], found.Clusters.Select(cluster => cluster.Fate).Distinct());
        Assert.Equal("unclustered", shop.Segment(run, "nowhere"));
        foreach (var group in new[] { "x", "y", "z" })
            Assert.Single(Enumerable.Range(0, 40).Select(i => shop.Segment(run, $"{group}{i}")).Distinct());
        Assert.Equal("Known by now", Assert.Single(found.Clusters, cluster => cluster.Segment == "cluster-2").Name);
        Assert.Equal(3, found.Tried.Single(tried => tried.IsTaken).Clusters);
    }

    [Fact]
    public async Task Shards_order_of_rows_and_seed_change_nothing()
    {
        await using var one = await ClusterShop.OpenAsync(shards: 1);
        await using var many = await ClusterShop.OpenAsync(shards: 5);
        await using var seeded = await ClusterShop.OpenAsync(
            3, "schemes/groups.yaml", ClusterShop.Groups + "\nseed: 7");
        string[] customers = [.. ClusterShop.Three()];
        var run = await one.RunAsync(customers);
        await many.RunAsync(customers.Reverse());
        await seeded.RunAsync(customers.OrderBy(line => line.Length));
        Assert.Equal(one.Learned(run), many.Learned(run));
        foreach (var id in customers.Select(line => line[..line.IndexOf(',')]))
            Assert.Equal(one.Segment(run, id), seeded.Segment(run, id));
    }

    [Fact]
    public async Task Clusters_stay_until_a_refit_which_keeps_their_ids_and_gives_no_id_twice()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Three());
        var known = shop.Report(first).Clusters.Select(cluster => cluster.Segment).ToHashSet();
        Assert.Equal(["cluster-1", "cluster-2", "cluster-3"], known.Order());

        var second = await shop.RunAsync(ClusterShop.Around("w", 14, 14), "2026-02-01");
        Assert.Equal(first, shop.Report(second).Run);
        Assert.Contains(shop.Segment(second, "w1"), known);

        var third = await shop.RunAsync([ClusterShop.Line("v", 1, 1)], "2026-02-02", refit: true);
        Assert.Equal(third, shop.Report(third).Run);
        Assert.Equal("cluster-4", shop.Segment(third, "w1"));
        Assert.Equal(shop.Segment(first, "x1"), shop.Segment(third, "x1"));
        Assert.Equal(3, shop.Report(third).Clusters.Count(cluster => cluster.Fate == "persisted"));
        Assert.All(shop.Moves(third).Where(move => move.From is not null), move => Assert.Equal(
            ("cluster-4", Engine.Tracking.Cause.Recalibration), (move.To, move.Cause)));

        // Those of cluster-4 go where x is; then others come where nobody was. Three months are over each time.
        var fourth = await shop.RunAsync(ClusterShop.Around("w", 0, 0), "2026-06-01");
        Assert.Equal(["cluster-4"], shop.Report(fourth).Died);
        Assert.All(shop.Moves(fourth), move => Assert.Equal(
            ("cluster-4", shop.Segment(first, "x1"), Engine.Tracking.Cause.OwnData), (move.From, move.To, move.Cause)));
        var fifth = await shop.RunAsync(ClusterShop.Around("u", -14, -14), "2026-10-01");
        Assert.Equal("cluster-5", shop.Segment(fifth, "u1"));
    }

    [Fact]
    public async Task Other_features_are_another_definition()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Three());
        await shop.ReopenAsync(
            "schemes/groups.yaml", ClusterShop.Groups.Replace("b: {", "worth: {", StringComparison.Ordinal));
        var second = await shop.RunAsync([ClusterShop.Line("v", 1, 1)]);
        Assert.Equal(second, shop.Report(second).Run);
        Assert.NotEmpty(shop.Moves(second));
        Assert.All(
            shop.Moves(second).Where(move => move.From is not null),
            move => Assert.Equal(Engine.Tracking.Cause.DefinitionChange, move.Cause));
        Assert.Equal(shop.Segment(first, "y1"), shop.Segment(second, "y1"));
    }

    [Fact]
    public async Task Noise_has_no_structure()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var random = new Random(5);
        var run = await shop.RunAsync(Enumerable.Range(0, 400).Select(
            i => ClusterShop.Line($"c{i}", 10 * random.NextDouble(), 10 * random.NextDouble())));
        Assert.Empty(shop.Report(run).Clusters);
        Assert.NotEmpty(shop.Report(run).Verdict);
        var sizes = shop.Runs.Report(run).Schemes.Single(scheme => scheme.Scheme == "groups").Segments;
        Assert.Equal([("everyone", 400L), ("unclustered", 0L)], sizes.Select(size => (size.Segment, size.Customers)));
        // The next run looks again, and finds nothing either.
        Assert.Equal(run, shop.Report(await shop.RunAsync([ClusterShop.Line("v", 1, 1)])).Run);
    }

    [Fact]
    public async Task Other_schemes_read_clusters_and_what_none_of_them_knows_is_an_orphan()
    {
        await using var shop = await ClusterShop.OpenAsync(3, "schemes/rich.yaml", Rich);
        var run = await shop.RunAsync(ClusterShop.Three());
        var first = shop.Report(run).Clusters.Single(cluster => cluster.Segment == "cluster-1");
        var sizes = shop.Runs.Report(run).Schemes.Single(scheme => scheme.Scheme == "rich").Segments;
        Assert.Equal(first.Value > 5000 ? 0 : first.Customers, sizes[1].Customers);
        // y is rich, and one of the others is named by its id.
        var orphan = Assert.Single(shop.Report(run).Orphans);
        var left = shop.Report(run).Clusters.Single(cluster => cluster.Segment == orphan.Segment);
        Assert.Equal((left.Customers, left.Value), (orphan.Customers, orphan.Value));
        Assert.Equal(
            $"{left.Segment} ({left.Name}): {left.Customers} customers, {left.Value:#,##0} EUR, that no segment of any "
            + "scheme tells apart", orphan.Sentence);
        Assert.InRange(shop.Report(run).Agreement.Single(one => one.Scheme == "rich").AdjustedRand!.Value, 0.5, 1);
    }

    [Fact]
    public async Task A_customer_is_told_how_near_it_is_and_what_would_move_it()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var run = await shop.RunAsync([.. ClusterShop.Three(), ClusterShop.Line("between", 4, 0)]);
        var told = Assert.Single(shop.Spine.Get<ExplainCustomer>().Of("between", "groups", run));
        var names = shop.Report(run).Clusters.ToDictionary(cluster => cluster.Segment, cluster => cluster.Name);
        Assert.Equal($"nearest to {names[shop.Segment(run, "x1")]}", told.DecidedBy);
        Assert.Equal(shop.Segment(run, "y1"), told.RunnerUp);
        Assert.InRange(told.Margin!.Value, 3, 5);
        Assert.Equal(["a", "b"], told.Inputs.Select(input => input.Measure));
        Assert.InRange(told.Inputs[0].Distance!.Value, 12, 20);
        Assert.InRange(told.Inputs[0].Typical!.Value, -0.5m, 0.5m);
        var change = told.NearestChange[0];
        Assert.Equal(("a", shop.Segment(run, "y1")), (change.Measure, change.Segment));
        Assert.InRange((double)change.To!, 5.5, 6.5);
    }

    [Fact]
    public void A_condition_on_what_no_cluster_can_be_is_told_with_a_hint()
    {
        var files = Some.Files(
            "schemes/groups.yaml", ClusterShop.Groups.Replace(
                "{ a: { scale: none }, b: { scale: none } }", "[frequency, monetary]", StringComparison.Ordinal),
            "schemes/rich.yaml", Rich.Replace("worth", "monetary", StringComparison.Ordinal)
                .Replace("cluster-1", "vips", StringComparison.Ordinal));
        var problem = Assert.Single(Lint.Of(files).Problems, one => one.Severity == Severity.Error);
        Assert.Equal((ProblemCode.UnknownName, "'groups' is never 'vips'"), (problem.Code, problem.Found));
        Assert.Contains("GET schemes/groups", problem.ToString(), StringComparison.Ordinal);
    }
}
