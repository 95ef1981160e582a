using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Hours of service: onboarding in the first three months, then support, by how often the persona asks.
/// </summary>
internal static class ServiceRows
{
    private const int OnboardingDays = 90;
    private const double OnboardingRate = 0.5;
    private const double SupportPerTicket = 0.8;
    private const double HoursShape = 2;
    private const double MeanHours = 1.5;
    private const long Quarter = 25;

    /// <summary>Writes the hours spent on a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var days = new List<int>();
        var support = Math.Min(customer.Signup + OnboardingDays, customer.Quiet);
        CustomerDraw.DrawEvents(chance, customer.Signup, support, OnboardingRate, days);
        CustomerDraw.DrawEvents(chance, support, customer.Quiet, SupportPerTicket * customer.Persona.Tickets, days);
        var row = 0;
        foreach (var day in days)
        {
            var quarters = 1 + (long)(MeanHours * 4 * chance.Gamma(HoursShape) / HoursShape);
            sheet.On(day).Id(customer.Number, row++).Customer(customer.Number).Day(day)
                .Cents(quarters * Quarter).Word(day < support ? "onboarding" : "support").End();
        }
    }
}
