using Segmentation.Cli.Generate;

namespace EndToEnd.Determinism;

public sealed class PlainLoopTests
{
    [Theory]
    [InlineData(2_000, 20_000, 5UL, 0.01)]
    [InlineData(313, 997, 6UL, 0.2)]
    [InlineData(7, 9, 7UL, 0)]
    public void The_starter_says_what_a_plain_loop_over_the_same_lines_says(
        int customers, int orders, ulong seed, double bad)
    {
        using var folder = new TempFolder();
        new PlainBusiness(customers, orders, seed) { BadShare = bad }.Write(folder["in"]);
        Command.Done("run", folder["in"], "--data", folder["data"], "--out", folder["out"]);
        var actual = CsvTable.Read(folder["out/customers.csv"]).Rows.Select(row => string.Join(
            ',', row["customer_id"], row["recency_days"], row["frequency"], row["monetary"], row["tenure_days"],
            row["r"], row["f"], row["m"], row["rfm"], row["engagement"] == "engaged"));
        Assert.Equal(new PlainLoop(folder["in"]).Lines(), actual);
    }
}
