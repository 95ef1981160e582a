namespace EndToEnd.Ways;

/// <summary>What comes out of each way, in the words of the document.</summary>
internal static class AllWays
{
    /// <summary>By row, what the command says.</summary>
    public static IReadOnlyDictionary<string, Func<WayRuns, string>> ByCommand { get; } = Together(
        MarketingCampaignWays.ByCommand, CdnowWays.ByCommand, RavenstackWays.ByCommand, MavenWays.ByCommand,
        PracticeWays.ByCommand, GeneratedWays.ByCommand);

    /// <summary>By row, what a plain loop over the files says, which knows nothing of the command.</summary>
    public static IReadOnlyDictionary<string, Func<string>> ByPlainLoop { get; } = Together(
        MarketingCampaignWays.ByPlainLoop, CdnowWays.ByPlainLoop, RavenstackLoops.ByPlainLoop, MavenWays.ByPlainLoop);

    private static Dictionary<string, TValue> Together<TValue>(params Dictionary<string, TValue>[] parts) =>
        parts.SelectMany(part => part).ToDictionary();
}
