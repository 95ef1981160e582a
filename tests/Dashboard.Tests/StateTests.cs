using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>What the dashboard says when there is nothing to show, and when a person has to decide.</summary>
[Collection(nameof(DashboardInBrowser))]
public sealed class StateTests(Browser browser)
{
    [Fact]
    public async Task A_key_is_asked_for_once_and_every_page_without_data_says_what_to_do()
    {
        await using var tab = await browser.OpenAsync(site => site.Empty);
        await tab.ShowAsync("");
        await EnterAsync(tab.Page, "a wrong key");
        await Assertions.Expect(tab.Page.GetByLabel("Function key")).ToBeVisibleAsync();
        await EnterAsync(tab.Page, Browser.Key);
        (string Route, string Said)[] pages =
        [
            ("", "dumps/inbox"), ("imports", "dumps/inbox"), ("runs", "There is no run yet."), ("attention", "run"),
            ("flows", "run"), ("schemes", "run"), ("health", "before the first run"),
            ("definitions", "No definitions are live yet."),
        ];
        foreach (var (route, said) in pages)
        {
            await tab.ShowAsync(route);
            await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(said);
            await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }

        tab.AssertNothingWentWrong();
    }

    [Fact]
    public async Task An_api_that_is_away_is_said_and_asked_again()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await tab.ShowAsync("health");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing answers at");
        await tab.Page.UnrouteAsync("**/api/**");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Touch" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_held_run_is_published_only_when_that_is_confirmed()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        var decided = new List<string>();
        await tab.Page.RouteAsync("**/api/runs/9", route => route.FulfillAsync(new() { Json = Held }));
        await tab.Page.RouteAsync("**/api/runs/9/publish", route =>
        {
            decided.Add(route.Request.Method);
            return route.FulfillAsync(new() { Status = 202, Json = new { run = 4, state = "queued" } });
        });
        await tab.ShowAsync("runs/9");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(
            "Touch: 412 of 1,000 customers would move (41.2 %); up to 25 % is published without asking.");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Publish it" }).ClickAsync();
        var asks = tab.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(asks).ToContainTextAsync("messages tell those who follow them");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(asks).ToHaveCountAsync(0);
        Assert.Empty(decided);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Publish it" }).ClickAsync();
        await asks.GetByRole(AriaRole.Button, new() { Name = "Publish it" }).ClickAsync();
        await Assertions.Expect(tab.Page).ToHaveURLAsync(new Uri(browser.Sample, "/#/runs/4").ToString());
        Assert.Equal(["POST"], decided);
        tab.AssertNothingWentWrong();
    }

    private static object Held { get; } = new
    {
        run = new
        {
            run = 9,
            state = "held",
            kind = "full",
            isCurrent = false,
            trigger = "import",
            asOf = "2026-06-01",
            customers = 1000,
            moves = 412,
            createdAt = "2026-06-01T09:00:00Z",
            startedAt = "2026-06-01T09:00:01Z",
            publishedAt = (string?)null,
            finishedAt = (string?)null,
            error = "told in held",
        },
        held = new[] { new { scheme = "touch", moved = 412, customers = 1000, share = 41.2, limit = 25 } },
        report = (object?)null,
    };

    private static async Task EnterAsync(IPage page, string key)
    {
        await page.GetByLabel("Function key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this key" }).ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
