using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Expressions;

/// <summary>
/// What lifetime models tell of customers: null for those without a purchase, and for all while nothing was learned.
/// </summary>
/// <param name="call">What is asked.</param>
internal sealed class LifetimeNode(LifetimeCall call) : Node(ColumnType.Number)
{
    public override bool MayBeNull => true;

    public override Column Evaluate(Frame frame)
    {
        var told = new double[frame.Count];
        Array.Fill(told, NumberColumn.Null);
        if (frame.Models.Tell(call) is not { } tell)
            return new NumberColumn(told);
        var histories = frame.Histories(call);
        for (var row = 0; row < told.Length; row++)
        {
            if (histories.Repeats[row] == Histories.NoPurchase)
                continue;
            var value = tell(histories[row]);
            if (double.IsFinite(value))
                told[row] = value;
            else
                frame.Overflow(row);
        }

        return new NumberColumn(told);
    }
}
