using Segmentation.Engine.Calibration;

namespace Segmentation.Engine.Schemes;

/// <summary>How a kind of scheme puts customers into segments. A kind that learns its segments is one more of these.
/// </summary>
internal abstract class Decider
{
    /// <summary>The conditions that it reads, in the order in which it does.</summary>
    public abstract IEnumerable<Condition> Conditions { get; }

    /// <summary>The segments by their conditions.</summary>
    public abstract FirstThatHolds Segments { get; }

    /// <summary>Decides for every customer.</summary>
    /// <param name="results">The measures, and what schemes have decided that this one uses.</param>
    /// <param name="edges">The edges of each score, in the order of the scheme.</param>
    public abstract Decision Decide(SchemeResults results, IReadOnlyList<Edges> edges);

    /// <summary>The conditions that were unknown on the way of the only customer of some results.</summary>
    public abstract IEnumerable<Condition> Unknown(SchemeResults one);
}
