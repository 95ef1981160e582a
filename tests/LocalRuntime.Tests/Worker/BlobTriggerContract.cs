using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Blobs;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class FolderBlobTriggers : BlobTriggerContract<FolderPlace>;

public sealed class ContainerBlobTriggers : BlobTriggerContract<ContainerPlace>;

/// <summary>What a blob trigger does, wherever the blobs are.</summary>
public abstract class BlobTriggerContract<TPlace> : IDisposable
    where TPlace : class, IBlobPlace, new()
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly TPlace _place = new();
    private readonly SteppingClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_blob_that_is_there_at_start_and_one_that_comes_are_both_handed_over_once()
    {
        _place.Write("dumps/inbox/a.csv", "one");
        await using var app = await StartAsync(null, typeof(StreamOfBlob));
        Assert.Equal(new Seen("stream", "a.csv", "one"), await NextAsync(app));
        _place.Write("dumps/inbox/2026/b.csv", "two");
        Assert.Equal(new Seen("stream", "2026/b.csv", "two"), await NextAsync(app));
        await _clock.StepAsync(5, Step);
        Assert.True(Silent(app));
    }

    [Fact]
    public async Task A_changed_blob_is_handed_over_again()
    {
        _place.Write("dumps/inbox/a.csv", "one");
        await using var app = await StartAsync(null, typeof(StreamOfBlob));
        Assert.Equal("one", (await NextAsync(app)).Content);
        _place.Write("dumps/inbox/a.csv", "another");
        Assert.Equal("another", (await NextAsync(app)).Content);
    }

    [Fact]
    public async Task A_restart_does_not_hand_over_again_what_is_done()
    {
        _place.Write("dumps/inbox/a.csv", "one");
        await using (var app = await StartAsync(null, typeof(StreamOfBlob)))
            await NextAsync(app);
        _place.Write("dumps/inbox/b.csv", "two");
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
        _place.Write(file, "content");
        Assert.Equal(new Seen(function, name, content), await NextAsync(app));
    }

    [Fact]
    public async Task A_blob_that_keeps_failing_is_tried_and_then_named_in_the_poison_queue()
    {
        _place.Write("dumps/in/a.csv", "12");
        await using var app = await StartAsync(new HostJson("api", 2, 3), typeof(BlobFails));
        for (var i = 0; i < 3; i++)
            Assert.Equal("in/a.csv", (await NextAsync(app)).Name);
        await _clock.UntilAsync(() => app.Logs.Of(5201).Count > 0, Step);
        await _clock.StepAsync(30, Step);
        Assert.True(Silent(app));
        Assert.Single(app.Logs.Of(5201));
        Assert.Equal(2, app.Logs.Of(5200).Count);
        var message = app.Host.Services.GetRequiredService<LocalQueues>().Next(PoisonMessage.Queue, _clock.GetUtcNow());
        Assert.Matches(
            "^{\"FunctionId\":\"Host.Functions.fails\",\"BlobType\":\"BlockBlob\",\"ContainerName\":\"dumps\","
            + "\"BlobName\":\"in/a.csv\",\"ETag\":\"0x[0-9A-F-]+\"}$", message!.Text);
        Assert.DoesNotContain("a.csv", app.Logs.Of(5201)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_is_overwritten_while_it_keeps_failing_is_a_new_one()
    {
        _place.Write("dumps/a.csv", "1");
        await using var app = await StartAsync(new HostJson("api", 2, 2), typeof(BlobFails));
        Assert.Equal("1", (await NextAsync(app)).Content);
        _place.Write("dumps/a.csv", "12");
        for (var i = 0; i < 2; i++)
            Assert.Equal("2", (await NextAsync(app)).Content);
        await _clock.UntilAsync(() => app.Logs.Of(5201).Count > 0, Step);
        await _clock.StepAsync(10, Step);
        Assert.True(Silent(app));
        Assert.Single(app.Logs.Of(5201));
    }

    [Fact]
    public async Task The_stop_ends_a_run_and_the_next_start_tries_again()
    {
        _place.Write("dumps/a.csv", "1");
        await using (var app = await StartAsync(null, typeof(BlobWaits)))
            await NextAsync(app);
        await using var again = await StartAsync(null, typeof(BlobWaits));
        Assert.Equal("a.csv", (await NextAsync(again)).Name);
    }

    [Fact]
    public async Task No_more_blobs_are_worked_on_at_a_time_than_the_app_says()
    {
        for (var i = 0; i < 5; i++)
            _place.Write($"dumps/{i}.csv", "1");
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
            _place.Folder, functions,
            [
                ("LocalRuntime:Triggers", "true"), ("LocalRuntime:StopGrace", "0:0:0"), ("Container", "by-setting"),
                .. _place.Settings,
            ]);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<Gate>();
        if (host is not null)
            builder.Services.AddSingleton(host);
        return TestApp.StartAsync(builder);
    }
}
