using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class ReportBuilderTests
{
    private static readonly Workspace Workspace = Some.Workspace();
    private static readonly Plans Plans = Plans.Bind(Workspace);
    private static readonly Ledger Whole = new()
    {
        Read = 28,
        Blank = 1,
        Filtered = 2,
        Rejected = 3,
        Duplicate = 4,
        Superseded = 5,
        Unresolved = 6,
        Accepted = 7,
    };

    [Fact]
    public void Sizes_values_and_moves_are_counted_over_all_shards()
    {
        var report = Build(
            Whole,
            [Shard(("a", "best", 1.50m), ("b", "rest", 2)), Shard(("c", "best", 1.50m))],
            [Move("rest", "best", 1.5m), Move("rest", "best", 1.25m), Move(null, "rest", -2)]);
        Assert.Equal(3, report.Customers);
        Assert.Equal(
            [
                new SegmentReport("best", "The best", 2, 3m), new("good", "good", 0, 0m),
                new("rest", "rest", 1, 2m), new("prospect", "prospect", 0, 0m)],
            Assert.Single(report.Schemes).Segments.Select(
                s => s with { Name = s.Segment == "best" ? s.Name : s.Segment }));
        Assert.Equal(new LedgerLine("o.csv", "orders", 28, 1, 2, 3, 4, 5, 6, 7), Assert.Single(report.Ledger));
        Assert.Equal(
            [new Flow("rfm", "rest", "best", Cause.OwnData, 2, 2.75m), new("rfm", null, "rest", Cause.FirstSeen, 1, -2)],
            report.Moves);
        Assert.Equal([(Cause.FirstSeen, 1L), (Cause.OwnData, 2L)], report.MovesByCause.Select(c => (c.Key, c.Value)));
        Assert.Equal([(Cause.FirstSeen, -2m), (Cause.OwnData, 2.75m)], report.ValueByCause.Select(c => (c.Key, c.Value)));
        Assert.Equal(["2 events are dated after the as-of day and were ignored"], report.Warnings);
    }

    [Fact]
    public void The_twenty_values_that_most_customers_have_and_a_table_lacks_are_told_of_each_measure()
    {
        var many = new UnmappedTable(
            "industry", "industries", 400, [.. Enumerable.Range(0, 25).Select(i => new UnmappedValue($"v{i}", 40 - i))]);
        var few = new UnmappedTable("region", "countries", 1, [new UnmappedValue("Atlantis", 1)]);
        Assert.Equal(
            [.. Enumerable.Range(0, 20).Select(i => new UnmappedLine("industry", "industries", $"v{i}", 40 - i)),
                new UnmappedLine("region", "countries", "Atlantis", 1)],
            new[] { many, few }.SelectMany(UnmappedLine.Of));
    }

    [Fact]
    public void A_ledger_that_does_not_add_up_is_refused()
    {
        foreach (var ledger in new[]
        {
            Whole with { Read = 29 }, Whole with { Blank = 0 },
            Whole with { Filtered = 0 }, Whole with { Rejected = 0 },
            Whole with { Duplicate = 0 }, Whole with { Superseded = 0 },
            Whole with { Unresolved = 0 }, Whole with { Accepted = 0 },
        })
        {
            var fault = Assert.Throws<ImportException>(() => Build(ledger, [Shard(("a", "best", 1))], []));
            Assert.StartsWith(
                "o.csv as orders: a ledger that does not add up", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sizes_that_do_not_add_up_are_refused()
    {
        var whole = Scored.Shard(("a", "best", 1));
        var lacking = Scored.Summary(Plans, whole with { Ids = Some.Texts("a", "b") }, value: null);
        var fault = Assert.Throws<ImportException>(() => Build(Whole, [lacking], []));
        Assert.Equal(
            "run 6: scheme rfm: 1 customers in segments; expected all 2 customers, each in one; report this; nothing was published", fault.Message);
    }

    [Fact]
    public void Without_a_value_there_are_no_sums() => Assert.All(
        Build(Whole, [Scored.Summary(Plans, Scored.Shard(("a", "best", 1)), value: null)],
            []).Schemes[0].Segments,
        segment => Assert.Null(segment.Value));

    private static CountedMove Move(string? from, string? to, decimal value) => new(
        new Transition("", "rfm", 3, from, to, "", from is null ? Cause.FirstSeen : Cause.OwnData),
        ExactSum.Units(new MoneyColumn([value]))[0]);

    private static RunReport Build(Ledger ledger, ShardSummary[] shards, List<CountedMove> moves) => ReportBuilder.Build(
        new ScoredRun(
            new RunInputs(6, 4, "shop", "hash", new DateOnly(2026, 6, 1), 5, "id"),
            new Receipt("id", ImportMode.Delta, 4, [new ReceiptFile("o.csv", "orders", 100, ledger)], [], 0, 0, 0, []),
            Plans, new RunCalibration(new Dictionary<string, IReadOnlyList<ScoreCalibration>>()),
            moves, new Omitted(0, 2)),
        Workspace, shards);

    private static ShardSummary Shard(params (string Id, string Segment, decimal Value)[] customers) =>
        Scored.Summary(Plans, Scored.Shard(customers));
}
