using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>A part of an expression whose names and types are known.</summary>
/// <param name="type">The type of the values.</param>
internal abstract class Node(ColumnType type)
{
    /// <summary>The type of the values.</summary>
    public ColumnType Type { get; } = type;

    /// <summary>Whether a value may be null; that a result may not fit its type is left out of account.</summary>
    public abstract bool MayBeNull { get; }

    /// <summary>The values, one per row.</summary>
    public abstract Column Evaluate(Frame frame);
}
