namespace LocalRuntime.Tables;

/// <summary>
/// A condition on entities. A comparison with a property that the entity lacks, or that has another type, is false;
/// so <c>not (A eq 1)</c> is true for an entity without <c>A</c>, and <c>A ne 1</c> is false.
/// </summary>
internal abstract class Filter
{
    /// <summary>Whether an entity satisfies the condition.</summary>
    public abstract bool Matches(in StoredEntity entity);

    /// <summary>Keys outside of which nothing matches.</summary>
    public virtual KeyRange Range => KeyRange.All;

    /// <summary>Both conditions.</summary>
    public sealed class And(Filter left, Filter right) : Filter
    {
        /// <inheritdoc/>
        public override KeyRange Range { get; } = left.Range.And(right.Range);

        /// <inheritdoc/>
        public override bool Matches(in StoredEntity entity) => left.Matches(entity) && right.Matches(entity);
    }

    /// <summary>One of the conditions or both.</summary>
    public sealed class Or(Filter left, Filter right) : Filter
    {
        /// <inheritdoc/>
        public override KeyRange Range { get; } = left.Range.Or(right.Range);

        /// <inheritdoc/>
        public override bool Matches(in StoredEntity entity) => left.Matches(entity) || right.Matches(entity);
    }

    /// <summary>Not the condition.</summary>
    public sealed class Not(Filter inner) : Filter
    {
        /// <inheritdoc/>
        public override bool Matches(in StoredEntity entity) => !inner.Matches(entity);
    }

    /// <summary>Always the same.</summary>
    public sealed class Constant(bool value) : Filter
    {
        /// <inheritdoc/>
        public override bool Matches(in StoredEntity entity) => value;
    }
}
