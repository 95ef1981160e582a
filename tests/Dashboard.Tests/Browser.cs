using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>A Chromium, and the served data that all tests look at; nothing is started where one is missing.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A fixture of xunit.")]
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The function key of the folder without data.</summary>
    public const string Key = "the-right-key";

    // So many that the shares of segments are those of the demo, and so few that an import takes a second.
    private const int Customers = 1_000;
    private const int Imports = 4;

    // How long anything may take, in milliseconds, on a machine that has other things to do.
    private const float PatienceMs = 60_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private ServedData? _sample;
    private ServedData? _empty;

    /// <summary>The dashboard of the sample business.</summary>
    public Uri Sample => _sample!.Address;

    /// <summary>The dashboard before the first import; it asks for a key.</summary>
    public Uri Empty => _empty!.Address;

    public async ValueTask InitializeAsync()
    {
        if (Needs.MissingBrowser is not null)
            return;
        var sample = ServedData.SampleAsync(Customers, Imports);
        _empty = await ServedData.EmptyAsync(Key);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _chromium = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Needs.Chromium, Headless = true, Args = Arguments });
        _sample = await sample;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_empty is not null)
            await _empty.DisposeAsync();
        if (_sample is not null)
            await _sample.DisposeAsync();
    }

    /// <summary>A page in a profile of its own; skips the test where there can be none.</summary>
    /// <param name="site">The dashboard that its addresses are of.</param>
    public async Task<Tab> OpenAsync(Func<Browser, Uri> site)
    {
        Assert.SkipWhen(Needs.MissingBrowser is not null, Needs.MissingBrowser ?? "");
        var profile = await _chromium!.NewContextAsync(new()
        {
            BaseURL = site(this).ToString(),
            ViewportSize = new() { Width = Tab.Wide, Height = Tab.High },
            TimezoneId = "UTC",
            ReducedMotion = ReducedMotion.Reduce,
        });
        profile.SetDefaultTimeout(PatienceMs);
        return new Tab(profile, await profile.NewPageAsync());
    }
}
