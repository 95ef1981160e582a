using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tracking;

namespace Segmentation.Engine.Schemes;

/// <summary>The scored customers of a shard as the conditions of their schemes saw them.</summary>
/// <param name="set">The schemes.</param>
/// <param name="scored">The shard.</param>
/// <param name="asOf">The as-of day of its run, in days since 1970-01-01.</param>
internal sealed class ScoredFrame(SchemeSet set, ScoredShard scored, int asOf) : Frame
{
    public override int Count => scored.Ids.Count;

    public override int AsOf => asOf;

    public override Column Column(int slot) => scored.Find(set.ColumnAt(slot))!;
}
