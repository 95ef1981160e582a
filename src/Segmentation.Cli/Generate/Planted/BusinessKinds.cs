using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Generate.Planted;

/// <summary>The kinds of business that can be generated.</summary>
internal static class BusinessKinds
{
    /// <summary>A shop without contracts, after Fader, Hardie and Lee (2005): BG/NBD and gamma-gamma.</summary>
    public static readonly BusinessKind ECommerce = new()
    {
        Name = "e-commerce",
        TermMonths = 0,
        RateShape = 0.9,
        MeanRate = 0.4,
        LeavingA = 0.8,
        LeavingB = 2.5,
        FickleFrom = 0.2,
        MeanValue = 60,
        ValueShape = 4,
        OfPeople = true,
        Personas = Personas.OfShop,
        Sheets = [SheetKinds.People, .. SheetKinds.OfEveryBusiness],
    };

    /// <summary>Contracts renewed each quarter, after Fader and Hardie (2007): shifted beta-geometric.</summary>
    public static readonly BusinessKind Contractual = new()
    {
        Name = "contractual",
        TermMonths = 3,
        RateShape = 1,
        MeanRate = 0.1,
        LeavingA = 0.9,
        LeavingB = 9,
        FickleFrom = 0.06,
        MeanValue = 45,
        ValueShape = 6,
        OfPeople = true,
        Personas = Personas.OfClub,
        Sheets = [SheetKinds.People, .. SheetKinds.OfEveryBusiness, .. SheetKinds.OfContracts],
    };

    /// <summary>Software for companies: contracts renewed each year, seats, and usage of the product.</summary>
    public static readonly BusinessKind Software = new()
    {
        Name = "b2b-saas",
        TermMonths = 12,
        RateShape = 1.5,
        MeanRate = 0.15,
        LeavingA = 1.2,
        LeavingB = 6,
        FickleFrom = 0.13,
        MeanValue = 900,
        ValueShape = 3,
        SeatPrice = 30,
        JumpingShare = 0.02,
        Personas = Personas.OfSoftware,
        Sheets =
        [
            SheetKinds.Companies, .. SheetKinds.OfEveryBusiness, .. SheetKinds.OfContracts, .. SheetKinds.OfCompanies,
        ],
    };

    /// <summary>The names on the command line.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(kind => kind.Name)];

    /// <summary>All kinds.</summary>
    // Not a field: Tidewater is made from a kind above.
    public static BusinessKind[] All => [Software, ECommerce, Contractual, Tidewater.Kind];

    /// <summary>The kind of a name.</summary>
    /// <exception cref="DefinitionException">When there is none.</exception>
    public static BusinessKind Of(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new DefinitionException(
            "--business", $"found {Sentence.Quoted(name)}", $"one of {string.Join(", ", Names)}",
            Suggestion.For(name, Names));
}
