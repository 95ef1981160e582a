using System.Text.Json;

namespace EndToEnd.Oracles;

/// <summary>The five clusters of income and spending in Mall_Customers against mall_customers_kmeans.json.</summary>
public sealed class MallCustomersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_clusters_found_are_those_of_the_published_fit()
    {
        var workspace = _folder.Workspace(
            "workspace.yaml", "name: mall\n",
            "sources.yaml", """
                customers:
                  file: "*.csv"
                  id: CustomerID
                  fields:
                    income: { column: Annual_Income, type: integer }
                    score: { column: Spending_Score, type: integer }
                """,
            "measures.yaml", "income: { value: income }\nscore: { value: score }\n",
            "schemes/shoppers.yaml", """
                scheme: shoppers
                version: 1
                kind: clusters
                features: { income: { scale: none }, score: { scale: none } }
                missing: unknown
                """);
        using var run = new Segmented(() => RealData.Path("mall_customers"), workspace, "2026-01-01");
        var found = run.Totals.GetProperty("clusters")[0];
        var expected = RealData.Totals("mall_customers_kmeans.json").GetProperty("k").GetProperty("5");

        var taken = found.GetProperty("tried").EnumerateArray()
            .Single(tried => tried.GetProperty("isTaken").GetBoolean());
        Assert.Equal(5, taken.GetProperty("clusters").GetInt32());
        var inertia = expected.GetProperty("inertia").GetDouble();
        Assert.InRange(taken.GetProperty("inertia").GetDouble(), inertia * 0.999, inertia * 1.001);
        Assert.Equal(
            expected.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt64()),
            found.GetProperty("clusters").EnumerateArray()
                .Select(cluster => cluster.GetProperty("customers").GetInt64()).OrderDescending());

        // Every customer is in the cluster whose published centroid is nearest.
        var centroids = expected.GetProperty("centroids").EnumerateArray().ToArray();
        var pairs = run.Customers.Rows.Select(row => (row["shoppers"], Nearest(centroids, row)));
        Assert.Equal(5, pairs.Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private static int Nearest(JsonElement[] centroids, CsvTable.Row customer) =>
        Enumerable.Range(0, centroids.Length).MinBy(cluster =>
            Math.Pow(centroids[cluster][0].GetDouble() - customer.Whole("income"), 2)
            + Math.Pow(centroids[cluster][1].GetDouble() - customer.Whole("score"), 2));
}
