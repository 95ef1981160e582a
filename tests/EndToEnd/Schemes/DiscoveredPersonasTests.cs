using EndToEnd.Generate;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Engine.Profiles;

namespace EndToEnd.Schemes;

/// <summary>The personas planted in a sample business are found in its data by the shipped scheme.</summary>
public sealed class DiscoveredPersonasTests : IDisposable
{
    private const string Needs = "workspace/schemes/needs.yaml";

    private readonly TempFolder _folder = new();

    [Fact]
    public void Personas_are_found_and_the_one_that_nobody_defined_is_told()
    {
        const string shop = "e-commerce";
        using var files = new SampleFiles(new SampleBusiness(BusinessKinds.Of(shop), 1500, 1, Seed: 1));
        var workspace = _folder.CopyShipped(shop, "needs", "personas");
        Directory.Delete(Path.Combine(workspace, "playbooks"), recursive: true);
        var needs = _folder.Text(Needs);
        // Nobody thought of them: those who want it are left over.
        _folder.Write(
            Needs, needs.Replace("benefit = 'delivery' AND", "benefit = 'nothing' AND", StringComparison.Ordinal));
        using var run = new Segmented(() => files.Import(0), workspace);
        var truth = files.Truth.ById();
        var found = run.Totals.GetProperty("clusters")[0];

        var clusters = run.Customers.Rows.Where(row => row["personas"].StartsWith("cluster-", StringComparison.Ordinal))
            .Select(row => (Persona: truth[row["customer_id"]]["persona"], Cluster: row["personas"])).ToArray();
        Assert.InRange(clusters.Length, 150, 1000);
        Assert.InRange(Agreement.AdjustedRand(Crossed(clusters))!.Value, 0.9, 1);

        var orphan = Assert.Single(found.GetProperty("orphans").EnumerateArray());
        var segment = orphan.GetProperty("segment").GetString();
        Assert.Equal(
            "gift-giver",
            clusters.Where(one => one.Cluster == segment).CountBy(one => one.Persona).MaxBy(one => one.Value).Key);
        Assert.Contains("wish for delivery", orphan.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "EUR, that no segment of any scheme tells apart", orphan.GetProperty("sentence").GetString(),
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static long[,] Crossed((string Persona, string Cluster)[] customers)
    {
        string[] personas = [.. customers.Select(one => one.Persona).Distinct()];
        string[] clusters = [.. customers.Select(one => one.Cluster).Distinct()];
        var crossed = new long[personas.Length, clusters.Length];
        foreach (var (persona, cluster) in customers)
            crossed[Array.IndexOf(personas, persona), Array.IndexOf(clusters, cluster)]++;
        return crossed;
    }
}
