using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>What people do in the dashboard, over the sample business.</summary>
[Collection(nameof(DashboardInBrowser))]
public sealed partial class UseTests(Browser browser)
{
    [Fact]
    public async Task Search_leads_from_the_first_page_to_a_customer_and_why_it_moved()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("");
        await tab.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Combobox, Search)).ToBeFocusedAsync();
        await tab.Page.Keyboard.TypeAsync("globex");
        await tab.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Globex Marine");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Why());
        tab.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_the_pages_the_search_and_the_first_row()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("runs");
        var reached = new List<string>();
        for (var press = 0; press < 16; press++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            reached.Add(await tab.Page.EvaluateAsync<string>(
                "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"));
        }

        Assert.Equal("Skip to the content", reached[0]);
        Assert.All(
            ["Overview", "Attention", "Health", Search.Name!, "Make a run", "Run 4 current"],
            expected => Assert.Contains(expected, reached));
    }

    [Fact]
    public async Task Made_up_definitions_are_checked_previewed_and_not_live()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("definitions");
        var folder = Path.Combine(AppContext.BaseDirectory, "workspaces", "tidewater");
        await tab.Page.GetByLabel("A folder").SetInputFilesAsync(folder);
        await Assertions.Expect(tab.Page.GetByText("Nothing is wrong with them.")).ToHaveCountAsync(2);
        await tab.Page.GetByText("Paste a file").ClickAsync();
        await tab.Page.GetByLabel("Its path in the workspace").FillAsync("schemes/touch.yaml");
        var touch = await File.ReadAllTextAsync(
            Path.Combine(folder, "schemes", "touch.yaml"), TestContext.Current.CancellationToken);
        await tab.Page.GetByLabel("Its text").FillAsync(touch.Replace("size = 10", "size >= 9", StringComparison.Ordinal));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByText("From (rows) and to (columns)")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByText("customers would move (")).ToBeVisibleAsync();
        tab.AssertNothingWentWrong();
    }

    private static PageGetByRoleOptions Search { get; } = new() { Name = "Find a customer by name, id or key" };

    [GeneratedRegex("the cut moved|its hold ended|its own data changed", RegexOptions.IgnoreCase)]
    private static partial Regex Why();
}
