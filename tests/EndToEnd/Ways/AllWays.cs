namespace EndToEnd.Ways;

/// <summary>
/// What comes out of each way by the command, and of some by a plain loop over the files, in the words of the document.
/// </summary>
internal static class AllWays
{
    /// <summary>By the id of a row: what the runs of the command say.</summary>
    public static IReadOnlyDictionary<string, Func<WayRuns, string>> ByCommand { get; } =
        Together(MarketingCampaignWays.ByCommand);

    /// <summary>By the id of a row: what a plain loop over the files says, which knows nothing of the command.</summary>
    public static IReadOnlyDictionary<string, Func<string>> ByPlainLoop { get; } =
        Together(MarketingCampaignWays.ByPlainLoop);

    private static Dictionary<string, TValue> Together<TValue>(params Dictionary<string, TValue>[] parts) =>
        parts.SelectMany(part => part).ToDictionary();
}
