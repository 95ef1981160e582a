using Cost;
using EndToEnd.Infra;
using LocalRuntime.Worker.Hosting;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace EndToEnd.Bench;

/// <summary>The table of costs is made from what the app does.</summary>
public sealed class CostTests
{
    [Fact]
    public void The_table_of_the_documentation_is_the_one_that_the_command_prints()
    {
        var document = InfraFolder.Read("docs/operations.md");
        Assert.Equal(document, CostTable.In(document, CostTable.Markdown(Prices.Read())));
    }

    [Fact]
    public void Every_figure_is_used_and_has_unit_source_and_date()
    {
        var prices = Prices.Read();
        _ = CostTable.Markdown(prices);

        Assert.Empty(prices.Unused);
        Assert.All(prices.Figures.Values, figure =>
        {
            Assert.NotEqual("", figure.Unit);
            Assert.NotEqual("", figure.Source);
            Assert.InRange(figure.Date, new DateOnly(2024, 1, 1), new DateOnly(2026, 12, 31));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(120)]
    public void A_run_calls_as_many_activities_as_the_formula_says(int shards)
    {
        using var folder = new TempFolder();
        Command.Done("generate", folder["dumps"], "--customers", "50", "--orders", "200");
        var pipeline = new Pipeline(folder, "small", "starter") { Settings = new Settings { Shards = shards } };
        pipeline.Run(folder["dumps"]);
        using var store = DurableWork.Open(folder["small/data"], TimeProvider.System);

        var run = store.TreeStatistics(SegmentCustomers.Instance)!;
        var expected = Orchestration.Run(shards, hasMoves: false);
        Assert.Equal((expected.Activities, expected.SubOrchestrations), (run.Activities, run.Instances - 1L));
        Assert.InRange(run.MostHistoryRows, 1, expected.MostHistoryRows);

        var import = store.TreeStatistics(InstanceOf(folder))!;
        expected = Orchestration.Import(Workload.Sources, chunks: 2, shards);
        const int QueueRun = 1;
        Assert.Equal(
            (expected.Activities + QueueRun, expected.SubOrchestrations), (import.Activities, import.Instances - 1L));
        Assert.InRange(import.MostHistoryRows, 1, expected.MostHistoryRows);
    }

    [Fact]
    public void Rows_are_spread_over_as_many_partitions_as_the_table_says() =>
        Assert.Equal(StorageUse.Partitions, Enumerable.Range(0, 10_000)
            .Select(i => CustomerKey.Partition(BitConverter.GetBytes(i))).Distinct().Count());

    [Theory]
    [InlineData(10_000, 16)]
    [InlineData(1_000_000, 16)]
    [InlineData(1_000_001, 32)]
    [InlineData(10_000_000, 256)]
    public void A_shard_has_at_most_62_500_customers(long customers, int shards) =>
        Assert.Equal(shards, Workload.ShardsFor(customers));

    private static string InstanceOf(TempFolder folder)
    {
        var version = Path.GetFileName(Assert.Single(Directory.GetDirectories(folder["small/data/workspaces"])));
        return new SegmentRequest(folder["dumps"], "starter", folder["small/data"])
        {
            Output = folder["small/out"],
        }.Instance(version);
    }
}
