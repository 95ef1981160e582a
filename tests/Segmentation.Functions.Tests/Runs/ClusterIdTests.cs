using Segmentation.Engine.Tracking;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>What becomes of clusters and their ids when runs are taken back, and schemes come and go.</summary>
public sealed class ClusterIdTests
{
    private const string NotLearned = "scheme: groups\nversion: 2\nkind: rules\nsegments: [{ id: all }]\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_taken_back_makes_no_id_free_again()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Three());
        var second = await shop.RunAsync(ClusterShop.Around("w", 14, 14), refit: true);
        Assert.Equal("cluster-4", shop.Segment(second, "w1"));

        var back = await shop.Spine.RunAsync(new RunRequest { Kind = RunKind.Rollback, Of = first });
        Assert.Equal(3, shop.Report(back).Clusters.Count);
        var again = await shop.RunAsync([ClusterShop.Line("v", 1, 1)], refit: true);
        Assert.Equal("cluster-5", shop.Segment(again, "w1"));
        Assert.Equal(shop.Segment(first, "x1"), shop.Segment(again, "x1"));
    }

    [Fact]
    public async Task A_scheme_that_comes_back_has_its_clusters_and_gives_no_id_twice()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Three());
        await shop.ReopenAsync("schemes/groups.yaml", NotLearned);
        var without = await shop.RunAsync([ClusterShop.Line("v", 1, 1)]);
        Assert.Null(shop.Runs.Report(without).Clusters);

        await shop.ReopenAsync();
        var third = await shop.RunAsync(ClusterShop.Around("w", 14, 14));
        Assert.Equal(first, shop.Report(third).Run);
        Assert.Equal(shop.Segment(first, "z1"), shop.Segment(third, "z1"));
        var refitted = await shop.RunAsync([ClusterShop.Line("u", 1, 1)], refit: true);
        Assert.Equal("cluster-4", shop.Segment(refitted, "w1"));
    }

    [Fact]
    public async Task Where_nothing_was_found_every_run_looks_again()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Around("n", 0, 0, 200));
        Assert.Empty(shop.Report(first).Clusters);
        var second = await shop.RunAsync(
            [.. ClusterShop.Around("y", 60, 0, 200), .. ClusterShop.Around("z", 0, 60, 200)]);
        Assert.Equal((second, 3), (shop.Report(second).Run, shop.Report(second).Clusters.Count));
        Assert.All(
            shop.Moves(second).Where(move => move.From is not null),
            move => Assert.Equal(("everyone", Cause.Recalibration), (move.From, move.Cause)));
    }

    [Fact]
    public async Task Dumps_that_are_read_otherwise_are_learned_from_anew()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync(ClusterShop.Three());
        await shop.ReopenAsync(
            "workspace.yaml",
            "name: shop\nvalue: worth\ncurrency: USD\nhold_if_moved: 100%\nrefit_every: P3M\n");
        var second = await shop.RunAsync([ClusterShop.Line("v", 1, 1)]);
        Assert.Equal(second, shop.Report(second).Run);
        Assert.Equal(shop.Segment(first, "x1"), shop.Segment(second, "x1"));
    }

    [Fact]
    public void Tables_that_features_look_values_up_in_are_part_of_what_is_learned_from()
    {
        Assert.Equal(Definition("Ulm,south"), Definition("Ulm,south"));
        Assert.NotEqual(Definition("Ulm,south"), Definition("Ulm,north"));

        static string Definition(string table)
        {
            var workspace = Some.Workspace(
                "measures.yaml",
                Some.Measures
                + "\nsouth: { value: \"CASE WHEN lookup(city, 'regions') = 'south' THEN 1 ELSE 0 END\" }\n",
                "tables/regions.csv", "city,region\n" + table + "\n",
                "schemes/groups.yaml",
                "scheme: groups\nversion: 1\nkind: clusters\nfeatures: [frequency, south]\nmissing: none\n");
            var plans = Plans.Bind(workspace);
            var plan = plans.Schemes.Single(scheme => scheme.Definition.Name == "groups");
            return new ClusterLearning(plan, plans.Measures, workspace, null).Definition;
        }
    }

    [Fact]
    public async Task What_a_person_set_to_a_cluster_that_died_is_told_to_have_no_effect()
    {
        await using var shop = await ClusterShop.OpenAsync();
        var first = await shop.RunAsync([.. ClusterShop.Three(), .. ClusterShop.Around("w", 14, 14)]);
        var w = shop.Segment(first, "w1");
        var row = OverrideRow.Of(
            new Override("y1", "groups", w, "a promise", "ana", new DateOnly(2099, 1, 1)),
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.NotNull(await shop.Spine.Get<OverrideLedger>().SetAsync(row, null, Cancel));
        var set = await shop.RunAsync([ClusterShop.Line("v", 1, 1)]);
        Assert.Equal(w, shop.Segment(set, "y1"));
        Assert.DoesNotContain(shop.Runs.Report(set).Warnings, warning => warning.Contains(w, StringComparison.Ordinal));

        var died = await shop.RunAsync(ClusterShop.Around("w", 0, 0), refit: true);
        Assert.Equal([w], shop.Report(died).Died);
        Assert.Contains(
            $"overrides of 1 customers have no effect: there is no segment '{w}' in a scheme 'groups'",
            shop.Runs.Report(died).Warnings);
    }
}
