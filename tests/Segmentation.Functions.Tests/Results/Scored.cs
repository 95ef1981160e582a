using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

/// <summary>Scored shards of the small workspace.</summary>
internal static class Scored
{
    public static ScoredShard Shard(params (string Id, string Segment, decimal Value)[] customers) => new(
        Some.Texts(customers.Select(c => c.Id)), ["monetary", "rfm.segment"],
        [new MoneyColumn([.. customers.Select(c => c.Value)]), Some.Column([.. customers.Select(c => c.Segment)])]);

    public static ShardSummary Summary(Plans plans, ScoredShard shard, string? value = "monetary") =>
        ShardSummary.Of(shard, plans, Some.Workspace() with { Value = value });
}
