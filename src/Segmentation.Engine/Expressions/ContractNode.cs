using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Expressions;

/// <summary>
/// What contract models tell of customers: null for those without a contract that runs, and for all while nothing was
/// learned.
/// </summary>
/// <param name="call">What is asked.</param>
internal sealed class ContractNode(LifetimeCall call) : Node(ColumnType.Number)
{
    public override bool MayBeNull => true;

    public override Column Evaluate(Frame frame)
    {
        var told = new double[frame.Count];
        Array.Fill(told, NumberColumn.Null);
        if (frame.Models.Find(call.Keys.Single()) is not { } learned)
            return new NumberColumn(told);
        var (tenures, modelOf) = (frame.Tenures(call), learned.ByCohort());
        for (var row = 0; row < told.Length; row++)
        {
            if (tenures.Survived[row] == Tenures.None)
                continue;
            var value = Value(modelOf(tenures.Cohort[row]), tenures.Survived[row], tenures.Amount[row]);
            if (double.IsFinite(value))
                told[row] = value;
            else
                frame.Overflow(row);
        }

        return new NumberColumn(told);
    }

    private double Value(CohortModel model, int survived, double amount)
    {
        if (call.Terms is not { } terms)
            return model.Renewal(survived);
        var period = call.Contract!.PeriodDays;
        var discount = Math.Pow(1 + terms.Discount, (double)period / terms.PeriodDays) - 1;
        return amount * terms.Margin * model.Remaining(survived, discount, terms.HorizonDays / period);
    }
}
