using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-timers.</summary>
public sealed class TimerTests
{
    // "Usage for delay".
    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        await using Orchestrations app = await new Orchestrations().Orchestrator("Wait", WaitAsync).StartAsync();
        string id = await app.ScheduleAsync("Wait", 60);
        await app.HistoryAsync(id, 3);

        app.Time.Advance(TimeSpan.FromSeconds(59));
        await app.RunAsync("Wait", 0);
        Assert.False(app.HasEnded(id));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(60, (await app.EndAsync(id)).ReadOutputAs<int>());
    }

    // "Usage for timeout": WhenAny of a call and a timer.
    [Fact]
    public async Task The_first_of_a_call_and_a_timer_wins()
    {
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<int, int>("Never", async (x, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return x;
            })
            .Orchestrator("Timeout", async context =>
            {
                Task<int> call = context.CallActivityAsync<int>("Never", 1);
                Task timer = context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(2), CancellationToken.None);
                return await Task.WhenAny(call, timer) == timer ? "timed out" : "done";
            }).StartAsync();

        string id = await app.ScheduleAsync("Timeout");
        await app.HistoryAsync(id, 4);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("timed out", (await app.EndAsync(id)).ReadOutputAs<string>());
    }

    // "Usage for timeout": a timer that is not needed any more is cancelled.
    [Fact]
    public async Task A_cancelled_timer_throws_and_never_fires()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Quick", x => x)
            .Orchestrator("Cancel", async context =>
            {
                using var over = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromHours(1), over.Token);
                int result = await context.CallActivityAsync<int>("Quick", 5);
#pragma warning disable CA1849 // CancelAsync would run on another thread.
                over.Cancel();
#pragma warning restore CA1849
                try
                {
                    await timer;
                    result = -1;
                }
                catch (OperationCanceledException)
                {
                    result++;
                }

                await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                return result;
            }).StartAsync();

        string id = await app.ScheduleAsync("Cancel");
        await app.HistoryAsync(id, 7);
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.HistoryAsync(id, 9);
        Assert.False(app.HasEnded(id));
        app.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(6, (await app.EndAsync(id)).ReadOutputAs<int>());
    }

    // durable-functions-timers: timers are durable.
    [Fact]
    public async Task A_timer_that_became_due_while_nothing_ran_fires_at_the_next_start()
    {
        await using Orchestrations app = await new Orchestrations().Orchestrator("Wait", WaitAsync).StartAsync();
        string id = await app.ScheduleAsync("Wait", 60);
        await app.HistoryAsync(id, 3);
        app.Kill();

        app.Time.Advance(TimeSpan.FromDays(3));
        await app.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await app.EndAsync(id)).RuntimeStatus);
    }

    // durable-functions-timers: a time in the past fires at once.
    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        await using Orchestrations app = await new Orchestrations().Orchestrator("Wait", WaitAsync).StartAsync();

        Assert.Equal(-5, await app.ResultAsync<int>("Wait", -5));
    }

    // durable-functions-timers: timers fire by their time, not by the order of their making.
    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Three", async context =>
            {
                var order = new List<int>();
                await Task.WhenAll(new[] { 3, 1, 2 }.Select(async minutes =>
                {
                    await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
                    order.Add(minutes);
                }));
                return order;
            }).StartAsync();

        string id = await app.ScheduleAsync("Three");
        await app.HistoryAsync(id, 5);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        int[] order = (await app.EndAsync(id)).ReadOutputAs<int[]>()!;
        Assert.Equal([1, 2, 3], order);
    }

    private static async Task<int> WaitAsync(TaskOrchestrationContext context)
    {
        int seconds = context.GetInput<int>();
        await context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        return seconds;
    }
}
