using System.Text.Json;
using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>Looks for what keeps people from using a page, by the rules of axe-core.</summary>
internal static class Axe
{
    private static string Script { get; } = Path.Combine(Needs.Sources, "node_modules", "axe-core", "axe.min.js");

    /// <summary>Fails with every serious or critical violation, its rule and where it is.</summary>
    /// <param name="page">The page.</param>
    /// <param name="where">What is looked at, for the message.</param>
    /// <param name="rule">The only rule to look at; null for all.</param>
    public static async Task AssertUsableAsync(IPage page, string where, string? rule = null)
    {
        // As a tool of the browser does it: the page's own rules forbid foreign scripts.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(Script, TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            rule => axe.run(document, rule ? { runOnly: { type: 'rule', values: [rule] } } : {}).then(found =>
              found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one =>
                `${one.id}: ${one.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; ')}`))
            """,
            rule);
        Assert.True(found.GetArrayLength() == 0, $"{where}: {found}");
    }
}
