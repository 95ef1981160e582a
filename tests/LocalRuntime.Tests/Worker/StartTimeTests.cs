using System.Diagnostics;
using LocalRuntime.Tests.Worker.Samples;

namespace LocalRuntime.Tests.Worker;

public sealed class StartTimeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_app_that_does_not_listen_builds_starts_and_stops_in_a_blink()
    {
        using var folder = new TestFolder();
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var builder = TestApp.Builder(folder, [typeof(ActivitySamples), typeof(AtStart)]);
            await (await TestApp.StartAsync(builder)).DisposeAsync();
            var taken = Stopwatch.GetElapsedTime(begun);
            output.WriteLine($"{taken.TotalMilliseconds:0.0} ms");
            shortest = taken < shortest ? taken : shortest;
        }

        Assert.True(shortest < TimeSpan.FromMilliseconds(60), $"Found {shortest.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task An_app_that_listens_starts_soon()
    {
        using var folder = new TestFolder();
        var begun = Stopwatch.GetTimestamp();
        await using var app = await TestApp.StartAsync(
            TestApp.Builder(folder, [typeof(HttpSamples)], ("LocalRuntime:Listen", "true")));
        output.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0.0} ms");
        Assert.NotNull(app.Http.Address);
    }
}
