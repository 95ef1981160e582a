using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Referrals: many by those who would recommend the business, few by others.</summary>
internal static class ReferralRows
{
    private const double Promoter = 8;
    private const double PromoterRate = 0.04;
    private const double OtherRate = 0.005;
    private const double ConvertedShare = 0.3;

    /// <summary>Writes the referrals by a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var rate = customer.Persona.Recommends > Promoter ? PromoterRate : OtherRate;
        var days = new List<int>();
        CustomerDraw.DrawEvents(chance, customer.Signup, customer.Quiet, rate, days);
        var row = 0;
        foreach (var day in days)
            sheet.On(day).Id(customer.Number, row++).Customer(customer.Number).Day(day)
                .Word(chance.Happens(ConvertedShare) ? "converted" : "open").End();
    }
}
