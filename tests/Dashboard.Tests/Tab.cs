using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Dashboard.Tests;

/// <summary>A page of the dashboard, and what went wrong in it.</summary>
public sealed class Tab : IAsyncDisposable
{
    /// <summary>The size of a small notebook, in pixels.</summary>
    public const int Wide = 1280;

    /// <summary>Its height.</summary>
    public const int High = 800;

    private readonly IBrowserContext _profile;
    private readonly ConcurrentQueue<string> _wrong = new();

    internal Tab(IBrowserContext profile, IPage page)
    {
        (_profile, Page) = (profile, page);
        page.PageError += (_, problem) => _wrong.Enqueue(problem);
        page.Console += (_, said) =>
        {
            // That something is not there is an answer; the page says it in its own words.
            if (said.Type is "error" or "warning"
                && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _wrong.Enqueue(said.Text);
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (!address.IsLoopback && address.Scheme is not ("data" or "blob"))
                _wrong.Enqueue($"asked for {address}");
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
                _wrong.Enqueue($"{answer.Status} of {answer.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Goes to a page of the dashboard and waits for what it loads.</summary>
    /// <param name="route">Its address behind <c>#/</c>.</param>
    public async Task ShowAsync(string route)
    {
        await Page.GotoAsync($"/#/{route}");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Fails when a script failed, an answer was a fault, or anything beyond this machine was asked.</summary>
    public void AssertNothingWentWrong() => Assert.Empty(_wrong);

    public async ValueTask DisposeAsync() => await _profile.DisposeAsync();
}
