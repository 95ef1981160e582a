using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-eternal-orchestrations.</summary>
public sealed class ContinueAsNewTests
{
    // "Resetting and restarting": same id, new input, empty history.
    [Fact]
    public async Task It_starts_over_with_a_new_input_the_same_id_and_no_history()
    {
        var ids = new HashSet<string>();
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Next", x => x + 1)
            .Orchestrator("Loop", async context =>
            {
                ids.Add(context.InstanceId);
                int x = await context.CallActivityAsync<int>("Next", context.GetInput<int>());
                if (x < 10)
                    context.ContinueAsNew(x);
                return x;
            }).StartAsync();

        OrchestrationMetadata end = await app.RunAsync("Loop", 0, "loop");
        Assert.Equal(10, end.ReadOutputAs<int>());
        Assert.Equal(9, end.ReadInputAs<int>());
        Assert.Equal(["loop"], ids);
        Assert.Equal(6, app.Store.Statistics("loop")!.HistoryRows);
        Assert.Equal(10, app.Store.Statistics("loop")!.Activities);
    }

    // TaskOrchestrationContextWrapper.cs, NewGuid: the clock is part of it.
    [Fact]
    public async Task Ids_and_clock_are_new_after_it()
    {
        var seen = new List<(Guid Id, DateTime Clock)>();
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Twice", context =>
            {
                seen.Add((context.NewGuid(), context.CurrentUtcDateTime));
                if (seen.Count == 1)
                    context.ContinueAsNew();
                return Task.FromResult(0);
            }).StartAsync();

        await app.ResultAsync<int>("Twice");
        Assert.NotEqual(seen[0].Id, seen[1].Id);
        Assert.True(seen[1].Clock > seen[0].Clock);
    }

    // "Resetting and restarting": results that were under way do not reach the new execution.
    [Fact]
    public async Task Results_of_the_execution_before_do_not_arrive()
    {
        var gate = new TaskCompletionSource();
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<string, string>("Say", async (word, _) =>
            {
                if (word == "old")
                    await gate.Task;
                else
                    gate.TrySetResult();
                return word;
            })
            .Orchestrator("Leave", async context =>
            {
                Task<string> call = context.CallActivityAsync<string>("Say", context.GetInput<string>());
                if (context.GetInput<string>() == "old")
                {
                    context.ContinueAsNew("new");
                    return "left";
                }

                string first = await call;
                return first + await context.CallActivityAsync<string>("Say", "!");
            }).StartAsync();

        Assert.Equal("new!", await app.ResultAsync<string>("Leave", "old"));
    }

    // "Exit from an eternal orchestration": an exception after the call fails the instance.
    [Fact]
    public async Task An_exception_after_it_fails_the_instance()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator<int>("Bad", context =>
            {
                context.ContinueAsNew(1);
                throw new InvalidDataException("after all");
            }).StartAsync();

        Assert.True((await app.FailureAsync("Bad")).IsCausedBy<InvalidDataException>());
    }

    // Azure/durabletask src/DurableTask.Core/TaskOrchestrationDispatcher.cs, carryOverStatus.
    [Fact]
    public async Task The_custom_status_stays_until_it_is_set_again()
    {
        var runs = 0;
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Status", context =>
            {
                if (runs++ == 0)
                {
                    context.SetCustomStatus("kept");
                    context.ContinueAsNew();
                }

                return Task.FromResult(0);
            }).StartAsync();

        Assert.Equal("kept", (await app.RunAsync("Status")).ReadCustomStatusAs<string>());
    }

    // A sub-orchestration that starts over answers its parent when it ends.
    [Fact]
    public async Task A_sub_orchestration_that_starts_over_still_answers_its_parent()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Child", context =>
            {
                int x = context.GetInput<int>();
                if (x < 3)
                    context.ContinueAsNew(x + 1);
                return Task.FromResult(x);
            })
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", 0))
            .StartAsync();

        Assert.Equal(3, await app.ResultAsync<int>("Parent"));
    }
}
