namespace Segmentation.Cli.Generate;

/// <summary>The words of the invented business.</summary>
internal static class Vocabulary
{
    /// <summary>The first words of company names, all invented.</summary>
    public static readonly Words Names = new(
        "Aldora", "Ambrel", "Arvano", "Bélisar", "Bramlo", "Brenwick", "Calvero", "Cindral", "Corvanta", "Dalmora",
        "Dörnwald", "Drelan", "Elmaro", "Énovar", "Estrano", "Fjelmar", "Fenwold", "Galdor", "Gilmara", "Görvan",
        "Halvek", "Hestrin", "Ilvara", "Iskano", "Jarvelo", "Jorvin", "Kelmora", "Kırvan", "Köstrel", "Lavendo",
        "Lormak", "Lumaris", "Malvero", "Mirando", "Mélisande", "Nordelo", "Norvik", "Oldara", "Orlento", "Ösmar",
        "Palvero", "Pelmont", "Quendra", "Quillon", "Ravelo", "Rostrel", "Salvano", "Şelvan", "Silmaro", "Sundrel",
        "Talmira", "Tervano", "Torvald", "Ulmera", "Ürgano", "Valdoro", "Velmara", "Vintrel", "Wendor", "Wolmar",
        "Xandro", "Yelmar", "Zalvero", "Zelmira");

    /// <summary>The second words of company names.</summary>
    public static readonly Words Trades = new(
        "Agency", "Atelier", "Brothers", "Bureau", "Centre", "Circle", "Craft", "Depot", "Design", "Direct", "Edge",
        "Forge", "Force", "Group", "Guild", "House", "Hub", "Labs", "Lane", "Line", "Makers", "Market", "Mill", "Net",
        "Office", "Outlet", "Partners", "Point", "Port", "Select", "Shop", "Source", "Square", "Store", "Studio",
        "Supply", "Team", "Trade", "Union", "Works");

    /// <summary>What follows a company name; those with a comma make the cell a quoted one.</summary>
    public static readonly Words Endings = new(
        ("", 84), (" Ltd", 4), (" SA", 3), (" GmbH", 2), (" AŞ", 2), (" & Söhne", 1), (", Inc.", 3), (", Ltd.", 1));

    /// <summary>Countries.</summary>
    public static readonly Words Countries = new(
        ("United States", 20), ("Germany", 12), ("France", 10), ("Spain", 8), ("Italy", 8), ("Sweden", 6),
        ("Poland", 6), ("Turkey", 6), ("Canada", 6), ("Brazil", 5), ("Norway", 5), ("Japan", 4), ("India", 4));

    /// <summary>Industries.</summary>
    public static readonly Words Industries = new(
        ("Retail", 22), ("Software", 14), ("Food", 12), ("Health", 10), ("Finance", 10), ("Travel", 8), ("Energy", 8),
        ("Media", 8), ("Manufacturing", 8));

    /// <summary>Mailboxes; the number of the customer follows.</summary>
    public static readonly Words Mailboxes = new(
        "accounts.", "contact.", "office.", "orders.", "purchasing.", "sales.");

    /// <summary>Domains that are reserved for examples (RFC 2606), so that no letter ever reaches anybody.</summary>
    public static readonly Words Domains = new("@example.com", "@example.org", "@example.net");

    /// <summary>Channels.</summary>
    public static readonly Words Channels = new(
        ("online", 45), ("store", 25), ("mobile", 20), ("phone", 6), ("partner", 4));

    /// <summary>Product categories.</summary>
    public static readonly Words Categories = new(
        ("Home", 18), ("Groceries", 16), ("Toys", 10), ("Garden", 10), ("Beauty", 10), ("Sports", 10), ("Books", 10),
        ("Office", 8), ("Electronics", 8));

    /// <summary>Product categories that need quotes, already in them.</summary>
    public static readonly Words QuotedCategories = new(
        ("\"Home, Garden\"", 5), ("\"Food, Drink\"", 3), ("\"Toys \"\"R\"\" Kids, more\"", 2));
}
