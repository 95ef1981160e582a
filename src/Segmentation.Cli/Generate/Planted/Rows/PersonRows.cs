using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>Customers that are people: owner, external key, address, country and status.</summary>
internal static class PersonRows
{
    // A shop never knows who left: it calls those inactive who have not bought for so long.
    private const int DaysUntilInactive = 180;

    /// <summary>Writes a person to each import that tells of a change.</summary>
    public static void Write(Sheet sheet, Customer customer, Chance chance)
    {
        var states = Profile.Changes(sheet.Time, customer.Signup, day => IsGone(sheet, customer, day));
        foreach (var (import, gone) in states)
            Write(sheet, sheet.In(import), customer, gone);
    }

    private static bool IsGone(Sheet sheet, Customer customer, int day) => sheet.Business.Kind.HasContracts
        ? customer.Left <= day
        : day - customer.Orders.FindLast(order => order <= day) > DaysUntilInactive;

    private static void Write(Sheet sheet, SheetFile file, Customer customer, bool gone)
    {
        var number = customer.Number;
        var profile = Profile.ChanceOf(sheet, number);
        var owner = Profile.DrawOwner(profile);
        file.Customer(number).Person(PlantedWords.GivenNames.Draw(profile), Vocabulary.Names.Draw(profile))
            .Owner(owner).IdBehindOwner(owner).Word("K-"u8).AddNumber(40_000_000L + number);
        Profile.PutEmail(file, number, person: 0);
        file.Word(Vocabulary.Countries.Draw(profile)).Moment(customer.Signup, number);
        if (gone)
            file.Word("inactive", "Former customer", "Former Customer").End();
        else
            file.Word("active", "Customer", "Customer").End();
    }
}
