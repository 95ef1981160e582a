using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class BlobTriggerTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly TestFolder _folder = new();
    private readonly SteppingClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_there_at_start_and_one_that_comes_are_both_handed_over_once()
    {
        _folder.Write("dumps/inbox/a.csv", "one");
        await using var app = await StartAsync(null, typeof(StreamOfBlob));
        Assert.Equal(new Seen("stream", "a.csv", "one"), await NextAsync(app));
        _folder.Write("dumps/inbox/2026/b.csv", "two");
        Assert.Equal(new Seen("stream", "2026/b.csv", "two"), await NextAsync(app));
        await _clock.StepAsync(5, Step);
        Assert.True(Silent(app));
    }

    [Fact]
    public async Task A_changed_file_is_handed_over_again()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "one");
        await using var app = await StartAsync(null, typeof(StreamOfBlob));
        Assert.Equal("one", (await NextAsync(app)).Content);
        File.WriteAllText(path, "another");
        Assert.Equal("another", (await NextAsync(app)).Content);
    }

    [Fact]
    public async Task A_restart_does_not_hand_over_again_what_is_done()
    {
        _folder.Write("dumps/inbox/a.csv", "one");
        await using (var app = await StartAsync(null, typeof(StreamOfBlob)))
            await NextAsync(app);
        _folder.Write("dumps/inbox/b.csv", "two");
        await using var again = await StartAsync(null, typeof(StreamOfBlob));
        Assert.Equal("b.csv", (await NextAsync(again)).Name);
        await _clock.StepAsync(5, Step);
        Assert.True(Silent(again));
    }

    [Theory]
    [InlineData("text/a.tar.gz", "text", "a.tar|gz", "content")]
    [InlineData("by-setting/2026-11-21/y", "bytes", "2026-11-21|y", "7")]
    [InlineData("binary/42", "binary", "42", "content")]
    public async Task Content_and_values_of_the_path_are_bound(
        string file, string function, string name, string content)
    {
        await using var app = await StartAsync(null, typeof(BlobAsOthers));
        _folder.Write(file, "content");
        Assert.Equal(new Seen(function, name, content), await NextAsync(app));
    }

    [Fact]
    public async Task A_blob_that_keeps_failing_is_tried_and_then_named_in_the_poison_queue()
    {
        _folder.Write("dumps/in/a.csv", "12");
        await using var app = await StartAsync(new HostJson("api", 2, 3), typeof(BlobFails));
        for (var i = 0; i < 3; i++)
            Assert.Equal("in/a.csv", (await NextAsync(app)).Name);
        await _clock.UntilAsync(() => app.Logs.Of(5201).Count > 0, Step);
        await _clock.StepAsync(30, Step);
        Assert.True(Silent(app));
        Assert.Single(app.Logs.Of(5201));
        Assert.Equal(2, app.Logs.Of(5200).Count);
        var line = Assert.Single(File.ReadAllLines(_folder.In("poison", "webjobs-blobtrigger-poison.ndjson")));
        Assert.Matches(
            "^{\"FunctionId\":\"Host.Functions.fails\",\"BlobType\":\"BlockBlob\",\"ContainerName\":\"dumps\","
            + "\"BlobName\":\"in/a.csv\",\"ETag\":\"0x2-[0-9A-F]+\"}$", line);
        Assert.DoesNotContain("a.csv", app.Logs.Of(5201)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stop_ends_a_run_and_the_next_start_tries_again()
    {
        _folder.Write("dumps/a.csv", "1");
        await using (var app = await StartAsync(null, typeof(BlobWaits)))
            await NextAsync(app);
        await using var again = await StartAsync(null, typeof(BlobWaits));
        Assert.Equal("a.csv", (await NextAsync(again)).Name);
    }

    [Fact]
    public async Task No_more_blobs_are_worked_on_at_a_time_than_the_app_says()
    {
        for (var i = 0; i < 5; i++)
            _folder.Write($"dumps/{i}.csv", "1");
        await using var app = await StartAsync(new HostJson("api", 2, 5), typeof(BlobWaits));
        await NextAsync(app);
        await NextAsync(app);
        // A third would have been let in by the same look.
        Assert.True(Silent(app));
        app.Host.Services.GetRequiredService<Gate>().Open();
        for (var i = 0; i < 3; i++)
            await NextAsync(app);
    }

    private static bool Silent(TestApp app) => app.Host.Services.GetRequiredService<Recorder>().IsSilent;

    private Task<Seen> NextAsync(TestApp app) =>
        _clock.UntilAsync<Seen>(app.Host.Services.GetRequiredService<Recorder>(), Step);

    private Task<TestApp> StartAsync(HostJson? host, params Type[] functions)
    {
        var builder = TestApp.Builder(
            _folder, functions,
            ("LocalRuntime:Triggers", "true"), ("LocalRuntime:StopGrace", "0:0:0"), ("Container", "by-setting"));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<Gate>();
        if (host is not null)
            builder.Services.AddSingleton(host);
        return TestApp.StartAsync(builder);
    }
}
