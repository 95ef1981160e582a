using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Membership of the loyalty programme, in tiers by value.</summary>
internal static class ProgrammeRows
{
    private const int DaysUntilJoined = 365;

    /// <summary>Writes the membership of a customer, if it joined.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var joins = chance.Happens(customer.Persona.Joins);
        var day = customer.Signup + chance.Below(DaysUntilJoined);
        if (!joins || day >= customer.Quiet)
            return;
        var tier = (customer.Value / sheet.Business.Kind.MeanValue) switch
        {
            < 0.8 => "bronze",
            < 1.6 => "silver",
            _ => "gold",
        };
        sheet.On(day).Id(customer.Number, 0).Customer(customer.Number).Day(day).Word(tier).End();
    }
}
