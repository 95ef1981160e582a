using Segmentation.Cli.Generate;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Determinism;

/// <summary>What makes segments different does not depend on how customers are divided.</summary>
public sealed class SameCardTests
{
    [Fact]
    public void One_and_seven_shards_give_the_same_cards()
    {
        using var folder = new TempFolder();
        new PlainBusiness(Customers: 300, Orders: 2_000, Seed: 5).Write(folder["in"]);
        var (one, seven) = (Differentiators(folder, "one", 1), Differentiators(folder, "seven", 7));
        Assert.Contains("\"measure\"", one, StringComparison.Ordinal);
        Assert.Equal(one, seven);
        Assert.Equal(Card(folder, "one"), Card(folder, "seven"));
    }

    private static string Differentiators(TempFolder folder, string name, int shards)
    {
        new Pipeline(folder, name, "starter") { Settings = new Settings { Shards = shards } }
            .Run(folder["in"], "2025-01-01");
        return Report.Read(folder[$"{name}/out/report.json"]).GetProperty("differentiators").GetRawText();
    }

    private static string Card(TempFolder folder, string name) =>
        Command.Done("explain", "--segment", "champions", "--data", folder[$"{name}/data"]).Output;
}
