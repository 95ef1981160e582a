namespace Segmentation.Cli.Generate.Planted;

/// <summary>The demo's business: b2b software of which more is new and more grows, with accounts known by name.
/// </summary>
internal static class Tidewater
{
    /// <summary>The business. Its stories end with the sixth import, as of 2026-06-01.</summary>
    public static readonly BusinessKind Kind = BusinessKinds.Software with
    {
        Name = "tidewater",
        // So that 55 of 100 have one invoice: they are in their first year, or left at its end.
        RecentShare = 0.24,
        GrowingShare = 0.12,
        // The demo tells of these accounts alone.
        BenefitRate = 0,
        JumpingShare = 0,
        // May is in the sixth import: 37 bad rows of 10,000.
        BadImport = 5,
        BadShare = 0.0037m,
        Stories =
        [
            new(11, "Harbor Foods", new(2023, 9, 4), 1200) { Grew = new(2026, 4, 14) },
            new(12, "Globex Marine", new(2023, 5, 15), 20_900 / 12.0)
            {
                OrdersNothing = true, Move = "population-shift:still",
            },
            new(13, "Quiet Pine", new(2024, 2, 20), 5_400) { Silent = new(2026, 3, 1) },
            // Renews on 2026-07-18, 47 days after the last import; 90 days before that import it was last met.
            new(14, "Northwind Labs", new(2023, 7, 18), 310_000 / 12.0)
            {
                LastMeeting = new(2026, 3, 3), Recommends = 3, Answered = new(2026, 5, 11),
            },
            new(15, "Cedar & Sons", new(2023, 3, 9), 600),
            new(16, "Acme", new(2023, 11, 6), 950),
            new(17, "ACME Corp.", new(2025, 8, 12), 420) { TwinOf = 16 },
            new(18, "Juniper Mill", new(2024, 6, 17), 1615) { Wobbles = true, Move = "own-data:wobbles" },
        ],
    };
}
