using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Companies: owner, parent, external key, tax number, size, plan, seats and status.</summary>
internal static class CompanyRows
{
    private const double MostEmployees = 50_000;
    private const double EmployeesPerSeat = 4;
    private const double ThousandsPerHead = 120;
    private const double Deviation = 0.5;

    /// <summary>Writes a company to each import that tells of a change.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        foreach (var (import, state) in Profile.Changes(
            sheet.Time, customer.Signup, day => (Seats: customer.Seats(day), Status: StatusOn(customer, day))))
            Write(sheet, sheet.In(import), customer, state.Seats, state.Status);
    }

    private static void Write(Sheet sheet, SheetFile file, Customer customer, int seats, Status status)
    {
        var number = customer.Number;
        var profile = Profile.ChanceOf(sheet, number);
        var original = Profile.OriginalOf(sheet.Business.Kind, customer);
        var owner = Profile.DrawOwner(profile);
        var parent = Profile.DrawParent(profile, sheet, customer);
        file.Customer(number);
        Profile.PutCompany(file, sheet, customer, profile);
        file.Owner(owner).IdBehindOwner(owner).Customer(parent).Word("K-"u8).AddNumber(40_000_000L + number)
            .Word("XX"u8).AddNumber(100_000_000L + original * 7L);
        Profile.PutEmail(file, number, person: 0);
        file.Word(Vocabulary.Countries.Draw(profile)).Word(Vocabulary.Industries.Draw(profile));
        PutSize(file, customer, profile);
        file.Moment(customer.Signup, number).Word(PlanOf(seats)).Whole(seats);
        (status switch
        {
            Status.Lead => file.Word("lead", "Lead", "Lead"),
            Status.Onboarding => file.Word("onboarding", "Onboarding", "Onboarding"),
            Status.Active => file.Word("active", "Customer", "Customer"),
            _ => file.Word("churned", "Former customer", "Former Customer"),
        }).End();
    }

    private static Status StatusOn(Customer customer, int day)
    {
        if (customer.Jumped is not { } jumped)
            return customer.Left <= day ? Status.Churned : Status.Active;
        return day < jumped ? Status.Lead : day < customer.JumpedAgain ? Status.Churned : Status.Onboarding;
    }

    private static string PlanOf(int seats) => seats switch
    {
        < 10 => "basic",
        < 50 => "pro",
        _ => "enterprise",
    };

    private static void PutSize(SheetFile file, Customer customer, Chance profile)
    {
        var size = customer.FirstSeats * EmployeesPerSeat * SteadyMath.Exp(Deviation * profile.Normal());
        var employees = (long)Math.Clamp(size, 1, MostEmployees);
        var perHead = ThousandsPerHead * SteadyMath.Exp(Deviation * profile.Normal());
        file.Whole(employees).Whole((long)(employees * perHead) * 1000);
    }

    private enum Status
    {
        Lead,
        Onboarding,
        Active,
        Churned,
    }
}
