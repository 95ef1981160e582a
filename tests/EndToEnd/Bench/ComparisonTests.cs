using Comparison.InProcess;
using Comparison.Pairs;
using Segmentation.Cli.Generate;
using Segmentation.Functions.Runs;

namespace EndToEnd.Bench;

/// <summary>What is compared with other programs does the work of a run.</summary>
public sealed class ComparisonTests : IDisposable
{
    private static readonly string Workspace = Path.Combine(Repository.Root, "bench", "Comparison", "workspace");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_engine_alone_gives_the_bytes_of_a_run()
    {
        new PlainBusiness(Customers: 1_000, Orders: 8_000, Seed: 9) { BadShare = 0.02 }.Write(_folder["all"]);
        var expected = new Pipeline(_folder, "run", Workspace).Run(_folder["all"]).Customers;

        Assert.Equal(expected, Engine(threads: 1));
        Assert.Equal(expected, Engine(threads: 3));
    }

    [Fact]
    public void Amounts_are_equal_whatever_zeros_they_end_with()
    {
        var one = _folder.Write("one.csv", "id,amount,plan\n1,2.50,\n2,0.00,free\n");
        var other = _folder.Write("other.csv", "id,amount,plan\n1,2.5,\n2,0,free\n");
        Assert.Equal(2, SameResults.Lines(one, other));
    }

    [Theory]
    [InlineData("id,amount\n1,2.50\n2,0.01\n", "line 3")]
    [InlineData("id,amount\n1,2.50\n2,\n", "line 3")]
    [InlineData("id,amount\n1,2.50\n", "line 3")]
    [InlineData("id,amount\n1,2.50\n2,0\n3,0\n", "behind the last line")]
    public void A_line_that_differs_is_named(string text, string where)
    {
        var one = _folder.Write("one.csv", "id,amount\n1,2.50\n2,0\n");
        var failure = Assert.Throws<ComparisonException>(() => SameResults.Lines(one, _folder.Write("other.csv", text)));
        Assert.StartsWith($"{where}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_is_the_median_of_the_ratios_of_pairs()
    {
        var pairs = new[] { Pair(1, 2), Pair(9, 3), Pair(4, 4) };
        var table = RatioTable.Of(pairs, new Sizes(1_000, 10_000_000));
        Assert.Contains("engine, CSV / DuckDB, CSV: wall", table, StringComparison.Ordinal);
        Assert.Contains("1.00   0.8    0.4   0.50 3.00 1.00", table, StringComparison.Ordinal);
        Assert.DoesNotContain("segment run", table, StringComparison.Ordinal);
    }

    private static Dictionary<string, Taken> Pair(double engine, double duckDb) => new()
    {
        [Roster.EngineCsv] = new Taken(engine, 1, 100, ""),
        [Roster.DuckDbCsv] = new Taken(duckDb, 1, 100, ""),
    };

    private byte[] Engine(int threads)
    {
        var run = EngineRun.Of(
            WorkspaceFolder.Read(Workspace, Workspace),
            new Dictionary<string, string>
            {
                ["customers"] = _folder["all/customers.csv"],
                ["orders"] = _folder["all/transactions.csv"],
            },
            threads);
        using var output = new MemoryStream();
        run.Write(output, threads);
        return output.ToArray();
    }
}
