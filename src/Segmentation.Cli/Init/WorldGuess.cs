using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Init;

/// <summary>How customers leave, as the files of an import show it.</summary>
/// <param name="World">The world that is proposed.</param>
/// <param name="Why">The reason, in words.</param>
internal sealed record WorldGuess(World World, string Why)
{
    /// <summary>
    /// Contracts with ends, or invoices at fixed intervals, make it contractual; uneven orders non-contractual.
    /// </summary>
    /// <param name="proposal">The files.</param>
    /// <param name="rhythm">The rhythm of orders; null without any.</param>
    /// <returns>Null when neither shows.</returns>
    public static WorldGuess? Of(Proposal proposal, Rhythm? rhythm)
    {
        if (proposal.Find("subscriptions")?.Field("ended") is { } ended)
            return new(World.Contractual, $"{ended.Column.Header} tells when a contract ended");
        if (rhythm?.Variation is not { } variation)
            return null;
        var vary = string.Create(CultureInfo.InvariantCulture, $"a customer's gaps vary by {variation * 100:0} %");
        return rhythm.IsFixed
            ? new(World.Contractual, $"{proposal.Orders!.Name} come at fixed intervals ({vary})")
            : new(World.NonContractual, $"no contracts end, and {proposal.Orders!.Name} come unevenly ({vary})");
    }

    /// <summary>The word of workspace.yaml.</summary>
    public static string WordOf(World world) => world == World.Contractual ? "contractual" : "non-contractual";
}
