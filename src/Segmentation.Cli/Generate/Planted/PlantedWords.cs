namespace Segmentation.Cli.Generate.Planted;

/// <summary>The words of sample businesses that their plain form does not have; names are invented.</summary>
internal static class PlantedWords
{
    /// <summary>Who looks after customers.</summary>
    public static readonly string[] Owners =
    [
        "Mara Fenwold", "Jon Halvek", "Ida Köstrel", "Noor Selvan", "Tom Brenwick", "Lea Dalmora", "Emil Norvik",
        "Rosa Calvero", "Pia Lumaris", "Sven Torvald", "Ana Mirando", "Kai Wolmar",
    ];

    /// <summary>Given names.</summary>
    public static readonly Words GivenNames = new(
        "Ada", "Alma", "Anton", "Aylin", "Bruno", "Carla", "Deniz", "Edda", "Elif", "Emre", "Esra", "Felix", "Greta",
        "Hanna", "Inès", "Ivo", "Jana", "José", "Lena", "Linus", "Maja", "Marek", "Mia", "Nils", "Olga", "Paul",
        "René", "Rita", "Sara", "Selim", "Tilda", "Zoë");

    /// <summary>Roles of contacts.</summary>
    public static readonly Words Roles = new(
        ("Administrator", 4), ("Head of Operations", 3), ("Finance", 2), ("Developer", 3), ("Director", 1));

    /// <summary>Features of the product, in the order of <see cref="Persona.Favourite"/>.</summary>
    public static readonly string[] Features = ["automation", "reports", "exports", "dashboards", "mobile", "batch"];

    /// <summary>What companies order beside their contract, in the same order.</summary>
    public static readonly string[] AddOns =
        ["api-pack", "audit-log", "starter-kit", "training", "storage", "batch-pack"];

    /// <summary>What people order, in the same order.</summary>
    public static readonly string[] Categories = ["home", "garden", "sale", "books", "sports", "gifts"];

    /// <summary>Channels.</summary>
    public static readonly Words Channels = new(("online", 60), ("mobile", 25), ("phone", 10), ("partner", 5));

    /// <summary>Priorities of tickets.</summary>
    public static readonly Words Priorities = new(("low", 40), ("medium", 40), ("high", 15), ("urgent", 5));

    /// <summary>The items of the survey about attitudes.</summary>
    public static readonly string[] Attitudes = ["price", "novelty", "advice"];
}
