using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Clustering;

/// <summary>Turns columns of measures into rows of features.</summary>
public static class FeatureRows
{
    /// <summary>The values of customers as numbers, row by row: days for dates, NaN for null and what is infinite.
    /// </summary>
    /// <param name="features">The columns.</param>
    /// <param name="count">The number of customers.</param>
    public static double[] Of(IReadOnlyList<Column> features, int count)
    {
        var values = new double[count * features.Count];
        for (var feature = 0; feature < features.Count; feature++)
        {
            for (var customer = 0; customer < count; customer++)
                values[customer * features.Count + feature] = Number(features[feature], customer);
        }

        return values;
    }

    /// <summary>Whether all values of a customer are there.</summary>
    public static bool IsComplete(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }

    private static double Number(Column column, int row) => column.IsNull(row) ? double.NaN : column switch
    {
        IntegerColumn whole => whole.Values[row],
        MoneyColumn money => (double)money.Values[row],
        DateColumn date => date.Values[row],
        NumberColumn number => number.Values[row],
        _ => double.NaN,
    };
}
