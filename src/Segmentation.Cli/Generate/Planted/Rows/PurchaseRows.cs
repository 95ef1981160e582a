using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Orders: their days are drawn with the customer, their amounts around its value.</summary>
internal static class PurchaseRows
{
    private const int LeastOff = 5;
    private const int MostOff = 30;

    /// <summary>Writes the orders of a customer.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var order = 0;
        var wares = sheet.Business.Kind.OfPeople ? PlantedWords.Categories : PlantedWords.AddOns;
        foreach (var day in customer.Orders)
        {
            var amount = customer.Value * chance.Gamma(CustomerDraw.AmountShape) / CustomerDraw.AmountShape;
            var cents = (long)(amount * 100) + 1;
            var off = chance.Happens(customer.Persona.Discounts)
                ? LeastOff + chance.Below(MostOff - LeastOff + 1)
                : 0;
            // What was paid is what was drawn; the discount came off a higher price.
            sheet.On(day).Id(customer.Number, order).Customer(customer.Number).Day(day).Title("Order "u8, ++order)
                .Cents(cents).Word("EUR"u8).Cents(cents * off / (100 - off))
                .Word(PlantedWords.Channels.Draw(chance))
                .Word(Favourites.Draw(wares, customer.Persona, chance))
                .Word("paid", "Closed won", "Closed Won").End();
        }
    }
}
