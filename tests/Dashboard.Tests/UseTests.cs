using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>What people do in the dashboard, over the sample business.</summary>
[Collection(nameof(DashboardInBrowser))]
public sealed partial class UseTests(Browser browser)
{
    private const string Globex = "100000000012";

    // In so many days that an override may still end then.
    private static readonly string Until = TimeProvider.System.GetUtcNow().AddDays(30)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Search_leads_from_the_first_page_to_a_customer_and_why_it_moved()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("");
        await tab.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Combobox, Search)).ToBeFocusedAsync();
        await tab.Page.Keyboard.TypeAsync("globex");
        await tab.Page.GetByRole(AriaRole.Listbox).GetByText("Globex Marine").ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Globex Marine");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Why());
        tab.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_click_on_a_flow_and_one_on_a_name_lead_to_the_reason()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        await tab.ShowAsync("");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Mid touch" }).Filter(new() { HasText = "High touch" })
            .First.ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync(" to ");
        await tab.Page.GetByRole(AriaRole.Row).Nth(1).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("What to do");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Why());
        tab.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_segment_set_by_hand_is_sent_with_reason_end_and_author_and_the_run_is_told()
    {
        await using var tab = await browser.OpenAsync(site => site.Sample);
        var sent = new List<string?>();
        await tab.Page.RouteAsync("**/overrides/touch", route =>
        {
            sent.Add($"{route.Request.Method} {route.Request.PostData}");
            return route.FulfillAsync(new() { Status = 202, Json = new { run = 5 } });
        });
        await tab.ShowAsync($"customers/{Globex}?scheme=touch");
        await tab.Page.GetByText("Set touch").ClickAsync();
        var form = tab.Page.Locator("form").Filter(new() { HasText = "Until" });
        await form.GetByLabel("Segment").SelectOptionAsync("high-touch");
        await form.GetByLabel("Why").FillAsync("promised by the founder");
        await form.GetByLabel("Until").FillAsync(Until);
        await form.GetByLabel("Your name").FillAsync("ana@tidewater.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Set it" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(
            "Run 5 puts it into High touch");
        Assert.Equal(
            "PUT {\"segment\":\"high-touch\",\"reason\":\"promised by the founder\","
            + $"\"expires\":\"{Until}\",\"author\":\"ana@tidewater.example\"}}",
            Assert.Single(sent));
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
        await tab.Page.GetByLabel("Its text").FillAsync(
            touch.Replace("size = 10", "size >= 9", StringComparison.Ordinal));
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
