using LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-orchestrations, "Reliability": what was recorded survives the process.</summary>
public sealed class RecoveryTests
{
    // "Reliability": activities run at least once; those that had not ended run again, the others do not.
    [Fact]
    public async Task A_killed_worker_is_resumed_by_the_next()
    {
        var runs = new int[10];
        var held = 0;
        var allHeld = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<int, int>("Part", async (i, _) =>
            {
                if (Interlocked.Increment(ref runs[i]) > 1 || i < 6)
                    return i;
                if (Interlocked.Increment(ref held) == 4)
                    allHeld.SetResult();
                await gate.Task;
                return i;
            })
            .Orchestrator("All", async context =>
            {
                int[] all = await Task.WhenAll(Enumerable.Range(0, 10)
                    .Select(i => context.CallActivityAsync<int>("Part", i)));
                return all.Sum();
            })
            .StartAsync();
        string id = await app.ScheduleAsync("All");
        await allHeld.Task;
        await app.UntilAsync(() => app.Store.WaitingActivities(10).Count == 4);

        app.Kill();
        await app.RestartAsync();
        Assert.Equal(45, (await app.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 2], runs);
        gate.SetResult();
    }

    // "Reliability": a history that was read from the file replays like one that was kept in memory.
    [Fact]
    public async Task An_orchestration_goes_on_from_the_file_after_every_step()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Steps", async context =>
            {
                var ids = new List<Guid>();
                for (var i = 0; i < 5; i++)
                {
                    ids.Add(context.NewGuid());
                    await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                }

                return ids;
            }).StartAsync();
        string id = await app.ScheduleAsync("Steps");
        for (var i = 0; i < 5; i++)
        {
            await app.HistoryAsync(id, 3 + (3 * i));
            app.Kill();
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await app.RestartAsync();
        }

        Assert.Equal(5, (await app.EndAsync(id)).ReadOutputAs<Guid[]>()!.Distinct().Count());
    }

    // A stop lets activities end within the grace period; nothing new begins.
    [Fact]
    public async Task A_stop_waits_for_running_activities()
    {
        var begun = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var app = new Orchestrations();
        app.Options.GracePeriod = TimeSpan.FromSeconds(5);
        await app
            .ActivityAsync<int, int>("Hold", async (x, _) =>
            {
                begun.TrySetResult();
                await gate.Task;
                return x;
            })
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Hold", 1))
            .StartAsync();
        string id = await app.ScheduleAsync("One");
        await begun.Task;

        Task stop = app.StopAsync();
        Assert.False(stop.IsCompleted);
        gate.SetResult();
        await stop;
        Assert.Empty(app.Store.WaitingActivities(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await app.StatusAsync(id));
    }

    // An activity that a stop cancels is not recorded as failed: it runs again at the next start.
    [Fact]
    public async Task A_cancelled_activity_runs_again_at_the_next_start()
    {
        var runs = 0;
        var begun = new TaskCompletionSource();
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<int, int>("Long", async (x, stop) =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                    return x;
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
                return -1;
            })
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Long", 7))
            .StartAsync();
        string id = await app.ScheduleAsync("One");
        await begun.Task;

        await app.StopAsync();
        Assert.Single(app.Store.WaitingActivities(2));
        app.Kill();
        await app.RestartAsync();
        Assert.Equal(7, (await app.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(2, runs);
    }

    // An activity that cancels itself has failed like any other.
    [Fact]
    public async Task An_activity_that_cancels_itself_has_failed()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Give up", _ => throw new OperationCanceledException("mine"))
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Give up", 1))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("One");
        Assert.True(failure.InnerFailure!.IsCausedBy<OperationCanceledException>());
    }

    // A client of another process sees and steers what the worker does, through the file alone.
    [Fact]
    public async Task A_client_with_a_store_of_its_own_starts_waits_and_reads()
    {
        await using var app = new Orchestrations();
        app.Options.PollInterval = TimeSpan.FromMilliseconds(10);
        await app.Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("One", async context =>
                await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .StartAsync();
        using var file = new DurableTaskStore(app.File, TimeProvider.System);
        var client = new LocalDurableTaskClient(file);

        string id = await client.ScheduleNewOrchestrationInstanceAsync("One", 4, TestContext.Current.CancellationToken);
        Task<OrchestrationMetadata> end = client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        app.Time.Advance(app.Options.PollInterval);
        Assert.Equal(8, (await end.WaitAsync(Orchestrations.Patience, TestContext.Current.CancellationToken))
            .ReadOutputAs<int>());
    }

    // Clients of other processes write while the worker writes: each waits for its turn at the file.
    [Fact]
    public async Task Several_processes_write_at_once()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("One", async context =>
                await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(process => Task.Run(async () =>
        {
            using var file = new DurableTaskStore(app.File, TimeProvider.System);
            var client = new LocalDurableTaskClient(file);
            for (var i = 0; i < 40; i++)
            {
                var options = new StartOrchestrationOptions($"{process}-{i}");
                await client.ScheduleNewOrchestrationInstanceAsync("One", i, options, CancellationToken.None);
            }
        })));
        app.Time.Advance(app.Options.PollInterval);

        for (var process = 0; process < 3; process++)
        {
            for (var i = 0; i < 40; i++)
                Assert.Equal(2 * i, (await app.EndAsync($"{process}-{i}")).ReadOutputAs<int>());
        }
    }

    // Two workers on one file: what one has recorded, the other does not record again.
    [Fact]
    public async Task A_work_item_that_another_worker_took_is_dropped()
    {
        await using Orchestrations app = new Orchestrations().Orchestrator("One", _ => Task.FromResult(1));
        string id = await app.ScheduleAsync("One");
        var cache = new HistoryCache();
        long key = Assert.Single(app.Store.ReadyOrchestrations());
        OrchestrationWorkItem first = app.Store.Load(key, cache)!;
        OrchestrationWorkItem second = app.Store.Load(key, cache)!;
        var done = new OrchestrationOutcome(OrchestrationStep.Completed, "1", [], false, null);

        Assert.True(app.Store.Commit(first, done, cache));
        Assert.False(app.Store.Commit(second, done with { Payload = "2" }, cache));
        Assert.Equal(1, (await app.EndAsync(id)).ReadOutputAs<int>());
    }

    // A work item that was under way when its instance was terminated changes nothing any more.
    [Fact]
    public async Task A_work_item_of_an_instance_that_was_terminated_is_dropped()
    {
        await using Orchestrations app = new Orchestrations().Orchestrator("One", _ => Task.FromResult(1));
        string id = await app.ScheduleAsync("One");
        var cache = new HistoryCache();
        OrchestrationWorkItem item = app.Store.Load(app.Store.ReadyOrchestrations()[0], cache)!;
        await app.TerminateAsync(id);

        Assert.False(app.Store.Commit(item, new(OrchestrationStep.Completed, "1", [], false, null), cache));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await app.StatusAsync(id));
    }

    // A result that is recorded twice arrives once.
    [Fact]
    public async Task An_activity_that_ends_twice_is_recorded_once()
    {
        await using Orchestrations app = new Orchestrations()
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Any", 1));
        await app.ScheduleAsync("One");
        var cache = new HistoryCache();
        OrchestrationWorkItem item = app.Store.Load(app.Store.ReadyOrchestrations()[0], cache)!;
        var call = new OrchestrationAction(HistoryKind.TaskScheduled, 0, "Any");
        app.Store.Commit(item, new(OrchestrationStep.Waits, null, [call], false, null), cache);
        ActivityWorkItem activity = Assert.Single(app.Store.WaitingActivities(5));

        app.Store.CompleteActivity(activity, true, "1");
        app.Store.CompleteActivity(activity, true, "2");
        OrchestrationWorkItem next = app.Store.Load(item.Key, cache)!;
        Assert.Equal("1", Assert.Single(next.News, entry => entry.Kind == HistoryKind.TaskCompleted).Payload);
    }
}
