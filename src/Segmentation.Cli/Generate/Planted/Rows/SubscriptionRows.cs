using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Contracts: a row whenever one begins, is renewed, grows or ends; the newest row of an id holds.</summary>
internal static class SubscriptionRows
{
    /// <summary>Writes the contract of a customer to each import that tells of a change.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var months = sheet.Business.Kind.TermMonths;
        foreach (var (import, state) in Profile.Changes(sheet.Time, customer.Signup, StateOn))
            Write(sheet.In(import), customer, state);

        State StateOn(int day) => new(
            NextRenewal(customer, months, Math.Min(day, customer.Left - 1)),
            customer.Left <= day ? customer.Left : null,
            customer.Seats(Math.Min(day, customer.Left - 1)),
            customer.MonthlyCents(Math.Min(day, customer.Left - 1)));
    }

    private static void Write(SheetFile file, Customer customer, State state) =>
        file.Id(customer.Number, 0).Customer(customer.Number).Day(customer.Signup)
            .Day(state.Renewal).Day(state.Ended).Whole(state.Seats).Cents(state.MonthlyCents).Word("EUR"u8)
            .Word(state.Ended is null ? "active" : "ended", state.Ended is null ? "Active" : "Cancelled",
                state.Ended is null ? "Activated" : "Terminated").End();

    private static int NextRenewal(Customer customer, int months, int day)
    {
        for (var term = 1; ; term++)
        {
            var renewal = Timeline.MonthsAfter(customer.Signup, term * months);
            if (renewal > day)
                return renewal;
        }
    }

    private readonly record struct State(int Renewal, int? Ended, int Seats, long MonthlyCents);
}
