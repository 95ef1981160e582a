namespace EndToEnd.Ways;

/// <summary>The rows on what people do with definitions: review, change and share them.</summary>
internal static class PracticeWays
{
    private static readonly string[] RealWorkspaces = ["cdnow", "marketing-campaign", "maven-crm", "ravenstack"];

    /// <summary>What the command says, by row.</summary>
    public static readonly Dictionary<string, Func<WayRuns, string>> ByCommand = new()
    {
        ["demographics-alone"] = _ => Alone("life-stage", "demographic-only"),
        ["value-overlooked"] = _ => Alone("purchase-path", "value-blind"),
        ["reviews"] = _ => Reviews(),
        ["stewards"] = _ => Stewards(),
        ["changed-definition"] = ChangedDefinition,
    };

    /// <summary>How often lint says a code of a scheme of marketing-campaign alone, and of all its schemes.</summary>
    private static string Alone(string scheme, string code)
    {
        using var folder = new TempFolder();
        var alone = Warnings(folder.CopyShipped("marketing-campaign", scheme), code);
        return $"alone {alone} warning, beside the other schemes {Warnings("marketing-campaign", code)}";
    }

    private static string Reviews()
    {
        using var folder = new TempFolder();
        var workspace = folder.CopyShipped("ravenstack");
        folder.Workspace(
            "workspace.yaml", folder.Text("workspace/workspace.yaml")
                .Replace("reviewed: 2026-11-01", "reviewed: 2025-11-01", StringComparison.Ordinal));
        var schemes = Directory.GetFiles(folder["workspace/schemes"]).Length;
        return $"{Warnings(workspace, "overdue-review")} of {schemes} schemes overdue when last reviewed on 2025-11-01";
    }

    /// <summary>All that lint says of the shipped workspaces, except for what becomes due with the calendar.</summary>
    private static string Stewards()
    {
        var warnings = RealWorkspaces.Sum(workspace => Warnings(workspace) - Warnings(workspace, "overdue-review"));
        return $"{warnings} warnings in {RealWorkspaces.Length} workspaces";
    }

    /// <summary>Who moves when an edge of price-sensitivity is moved, in the folder of the shipped run.</summary>
    private static string ChangedDefinition(WayRuns runs)
    {
        using var folder = new TempFolder();
        var workspace = folder.CopyShipped("marketing-campaign");
        const string Scheme = "workspace/schemes/price-sensitivity.yaml";
        folder.Write(
            Scheme, folder.Text(Scheme).Replace("[0.1, 0.25, 0.5]", "[0.1, 0.25, 0.4]", StringComparison.Ordinal));
        using var changed = new Segmented(
            () => MarketingCampaignWays.Dump, workspace, after: MarketingCampaignWays.Run(runs));
        return string.Join(", ", Moved.Of(changed.Transitions, "price-sensitivity")
            .CountBy(move => $"{move.From} to {move.To} by {move.Cause}")
            .Select(move => $"{move.Value.Count()} {move.Key}"));
    }

    /// <summary>How many warnings of a code lint says; of any code without one.</summary>
    private static int Warnings(string workspace, string? code = null)
    {
        var mark = code is null ? "[warning: " : $"[warning: {code}]";
        return Command.Done("lint", "--workspace", workspace).Output.Split(mark).Length - 1;
    }
}
