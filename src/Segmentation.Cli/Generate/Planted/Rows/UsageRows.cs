using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Usage of the product: a row per month and feature that was used, less and less before a customer leaves.
/// </summary>
internal static class UsageRows
{
    private const double UsesPerSeat = 6;
    private const double FavouriteFactor = 5;
    private const double Evenness = 4;
    private const int MinutesPerUse = 7;

    /// <summary>Writes the usage of a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var row = 0;
        for (var month = Timeline.MonthOf(customer.Signup); ; month++)
        {
            // The months' last days.
            var day = Timeline.MonthStart(month + 1) - 1;
            if (day >= customer.Quiet)
                return;
            for (var feature = 0; feature < PlantedWords.Features.Length; feature++)
            {
                var mean = UsesPerSeat * customer.Seats(day) * customer.Mood(day, sheet.Time.End)
                    * (feature == customer.Persona.Favourite ? FavouriteFactor : 1);
                var uses = (long)(mean * chance.Gamma(Evenness) / Evenness);
                if (uses > 0)
                    sheet.On(day).Id(customer.Number, row++).Customer(customer.Number).Day(day)
                        .Word(PlantedWords.Features[feature]).Whole(uses).Whole(uses * MinutesPerUse).End();
            }
        }
    }
}
