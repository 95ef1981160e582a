using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;

namespace PlainLoops.Results;

/// <summary>The customers of the shop, as a run stores them.</summary>
internal static class ScoredShop
{
    /// <summary>A shard of all customers with orders; each is in its segment since a run of its own.</summary>
    public static ScoredShard Of(EngineShop shop, IEnumerable<PlainOrder> orders)
    {
        var measured = shop.Measure(shop.ShardOf(shop.Merge(shop.Read(PlainShop.Dump(orders), 1 << 20))));
        var decision = shop.Decide(measured.Measures, shop.Learn(measured), measured.Ids.Count);
        return new ScoredShard(
            measured.Ids,
            ["recency", "frequency", "monetary", "rfm.r", "rfm.f", "rfm.m", "rfm.segment", "rfm.since"],
            [
                .. measured.Measures, .. decision.Columns,
                new TextColumn(decision.Segments, shop.Schemes.Schemes[0].Ids),
                new IntegerColumn([.. Enumerable.Range(1, measured.Ids.Count).Select(run => (long)run)]),
            ]);
    }
}
