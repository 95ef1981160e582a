using Segmentation.Functions.Hosting;

namespace EndToEnd.Determinism;

/// <summary>One history gives the same bytes, however it is cut, ordered and worked on.</summary>
public sealed class SameBytesTests
{
    public static TheoryData<string> Sets => ["cdnow", "ravenstack", "generated"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void One_seven_and_sixty_four_chunks_give_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        var whole = history.Run("1", new Settings { ChunkBytes = history.LongestDump + 1 });
        foreach (var chunks in new[] { 7, 64 })
            AssertSame(whole, history.Run($"{chunks}", new Settings { ChunkBytes = history.LongestDump / chunks }));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void One_and_sixteen_shards_give_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        AssertSame(history.Run("1", new Settings { Shards = 1 }), history.Run("16", new Settings { Shards = 16 }));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Rows_in_any_order_give_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        AssertSame(history.Run("ordered"), history.Run("shuffled", imports: history.Shuffle()));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void One_and_two_workers_give_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        var settings = new Settings { ChunkBytes = history.LongestDump / 5 };
        var alone = history.Run("1", settings with { Parallelism = 1 });
        var both = history.Run("2", settings with { Parallelism = 2 });
        AssertSame(alone, both);
        Assert.Equal(alone.RunFiles(2), both.RunFiles(2));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_files_of_a_run_are_the_same_in_two_data_folders(string set)
    {
        using var history = History.Of(set);
        var (one, other) = (history.Run("one"), history.Run("other"));
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

    [Fact]
    public void The_files_of_a_run_do_not_depend_on_chunks()
    {
        using var history = History.Of("generated");
        Assert.Equal(
            history.Run("one").RunFiles(1),
            history.Run("64", new Settings { ChunkBytes = history.LongestDump / 64 }).RunFiles(1));
    }

    internal static void AssertSame(Pipeline one, Pipeline other)
    {
        Assert.True(one.Customers.Length > 10_000);
        Assert.Equal(one.Customers, other.Customers);
        Assert.NotEmpty(one.Transitions);
        Assert.Equal(one.Transitions, other.Transitions);
    }
}
