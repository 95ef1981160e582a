using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class AttentionListTests
{
    private static readonly Workspace Workspace = Some.Workspace("schemes/rfm.yaml", Some.Grid.Replace(
        "{ id: rest }", "{ id: rest, attention: \"ordered { frequency } times for {monetary}, score {m}\" }",
        StringComparison.Ordinal));

    private static readonly Plans Plans = Plans.Bind(Workspace);

    [Fact]
    public void A_sentence_is_filled_with_what_the_customer_has() => Assert.Equal(
        [
            new AttentionLine("a", "rfm", "rest", 12_345.678m, "ordered 1,200 times for 12,346 EUR, score 2"),
            new("c", "rfm", "rest", 9.5m, "ordered unknown times for 9.5 EUR, score unknown"),
        ],
        AttentionList.Merged(Of(("a", "rest", 1_200, 12_345.678m, 2), ("b", "best", 1, 99, 1), ("c", "rest", null, 9.5m, null))));

    [Fact]
    public void The_most_valuable_are_listed_whatever_the_shards()
    {
        (string Id, string Segment, long?, decimal?, long?)[] customers =
            [.. Enumerable.Range(0, 40).Select(i => ($"c{i:D2}", "rest", (long?)1, (decimal?)(i % 7), (long?)1))];
        var expected = customers.OrderByDescending(c => c.Item4).ThenBy(c => c.Id, StringComparer.Ordinal)
            .Take(AttentionList.MostOfSegment).Select(c => c.Id).ToArray();
        foreach (var shards in new[] { 1, 3, 16 })
        {
            var lines = Enumerable.Range(0, shards).SelectMany(
                shard => Of([.. customers.Where((_, i) => i % shards == shard)]));
            Assert.Equal(expected, AttentionList.Merged(lines).Select(line => line.Customer));
        }
    }

    [Fact]
    public void A_name_that_nothing_has_is_a_problem_of_the_definition()
    {
        var problems = new Problems();
        var workspace = Some.Workspace("schemes/rfm.yaml", Some.Grid.Replace(
            "{ id: rest }", "{ id: rest, attention: \"pays {monetry}\" }", StringComparison.Ordinal));
        Plans.Bind(workspace, null, problems);
        var problem = Assert.Single(problems.All);
        Assert.Equal("unknown name 'monetry'", problem.Found);
        Assert.Contains("monetary", problem.Fix, StringComparison.Ordinal);
    }

    private static IReadOnlyList<AttentionLine> Of(
        params (string Id, string Segment, long? Frequency, decimal? Monetary, long? Score)[] customers)
    {
        var shard = new ScoredShard(
            Some.Texts(customers.Select(c => c.Id)), ["frequency", "monetary", "rfm.m", "rfm.segment"],
            [
                new IntegerColumn([.. customers.Select(c => c.Frequency ?? IntegerColumn.Null)]),
                new MoneyColumn([.. customers.Select(c => c.Monetary ?? MoneyColumn.Null)]),
                new IntegerColumn([.. customers.Select(c => c.Score ?? IntegerColumn.Null)]),
                Some.Column([.. customers.Select(c => c.Segment)]),
            ]);
        return ShardSummary.Of(shard, Plans, Workspace).Attention;
    }
}
