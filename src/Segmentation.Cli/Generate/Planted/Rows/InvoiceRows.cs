using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Invoices: one at the start of each term, for all its months.</summary>
internal static class InvoiceRows
{
    private const double OverdueShare = 0.05;
    private const double OverdueInDecline = 0.35;

    /// <summary>Writes the invoices of a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var months = sheet.Business.Kind.TermMonths;
        for (var term = 0; ; term++)
        {
            var day = Timeline.MonthsAfter(customer.Signup, term * months);
            if (day >= customer.Left)
                return;
            var declines = customer.Mood(Timeline.MonthsAfter(day, months) - 1, sheet.Time.End) < 1;
            sheet.On(day).Id(customer.Number, term).Customer(customer.Number).Day(day)
                .Cents(customer.MonthlyCents(day) * months).Word("EUR"u8)
                .Word(chance.Happens(declines ? OverdueInDecline : OverdueShare) ? "overdue" : "paid").End();
        }
    }
}
