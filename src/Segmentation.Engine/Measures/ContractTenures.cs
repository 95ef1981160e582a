using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Measures;

/// <summary>
/// Sums up the contracts of customers in one pass over their rows, which are in order of their first days. Contracts
/// that overlap, or follow within a day, are one tenure.
/// </summary>
/// <param name="terms">How rows are contracts.</param>
/// <param name="asOf">The as-of day, in days since 1970-01-01; an end behind it is not known of.</param>
internal sealed class ContractTenures(ContractTerms terms, int asOf)
{
    private const int LongestGap = 1;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    // The end of a contract that runs.
    private const int Runs = int.MaxValue;

    private readonly List<Tenure> _all = [];

    /// <summary>The tenures of the customers; rows without a day are passed over.</summary>
    /// <param name="spans">The rows of each customer, and which of them count.</param>
    /// <param name="days">The first day of each row, in days since 1970-01-01.</param>
    /// <param name="frame">The rows.</param>
    /// <param name="amounts">What each row brings in a period, NaN for null; null when it does not matter.</param>
    public Tenures Of(EventSpans spans, int[] days, Frame frame, double[]? amounts)
    {
        int[] ends = [.. ((DateColumn)terms.Ends.Evaluate(frame)).Values
            .Select(end => end == DateColumn.Null || end > asOf ? Runs : end)];
        var cohorts = terms.By?.Evaluate(frame) as TextColumn;
        var tenures = Tenures.Of(spans.Customers) with { All = _all };
        for (var customer = 0; customer < spans.Customers; customer++)
        {
            var (first, end, any) = (0, 0, false);
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (!spans.Counts(row) || days[row] == DateColumn.Null)
                    continue;
                if (any && days[row] - LongestGap > end)
                    Add(tenures, customer, days[first], end, Cohort(cohorts, days, first));
                if (!any || days[row] - LongestGap > end)
                    (first, end, any) = (row, days[row], true);
                end = Math.Max(end, ends[row]);
                if (ends[row] == Runs && amounts is not null && !double.IsNaN(amounts[row]))
                    tenures.Amount[customer] += amounts[row];
            }

            if (any)
                Add(tenures, customer, days[first], end, Cohort(cohorts, days, first));
        }

        return tenures;
    }

    private void Add(Tenures tenures, int customer, int first, int end, string? cohort)
    {
        var until = end == Runs ? Math.Max(first, asOf) : end;
        var renewals = Tenures.Renewals(until - first, terms.PeriodDays);
        _all.Add(new Tenure(renewals, end != Runs, cohort));
        if (end == Runs)
            (tenures.Survived[customer], tenures.Cohort[customer]) = (renewals, cohort);
    }

    private string? Cohort(TextColumn? cohorts, int[] days, int row) => terms.IsByYear
        ? DateOnly.FromDayNumber(days[row] + Epoch).Year.ToString(CultureInfo.InvariantCulture)
        : cohorts is null || cohorts.IsNull(row) ? null : Encoding.UTF8.GetString(cohorts[row]);
}
