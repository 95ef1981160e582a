using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class QueueTriggerTests : IDisposable
{
    private const string Queue = "letters";
    private const int MostTries = 5;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly TestFolder _folder = new();
    private readonly SteppingClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_is_read_as_soon_as_it_is_there_and_then_it_is_gone()
    {
        await using var app = await StartAsync(typeof(QueueReader));
        // The clock stands still: the message is heard of, not found by looking.
        await _clock.WaitedForAsync();
        Queues(app).Add(Queue, "one");
        Assert.Equal("one", await Recorder(app).NextAsync<string>());
        await _clock.StepAsync(3, Step);
        Assert.Null(Next(app, Queue));
        Assert.True(Recorder(app).IsSilent);
    }

    [Fact]
    public async Task Messages_are_read_in_their_order_also_after_a_restart()
    {
        await using (var idle = await TestApp.StartAsync(Builder(triggers: false, typeof(QueueReader))))
            foreach (var text in new[] { "one", "two", "three" })
                Queues(idle).Add(Queue, text);
        await using var app = await StartAsync(typeof(QueueReader));
        foreach (var text in new[] { "one", "two", "three" })
            Assert.Equal(text, await NextAsync(app));
    }

    [Fact]
    public async Task A_message_that_keeps_failing_is_tried_five_times_with_doubling_waits_and_then_moved()
    {
        await using var app = await StartAsync(typeof(QueueFails));
        await _clock.WaitedForAsync();
        Queues(app).Add(Queue, "bad");
        Assert.Equal("bad", await Recorder(app).NextAsync<string>());
        var times = new List<DateTimeOffset> { _clock.GetUtcNow() };
        for (var i = 1; i < MostTries; i++)
        {
            Assert.Equal("bad", await NextAsync(app));
            times.Add(_clock.GetUtcNow());
        }

        await _clock.UntilAsync(() => app.Logs.Of(5301).Count > 0, Step);
        Assert.Equal([2, 4, 8, 16], times.Zip(times.Skip(1), (a, b) => (int)(b - a).TotalSeconds));
        Assert.Equal(MostTries - 1, app.Logs.Of(5300).Count);
        await _clock.StepAsync(40, Step);
        Assert.True(Recorder(app).IsSilent);
        Assert.Null(Next(app, Queue));
        Assert.Equal(("bad", 0), (Next(app, "letters-poison")!.Text, Next(app, "letters-poison")!.Tries));
    }

    [Fact]
    public async Task A_message_that_waits_for_its_next_try_holds_up_no_other()
    {
        await using var app = await StartAsync(typeof(QueueFails));
        // The clock stands still: the first one's next try does not come.
        Queues(app).Add(Queue, "bad");
        Assert.Equal("bad", await Recorder(app).NextAsync<string>());
        Queues(app).Add(Queue, "worse");
        Assert.Equal("worse", await Recorder(app).NextAsync<string>());
    }

    [Fact]
    public async Task Tries_that_crashed_the_process_count_too()
    {
        await using (var idle = await TestApp.StartAsync(Builder(triggers: false, typeof(QueueReader))))
        {
            Queues(idle).Add(Queue, "bad");
            Queues(idle).Keep(Next(idle, Queue)! with { Tries = MostTries });
        }

        await using var app = await StartAsync(typeof(QueueReader));
        await _clock.UntilAsync(() => app.Logs.Of(5301).Count > 0, Step);
        Assert.True(Recorder(app).IsSilent);
        Assert.Equal("bad", Next(app, "letters-poison")!.Text);
    }

    [Fact]
    public async Task The_stop_ends_a_run_which_is_no_try()
    {
        await using (var app = await StartAsync(typeof(QueueWaits)))
        {
            Queues(app).Add(Queue, "one");
            Assert.Equal("one", await NextAsync(app));
        }

        await using var again = await TestApp.StartAsync(Builder(triggers: false, typeof(QueueWaits)));
        Assert.Equal(0, Next(again, Queue)!.Tries);
    }

    [Fact]
    public async Task What_a_blob_function_gave_up_a_queue_function_reads()
    {
        _folder.Write("dumps/a.csv", "1");
        var builder = Builder(triggers: true, typeof(BlobFails), typeof(PoisonReader));
        builder.Services.AddSingleton(new HostJson("api", 2, 1));
        await using var app = await TestApp.StartAsync(builder);
        var recorder = Recorder(app);
        Assert.Equal("a.csv", (await _clock.UntilAsync<Seen>(recorder, Step)).Name);
        Assert.Contains("\"BlobName\":\"a.csv\"", await NextAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_queue_can_have_is_refused()
    {
        var builder = Builder(triggers: true, typeof(QueueReader));
        builder.Configuration["Queue"] = "Letters";
        var problem = await Assert.ThrowsAsync<StartException>(() => TestApp.StartAsync(builder));
        Assert.StartsWith("function 'reader': queue: found 'Letters'; expected 3 to 63", problem.Message);
    }

    private static Recorder Recorder(TestApp app) => app.Host.Services.GetRequiredService<Recorder>();

    private static LocalQueues Queues(TestApp app) => app.Host.Services.GetRequiredService<LocalQueues>();

    private QueueMessage? Next(TestApp app, string queue) => Queues(app).Next(queue, _clock.GetUtcNow());

    private Task<string> NextAsync(TestApp app) => _clock.UntilAsync<string>(Recorder(app), Step);

    private Task<TestApp> StartAsync(Type function) => TestApp.StartAsync(Builder(triggers: true, function));

    private FunctionsApplicationBuilder Builder(bool triggers, params Type[] functions)
    {
        var builder = TestApp.Builder(
            _folder, functions,
            ("LocalRuntime:Triggers", triggers ? "true" : "false"), ("LocalRuntime:StopGrace", "0:0:0"),
            ("Queue", Queue));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSingleton<Gate>();
        return builder;
    }
}
