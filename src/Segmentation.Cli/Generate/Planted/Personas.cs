namespace Segmentation.Cli.Generate.Planted;

/// <summary>The personas of each kind of business; the last of each is one that nobody defined as a segment.</summary>
internal static class Personas
{
    /// <summary>Of b2b-saas.</summary>
    public static readonly Persona[] OfSoftware =
    [
        new("builder")
        {
            OfSteady = 40, OfFickle = 20, Benefit = "integrations", Favourite = 0, Recommends = 8.6,
            Attitudes = [2.2, 4.5, 2.0], Tickets = 0.3, Touches = 0.5, Discounts = 0.10, Joins = 0.30,
        },
        new("controller")
        {
            OfSteady = 35, OfFickle = 20, Benefit = "compliance", Favourite = 1, Recommends = 8.0,
            Attitudes = [3.0, 2.0, 4.4], Tickets = 0.2, Touches = 1.2, Discounts = 0.15, Joins = 0.45,
        },
        new("saver")
        {
            OfSteady = 15, OfFickle = 50, Benefit = "price", Favourite = 2, Recommends = 6.4,
            Attitudes = [4.7, 2.6, 2.4], Tickets = 0.5, Touches = 0.4, Discounts = 0.60, Joins = 0.15,
        },
        new("night-shift")
        {
            OfSteady = 10, OfFickle = 10, Benefit = "support", Favourite = 5, Recommends = 7.2,
            Attitudes = [2.5, 3.4, 3.6], Tickets = 1.4, Touches = 0.2, Discounts = 0.05, Joins = 0.05,
        },
    ];

    /// <summary>Of e-commerce.</summary>
    public static readonly Persona[] OfShop =
    [
        new("regular")
        {
            OfSteady = 50, OfFickle = 20, Benefit = "convenience", Favourite = 0, Recommends = 8.7,
            Attitudes = [2.8, 2.4, 2.6], Tickets = 0.04, Touches = 0.8, Discounts = 0.15, Joins = 0.60,
        },
        new("explorer")
        {
            OfSteady = 25, OfFickle = 20, Benefit = "choice", Favourite = 3, Recommends = 8.1,
            Attitudes = [2.4, 4.6, 2.8], Tickets = 0.06, Touches = 0.9, Discounts = 0.20, Joins = 0.30,
        },
        new("bargain-hunter")
        {
            OfSteady = 15, OfFickle = 50, Benefit = "price", Favourite = 2, Recommends = 6.8,
            Attitudes = [4.8, 3.0, 2.0], Tickets = 0.08, Touches = 0.7, Discounts = 0.80, Joins = 0.25,
        },
        new("gift-giver")
        {
            OfSteady = 10, OfFickle = 10, Benefit = "delivery", Favourite = 5, Recommends = 7.6,
            Attitudes = [2.6, 3.2, 4.5], Tickets = 0.15, Touches = 0.3, Discounts = 0.05, Joins = 0.05,
        },
    ];

    /// <summary>Of contractual.</summary>
    public static readonly Persona[] OfClub =
    [
        new("devotee")
        {
            OfSteady = 45, OfFickle = 15, Benefit = "community", Favourite = 0, Recommends = 9.0,
            Attitudes = [2.0, 3.2, 3.4], Tickets = 0.05, Touches = 0.6, Discounts = 0.10, Joins = 0.55,
        },
        new("planner")
        {
            OfSteady = 30, OfFickle = 20, Benefit = "flexibility", Favourite = 1, Recommends = 8.0,
            Attitudes = [3.1, 2.2, 4.3], Tickets = 0.08, Touches = 0.5, Discounts = 0.20, Joins = 0.35,
        },
        new("trier")
        {
            OfSteady = 15, OfFickle = 55, Benefit = "price", Favourite = 2, Recommends = 6.6,
            Attitudes = [4.5, 4.2, 2.2], Tickets = 0.10, Touches = 0.4, Discounts = 0.65, Joins = 0.10,
        },
        new("sleeper")
        {
            OfSteady = 10, OfFickle = 10, Benefit = "convenience", Favourite = 4, Recommends = 7.0,
            Attitudes = [3.0, 1.6, 1.8], Tickets = 0.01, Touches = 0.1, Discounts = 0.05, Joins = 0.02,
        },
    ];
}
