using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>
/// After durable-functions-orchestrations, "Reliability": wherever the process dies, the next one comes to the same
/// end. The worker is killed after random numbers of writes, again and again, from a printed seed.
/// </summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whenever_the_worker_is_killed_the_end_is_the_same(int seed)
    {
        var random = new Random(seed);
        var runs = new int[30];
        await using Orchestrations app = App(runs);
        await app.StartAsync();
        string id = await app.ScheduleAsync("Import", 3, "import");
        for (var kills = 0; kills < 12 && !app.HasEnded(id); kills++)
        {
            await WritesAsync(app, id, random.Next(1, 12));
            app.Kill();
            await app.RestartAsync();
        }

        OrchestrationMetadata end = await app.EndAsync(id);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"seed {seed}: {end.FailureDetails}");
        Assert.Equal("435 import import:0 import:1 import:2 continued", end.ReadOutputAs<string>());
        Assert.All(runs, count => Assert.InRange(count, 1, 13));
        Assert.Empty(app.Store.WaitingActivities(1));
        Assert.Empty(app.Store.ReadyOrchestrations());
    }

    private static Orchestrations App(int[] runs) => new Orchestrations()
        .Activity<int, int>("Part", i =>
        {
            Interlocked.Increment(ref runs[i]);
            return i;
        })
        .Activity<int, int>("Flaky", i => runs[0] > 0 ? i : throw new IOException("not yet"))
        .Orchestrator("Wave", async context =>
        {
            int first = 10 * context.GetInput<int>();
            int[] parts = await Task.WhenAll(Enumerable.Range(first, 10)
                .Select(i => context.CallActivityAsync<int>("Part", i)));
            return new Wave(context.InstanceId, parts.Sum());
        })
        .Orchestrator("Import", async context =>
        {
            string id = context.InstanceId;
            Wave[] all = await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>())
                .Select(i => context.CallSubOrchestratorAsync<Wave>(
                    "Wave", i, new TaskOptions().WithInstanceId($"{id}:{i}"))));
            await context.CreateTimer(TimeSpan.FromSeconds(-1), CancellationToken.None);
            await context.CallActivityAsync<int>("Flaky", 1);
            string ids = string.Join(' ', all.Select(wave => wave.Id));
            string result = $"{all.Sum(wave => wave.Sum)} {id} {ids}";
            return await context.CallSubOrchestratorAsync<string>("Finish", result);
        })
        .Orchestrator("Finish", context =>
        {
            string text = context.GetInput<string>()!;
            if (!text.EndsWith("continued", StringComparison.Ordinal))
                context.ContinueAsNew(text + " continued");
            return Task.FromResult(text);
        });

    private static async Task WritesAsync(Orchestrations app, string id, int writes)
    {
        for (var i = 0; i < writes && !app.HasEnded(id); i++)
        {
            Task next = app.Store.Work.Next;
            if (!app.HasEnded(id))
                await next.WaitAsync(Orchestrations.Patience);
        }
    }

    private sealed record Wave(string Id, int Sum);
}
