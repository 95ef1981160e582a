using Segmentation.Functions.Hosting;

namespace EndToEnd.Determinism;

/// <summary>One history gives the same bytes, however it is cut, ordered and worked on.</summary>
public sealed class SameBytesTests
{
    private const string Generated = "generated";

    /// <summary>All at once; which of them it was is told by the tests of the generated set.</summary>
    [Theory]
    [InlineData("cdnow")]
    [InlineData("ravenstack")]
    [InlineData("generated")]
    public void Other_shards_chunks_workers_and_orders_of_rows_give_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        var settings = new Settings { Shards = 1, ChunkBytes = history.LongestDump + 1, Parallelism = 1 };
        var whole = history.Run("whole", settings);
        AssertSame(whole, history.Run(
            "cut",
            settings with { Shards = 16, ChunkBytes = history.LongestDump / 64, Parallelism = 2 },
            history.Shuffle()));
        AssertSameFiles(whole, history.Run(
            "again", settings with { ChunkBytes = history.LongestDump / 5, Parallelism = 2 }));
    }

    [Fact]
    public void One_seven_and_sixty_four_chunks_give_the_same_bytes()
    {
        using var history = History.Of(Generated);
        var whole = history.Run("1", new Settings { ChunkBytes = history.LongestDump + 1 });
        foreach (var chunks in new[] { 7, 64 })
            AssertSame(whole, history.Run($"{chunks}", new Settings { ChunkBytes = history.LongestDump / chunks }));
    }

    [Fact]
    public void One_and_sixteen_shards_give_the_same_bytes()
    {
        using var history = History.Of(Generated);
        AssertSame(history.Run("1", new Settings { Shards = 1 }), history.Run("16", new Settings { Shards = 16 }));
    }

    [Fact]
    public void Rows_in_any_order_give_the_same_bytes()
    {
        using var history = History.Of(Generated);
        AssertSame(history.Run("ordered"), history.Run("shuffled", imports: history.Shuffle()));
    }

    private static void AssertSameFiles(Pipeline one, Pipeline other)
    {
        foreach (var run in new[] { 1, 2 })
        {
            var files = one.RunFiles(run);
            Assert.Subset(
                files.Keys.ToHashSet(),
                new HashSet<string> { "calibration.json", "inputs.json", "report.json", "shards/0" });
            Assert.Contains(files.Keys, name => name.StartsWith("members/", StringComparison.Ordinal));
            Assert.Equal(files, other.RunFiles(run));
        }
    }

    internal static void AssertSame(Pipeline one, Pipeline other)
    {
        Assert.True(one.Customers.Length > 10_000);
        Assert.Equal(one.Customers, other.Customers);
        Assert.NotEmpty(one.Transitions);
        Assert.Equal(one.Transitions, other.Transitions);
    }
}
