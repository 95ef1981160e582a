using Segmentation.Cli.Generate.Planted;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Determinism;

/// <summary>
/// What a run reports (sizes, outcomes, effort, what makes segments different, what the linter finds) does not depend on
/// how customers are divided.
/// </summary>
public sealed class SameCardTests
{
    [Fact]
    public void One_and_seven_shards_give_the_same_report_and_cards()
    {
        using var folder = new TempFolder();
        new SampleBusiness(BusinessKinds.Of("b2b-saas"), 400, 1, Seed: 3).Write(folder["in"]);
        var (one, seven) = (Reported(folder, "one", 1), Reported(folder, "seven", 7));
        foreach (var part in new[] { "differentiators", "outcomes", "allocations", "decisionShares", "acceptedFindings" })
            Assert.NotEqual("[]", one[part]);
        Assert.Equal(one, seven);
        Assert.Equal(Card(folder, "one"), Card(folder, "seven"));
    }

    /// <summary>The report by its parts, but for how long it took.</summary>
    private static Dictionary<string, string> Reported(TempFolder folder, string name, int shards)
    {
        new Pipeline(folder, name, "b2b-saas") { Settings = new Settings { Shards = shards } }
            .Run(folder["in/import-01"], "2026-01-01");
        return Report.Read(folder[$"{name}/out/report.json"]).EnumerateObject()
            .Where(part => part.Name != "stages")
            .ToDictionary(part => part.Name, part => part.Value.GetRawText());
    }

    private static string Card(TempFolder folder, string name) => Command.Done(
        "explain", "--segment", "high-touch", "--scheme", "touch", "--data", folder[$"{name}/data"]).Output;
}
