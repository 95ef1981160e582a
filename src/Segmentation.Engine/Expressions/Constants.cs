using System.Numerics;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>One value for all rows.</summary>
internal sealed class Constant<T>(ColumnType type, T value) : Node(type)
    where T : struct, INumber<T>
{
    public T Value { get; } = value;

    public override bool MayBeNull => false;

    public override Column Evaluate(Frame frame)
    {
        var values = new T[frame.Count];
        Array.Fill(values, Value);
        return Cells<T>.Column(values);
    }
}

/// <summary>One text for all rows.</summary>
internal sealed class TextConstant(byte[] value) : Node(ColumnType.Text)
{
    public byte[] Value { get; } = value;

    /// <summary>The text as a string.</summary>
    public string Text => Encoding.UTF8.GetString(Value);

    public override bool MayBeNull => false;

    public override Column Evaluate(Frame frame) =>
        new TextColumn(new int[frame.Count], new TextList(Value, [Value.Length]));
}

/// <summary>Null for all rows.</summary>
internal sealed class NullConstant(ColumnType type) : Node(type)
{
    public override bool MayBeNull => true;

    public override Column Evaluate(Frame frame) => Column.Nulls(Type, frame.Count);
}

/// <summary>The as-of day for all rows.</summary>
internal sealed class AsOfDay() : Node(ColumnType.Date)
{
    public override bool MayBeNull => false;

    public override Column Evaluate(Frame frame)
    {
        var days = new int[frame.Count];
        Array.Fill(days, frame.AsOf);
        return new DateColumn(days);
    }
}

/// <summary>The column of a reference.</summary>
internal sealed class ReferenceNode(Reference reference) : Node(reference.Type)
{
    public Reference Reference { get; } = reference;

    public override bool MayBeNull => Reference.MayBeNull;

    public override Column Evaluate(Frame frame) => frame.Column(Reference.Slot);
}

/// <summary>The result of an aggregate.</summary>
internal sealed class AggregateNode(Aggregate aggregate) : Node(aggregate.Type)
{
    public override bool MayBeNull => aggregate.Kind is not
        (AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Sum or AggregateKind.Decayed);

    public override Column Evaluate(Frame frame) => frame.Aggregate(aggregate);
}
