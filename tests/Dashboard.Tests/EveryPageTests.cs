using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>Every page, over the sample business: it shows, is usable by all, and asks nobody else.</summary>
[Collection(nameof(DashboardInBrowser))]
public sealed class EveryPageTests(Browser browser)
{
    private static readonly string Shots = Path.Combine(Needs.Repository, "artifacts", "screenshots");

    [Theory]
    [InlineData("overview", "", "Tidewater")]
    [InlineData("attention", "attention", "Attention")]
    [InlineData("flows", "flows/4?scheme=touch", "Who moved in run 4")]
    [InlineData("moves", "moves/4/touch/mid-touch/high-touch", "Mid touch to High touch")]
    [InlineData("segments", "schemes/touch", "Touch")]
    [InlineData("segment", "schemes/touch/high-touch", "High touch")]
    [InlineData("customer", "customers/100000000012", "Globex Marine")]
    [InlineData("search", "customers?q=marine", "Customers")]
    [InlineData("imports", "imports", "Imports")]
    [InlineData("runs", "runs", "Runs")]
    [InlineData("run", "runs/4", "Run 4")]
    [InlineData("definitions", "definitions", "Definitions")]
    [InlineData("health", "health", "Health")]
    [InlineData("nowhere", "no/such/page", "There is no such page")]
    public async Task A_page_shows_and_is_usable_in_light_dark_and_on_a_phone(string name, string route, string title)
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync(route);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);
        await ShootAsync(tab.Page, name, "light");
        await Axe.AssertUsableAsync(tab.Page, $"{name}, light");
        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ShootAsync(tab.Page, name, "dark");
        await Axe.AssertUsableAsync(tab.Page, $"{name}, dark", "color-contrast");
        await tab.Page.SetViewportSizeAsync(360, 740);
        await ShootAsync(tab.Page, name, "phone");
        await Axe.AssertUsableAsync(tab.Page, $"{name}, phone");
        Assert.Equal(360, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        tab.AssertNothingWentWrong();
    }

    [Fact]
    public async Task The_page_of_an_import_is_usable()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("imports");
        await tab.Page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(
            tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Where every row went" })).ToBeVisibleAsync();
        await ShootAsync(tab.Page, "import", "light");
        await Axe.AssertUsableAsync(tab.Page, "import, light");
    }

    [Fact]
    public async Task The_first_page_needs_no_scrolling_on_a_small_notebook()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("");
        Assert.InRange(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1, Tab.High);
    }

    private static async Task ShootAsync(IPage page, string name, string kind) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}-{kind}.png") });
}
