using Microsoft.DurableTask;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-cloud-backup ("Fan-out/fan-in") and durable-functions-perf-and-scale.</summary>
public sealed class FanOutTests
{
    // durable-functions-cloud-backup: WhenAll waits for all, results keep the order of the calls.
    [Fact]
    public async Task Results_keep_the_order_of_the_calls()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Square", x => x * x)
            .Orchestrator("Squares", async context =>
            {
                IEnumerable<Task<int>> calls = Enumerable.Range(0, 50)
                    .Select(i => context.CallActivityAsync<int>("Square", i));
                return await Task.WhenAll(calls);
            }).StartAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => i * i), await app.ResultAsync<int[]>("Squares"));
    }

    // durable-functions-perf-and-scale, "Concurrency throttles": maxConcurrentActivityFunctions.
    [Fact]
    public async Task Activities_run_in_parallel_up_to_the_limit()
    {
        var running = 0;
        var most = 0;
        var full = new TaskCompletionSource();
        await using var app = new Orchestrations();
        app.Options.MaxConcurrentActivities = 3;
        await app
            .ActivityAsync<int, int>("Hold", async (x, _) =>
            {
                if (InterlockedMax(ref most, Interlocked.Increment(ref running)) == 3)
                    full.TrySetResult();
                await full.Task;
                Interlocked.Decrement(ref running);
                return x;
            })
            .Orchestrator("Nine", async context =>
            {
                int[] all = await Task.WhenAll(Enumerable.Range(1, 9)
                    .Select(i => context.CallActivityAsync<int>("Hold", i)));
                return all.Sum();
            })
            .StartAsync();

        Assert.Equal(45, await app.ResultAsync<int>("Nine"));
        Assert.Equal(3, most);
    }

    // durable-functions-perf-and-scale, "Concurrency throttles": busy activities leave orchestrations alone.
    [Fact]
    public async Task Activities_that_hold_their_threads_do_not_hold_up_orchestrations()
    {
        using var gate = new ManualResetEventSlim();
        await using var app = new Orchestrations();
        app.Options.MaxConcurrentActivities = 8;
        await app
            .Activity<int, bool>("Busy", _ => gate.Wait(Orchestrations.Patience))
            .Orchestrator("Hold", async context =>
                await Task.WhenAll(Enumerable.Range(0, 8).Select(i => context.CallActivityAsync<bool>("Busy", i))))
            .Orchestrator("Child", _ => Task.FromResult(1))
            .Orchestrator("Free", async context => await context.CallSubOrchestratorAsync<int>("Child"))
            .StartAsync();
        string held = await app.ScheduleAsync("Hold");
        await app.HistoryAsync(held, 10);

        Assert.Equal(1, await app.ResultAsync<int>("Free"));
        Assert.False(app.HasEnded(held));
        gate.Set();
        Assert.All((await app.EndAsync(held)).ReadOutputAs<bool[]>()!, Assert.True);
    }

    // Azure/durabletask src/DurableTask.Core/TaskOrchestrationContext.cs: results arrive in the order of the history.
    [Fact]
    public async Task Completions_arrive_in_the_order_in_which_they_were_recorded()
    {
        TaskCompletionSource[] gates = [new(), new(), new()];
        await using var app = new Orchestrations();
        await app
            .ActivityAsync<int, int>("Gate", async (i, _) =>
            {
                await gates[i].Task;
                return i;
            })
            .Orchestrator("Race", async context =>
            {
                List<Task<int>> open =
                    [.. Enumerable.Range(0, 3).Select(i => context.CallActivityAsync<int>("Gate", i))];
                var order = new List<int>();
                while (open.Count > 0)
                {
                    Task<int> first = await Task.WhenAny(open);
                    open.Remove(first);
                    order.Add(await first);
                    context.SetCustomStatus(order);
                }

                return order;
            }).StartAsync();

        string id = await app.ScheduleAsync("Race", id: "race");
        // The first work item takes 5 rows: its beginning, the start, three calls; each completion takes 2 more.
        foreach ((int gate, int rows) in new[] { (2, 7), (0, 9), (1, 11) })
        {
            gates[gate].SetResult();
            await app.HistoryAsync(id, rows);
        }

        int[] order = (await app.EndAsync(id)).ReadOutputAs<int[]>()!;
        Assert.Equal([2, 0, 1], order);
    }

    // durable-functions-orchestrations, "Reliability": one work item may take several completions.
    [Fact]
    public async Task A_bounded_window_runs_every_chunk_once()
    {
        var runs = new int[200];
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Chunk", i => Interlocked.Increment(ref runs[i]))
            .Orchestrator("Window", async context =>
            {
                var open = new List<Task<int>>();
                var sum = 0;
                for (var i = 0; i < 200; i++)
                {
                    open.Add(context.CallActivityAsync<int>("Chunk", i));
                    if (open.Count < 16)
                        continue;
                    Task<int> done = await Task.WhenAny(open);
                    open.Remove(done);
                    sum += await done;
                }

                return sum + (await Task.WhenAll(open)).Sum();
            }).StartAsync();

        Assert.Equal(200, await app.ResultAsync<int>("Window"));
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    // durable-functions-perf-and-scale: large histories.
    [Fact]
    public async Task A_thousand_activities_end()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Many", async context =>
            {
                int[] all = await Task.WhenAll(Enumerable.Range(0, 1000)
                    .Select(i => context.CallActivityAsync<int>("Same", i)));
                return all.Sum();
            })
            .StartAsync();

        Assert.Equal(499_500, await app.ResultAsync<int>("Many"));
    }

    // durable-functions-code-constraints: sequence, too, survives a thousand replays.
    [Fact]
    public async Task Three_hundred_activities_one_after_another_end()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Next", x => x + 1)
            .Orchestrator("Chain", async context =>
            {
                var x = 0;
                while (x < 300)
                    x = await context.CallActivityAsync<int>("Next", x);
                return x;
            }).StartAsync();

        Assert.Equal(300, await app.ResultAsync<int>("Chain"));
    }

    // durabletask-dotnet src/Abstractions/TaskOrchestrationContext.cs: a call without a result.
    [Fact]
    public async Task Activities_without_input_and_result_run()
    {
        var ran = 0;
        await using Orchestrations app = await new Orchestrations()
            .Activity<object?, object?>("Act", _ => Interlocked.Increment(ref ran) > 0 ? null : "never")
            .Orchestrator("Plain", async context =>
            {
                await context.CallActivityAsync("Act");
                await context.CallActivityAsync("Act", new TaskOptions());
                return await context.CallActivityAsync<int>("Act", new TaskOptions());
            }).StartAsync();

        Assert.Equal(0, await app.ResultAsync<int>("Plain"));
        Assert.Equal(3, ran);
    }

    private static int InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value)
            Interlocked.CompareExchange(ref target, value, seen);
        return seen > value ? seen : value;
    }
}
