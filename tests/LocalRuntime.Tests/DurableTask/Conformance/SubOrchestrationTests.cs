using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-sub-orchestrations.</summary>
public sealed class SubOrchestrationTests
{
    // "Sub-orchestrations": called like activities, results and all.
    [Fact]
    public async Task Sub_orchestrations_run_in_parallel_and_return_results()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("Wave", async context =>
                await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .Orchestrator("Waves", async context => await Task.WhenAll(Enumerable.Range(0, 10)
                .Select(i => context.CallSubOrchestratorAsync<int>("Wave", i))))
            .StartAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2 * i), await app.ResultAsync<int[]>("Waves"));
    }

    // durabletask-dotnet src/Abstractions/TaskOrchestrationContext.cs: Parent.
    [Fact]
    public async Task A_sub_orchestration_knows_its_parent_and_its_id()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Child", context => Task.FromResult(
                $"{context.Name} {context.InstanceId} {context.Parent?.Name} {context.Parent?.InstanceId}"))
            .Orchestrator("Parent", async context => context.Parent is null
                ? await context.CallSubOrchestratorAsync<string>("Child", new TaskOptions().WithInstanceId("run:1"))
                : "has a parent")
            .StartAsync();

        OrchestrationMetadata end = await app.RunAsync("Parent", id: "run");
        Assert.Equal("Child run:1 Parent run", end.ReadOutputAs<string>());
    }

    // "Sub-orchestrations": without an id the runtime makes one, the same at each replay.
    [Fact]
    public async Task An_id_that_is_not_given_is_the_same_at_each_replay()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Child", context => Task.FromResult(context.InstanceId))
            .Orchestrator("Parent", async context =>
            {
                string first = await context.CallSubOrchestratorAsync<string>("Child");
                string second = await context.CallSubOrchestratorAsync<string>("Child", new TaskOptions());
                return new[] { first, second };
            }).StartAsync();

        string[] ids = (await app.ResultAsync<string[]>("Parent"))!;
        Assert.NotEqual(ids[0], ids[1]);
        Assert.All(ids, id => Assert.Equal(32, id.Length));
    }

    // durable-functions-error-handling: the failure of a sub-orchestration reaches its parent.
    [Fact]
    public async Task A_failed_sub_orchestration_throws_in_its_parent()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator<int>("Child", _ => throw new InvalidDataException("bad wave"))
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Child");
                    return "no failure";
                }
                catch (TaskFailedException e)
                {
                    TaskFailureDetails failure = e.FailureDetails;
                    return $"{e.TaskName} {failure.ErrorMessage} {failure.IsCausedBy<InvalidDataException>()}";
                }
            }).StartAsync();

        Assert.Equal("Child bad wave True", await app.ResultAsync<string>("Parent"));
    }

    // durable-functions-singletons: an id is taken while its instance has not ended.
    [Fact]
    public async Task An_id_that_is_taken_fails_the_call()
    {
        var gate = new TaskCompletionSource();
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<int, int>("Hold", async (x, _) =>
            {
                await gate.Task;
                return x;
            })
            .Orchestrator("Long", async context => await context.CallActivityAsync<int>("Hold", 1))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Long", new TaskOptions().WithInstanceId("taken")))
            .StartAsync();
        await app.ScheduleAsync("Long", id: "taken");

        TaskFailureDetails failure = await app.FailureAsync("Parent");
        Assert.Contains("Instance 'taken'", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(failure.InnerFailure!.IsCausedBy<OrchestrationAlreadyExistsException>());
        gate.SetResult();
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await app.EndAsync("taken")).RuntimeStatus);
    }

    // Azure/durabletask src/DurableTask.Core/TaskOrchestrationDispatcher.cs: a terminated one fails for its parent.
    [Fact]
    public async Task A_terminated_sub_orchestration_fails_for_its_parent()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Child", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return 0;
            })
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Child", new TaskOptions().WithInstanceId("child")))
            .StartAsync();

        string id = await app.ScheduleAsync("Parent");
        await app.UntilAsync(() => app.Store.Statistics("child") is { HistoryRows: > 0 });
        await app.TerminateAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await app.EndAsync(id)).RuntimeStatus);
    }

    // durable-functions-orchestrations, "Instance management": tags of sub-orchestrations.
    [Fact]
    public async Task Tags_of_a_sub_orchestration_are_kept()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Child", _ => Task.FromResult(0))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child",
                new TaskOptions(null, new Dictionary<string, string> { ["stage"] = "score" }).WithInstanceId("child")))
            .StartAsync();

        await app.ResultAsync<int>("Parent");
        Assert.Equal("score", (await app.FindAsync("child"))!.Tags["stage"]);
    }
}
