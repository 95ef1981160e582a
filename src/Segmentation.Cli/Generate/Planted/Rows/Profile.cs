using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>
/// What stays the same of a customer: its owner, parent and name. Twins are one company under two ids.
/// </summary>
internal static class Profile
{
    private const int TwinEvery = 100;
    private const int ParentEvery = 12;
    private const double ChildShare = 0.2;
    private const int ProfileStream = 31;
    private const int NameStream = 30;

    /// <summary>The chance that a customer's profile is drawn from; the same each time that it is written.</summary>
    public static Chance ChanceOf(Sheet sheet, int number) => sheet.Draw.ChanceOf(number, ProfileStream);

    /// <summary>The owner of a customer, from 0; the first that is drawn of a profile.</summary>
    public static int DrawOwner(Chance profile) => profile.Below(PlantedWords.Owners.Length);

    /// <summary>The parent of a company; null without one. A parent is a customer before its children are.</summary>
    public static int? DrawParent(Chance profile, Sheet sheet, Customer customer)
    {
        var parent = customer.Number - customer.Number % ParentEvery;
        return profile.Happens(ChildShare) && parent > 0 && parent < customer.Number
            && sheet.Draw.SignupOf(parent) < customer.Signup ? parent : null;
    }

    /// <summary>The customer that this one is really the same as: itself, unless it is a twin.</summary>
    public static int OriginalOf(BusinessKind kind, Customer customer)
    {
        if (customer.Story is { } story)
            return story.TwinOf ?? customer.Number;
        return !kind.OfPeople && customer.Number % TwinEvery == 0 ? customer.Number - 1 : customer.Number;
    }

    /// <summary>Adds the name of a company: twins differ in its ending alone.</summary>
    public static void PutCompany(SheetFile file, Sheet sheet, Customer customer, Chance profile)
    {
        var chance = sheet.Draw.ChanceOf(OriginalOf(sheet.Business.Kind, customer), NameStream);
        Span<byte> name = [.. Vocabulary.Names.Draw(chance), .. " "u8, .. Vocabulary.Trades.Draw(chance)];
        var ending = Vocabulary.Endings.Draw(profile);
        if (customer.Story is { } story)
            file.Word(story.Name);
        else
            file.Word(name, ending);
    }

    /// <summary>Adds an address that reaches nobody (RFC 2606).</summary>
    /// <param name="file">Where it goes.</param>
    /// <param name="number">The customer.</param>
    /// <param name="person">Which person of the customer, from 0.</param>
    public static void PutEmail(SheetFile file, int number, int person) =>
        file.Word("person"u8).AddNumber(number).Add("."u8).AddNumber(person).Add("@example.com"u8);

    /// <summary>
    /// The imports that tell of a record: the first after it began, and each before which its state changed.
    /// </summary>
    /// <param name="time">When the business imports.</param>
    /// <param name="from">The day on which the record began.</param>
    /// <param name="stateOn">Its state at the end of a day.</param>
    public static IEnumerable<(int Import, T State)> Changes<T>(Timeline time, int from, Func<int, T> stateOn)
        where T : IEquatable<T>
    {
        var first = time.ImportOf(from);
        var before = stateOn(time.AsOf(first) - 1);
        yield return (first, before);
        for (var import = first + 1; import < time.Imports; import++)
        {
            var now = stateOn(time.AsOf(import) - 1);
            if (!now.Equals(before))
                yield return (import, now);
            before = now;
        }
    }
}
