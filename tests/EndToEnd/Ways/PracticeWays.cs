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
        var alone = Lint(folder.CopyShipped("marketing-campaign", scheme), code);
        return $"alone {alone} warning, beside the other schemes {Lint("marketing-campaign", code)}";
    }

    private static string Reviews()
    {
        using var folder = new TempFolder();
        var workspace = folder.CopyShipped("ravenstack");
        folder.Workspace(
            "workspace.yaml", folder.Text("workspace/workspace.yaml")
                .Replace("reviewed: 2026-11-01", "reviewed: 2025-11-01", StringComparison.Ordinal));
        var schemes = Directory.GetFiles(folder["workspace/schemes"]).Length;
        return $"{Lint(workspace, "overdue-review")} of {schemes} schemes overdue when last reviewed on 2025-11-01";
    }

    /// <summary>What lint says about owners, objectives, reviews, use cases and playbooks.</summary>
    private static string Stewards()
    {
        string[] codes = ["no-owner", "no-objective", "no-review", "no-use-cases", "no-playbook"];
        var found = RealWorkspaces.Sum(workspace => codes.Sum(code => Lint(workspace, code)));
        return $"{found} warnings of {codes.Length} codes in {RealWorkspaces.Length} workspaces";
    }

    /// <summary>Who moves when an edge of price-sensitivity is moved, in the folder of the shipped run.</summary>
    private static string ChangedDefinition(WayRuns runs)
    {
        var run = MarketingCampaignWays.Run(runs);
        Assert.NotEmpty(run.Customers.Rows);
        using var folder = new TempFolder();
        var workspace = folder.CopyShipped("marketing-campaign");
        const string Scheme = "workspace/schemes/price-sensitivity.yaml";
        folder.Write(
            Scheme, folder.Text(Scheme).Replace("[0.1, 0.25, 0.5]", "[0.1, 0.25, 0.4]", StringComparison.Ordinal));
        Command.Done(
            "run", MarketingCampaignWays.Dump, "--workspace", workspace, "--data", run.Data, "--out", folder["out"]);
        return string.Join(", ", Moved.Of(folder, "price-sensitivity")
            .CountBy(move => $"{move.From} to {move.To} by {move.Cause}")
            .Select(move => $"{move.Value.Count()} {move.Key}"));
    }

    private static int Lint(string workspace, string code)
    {
        var lint = Command.Run("lint", "--workspace", workspace);
        return (lint.Output + lint.Error).Split('\n')
            .Count(line => line.Contains($" {code}: ", StringComparison.Ordinal));
    }
}
