using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>The people of a company: one to four, the first from its signup on.</summary>
internal static class ContactRows
{
    private const int MostContacts = 4;
    private const int DaysUntilLast = 400;

    /// <summary>Writes the contacts of a company.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var contacts = 1 + chance.Below(MostContacts);
        for (var contact = 0; contact < contacts; contact++)
        {
            var day = customer.Signup + (contact == 0 ? 0 : chance.Below(DaysUntilLast));
            var given = PlantedWords.GivenNames.Draw(chance);
            var family = Vocabulary.Names.Draw(chance);
            var role = PlantedWords.Roles.Draw(chance);
            if (day >= Math.Min(customer.Left, sheet.Time.End))
                continue;
            var file = sheet.On(day);
            file.Id(customer.Number, contact).Customer(customer.Number).Moment(day, customer.Number)
                .Person(given, family);
            Profile.PutEmail(file, customer.Number, contact);
            file.Word(role).End();
        }
    }
}
