using Microsoft.DurableTask;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>
/// After durable-functions-code-constraints and Azure/durabletask src/DurableTask.Core/TaskOrchestrationContext.cs
/// (NonDeterministicOrchestrationException). Each orchestrator changes its mind when it replays.
/// </summary>
public sealed class DeterminismTests
{
    // code-constraints, "Versioning": another activity at the same place.
    [Fact]
    public async Task Another_activity_than_in_the_history_fails_and_is_named()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            await context.CallActivityAsync("Change");
            await context.CallActivityAsync(changed() ? "B" : "A");
            await context.CallActivityAsync("A");
        });

        Assert.Contains("orchestrator 'Fickle', instance '", message, StringComparison.Ordinal);
        Assert.Contains("action 1 is activity 'A' in the history", message, StringComparison.Ordinal);
        Assert.Contains("the code now does activity 'B'", message, StringComparison.Ordinal);
    }

    // code-constraints: another kind of action at the same place.
    [Fact]
    public async Task A_timer_in_place_of_an_activity_fails()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            await context.CallActivityAsync("Change");
            if (changed())
                await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            else
                await context.CallActivityAsync("A");
            await context.CallActivityAsync("A");
        });

        Assert.Contains("activity 'A' in the history; the code now does a timer", message, StringComparison.Ordinal);
    }

    // TaskOrchestrationContext.cs, HandleSubOrchestrationCreatedEvent: a sub-orchestration of another id.
    [Fact]
    public async Task A_sub_orchestration_of_another_id_fails()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            await context.CallActivityAsync("Change");
            string id = changed() ? "two" : "one";
            await context.CallSubOrchestratorAsync("Child", new TaskOptions().WithInstanceId(id));
            await context.CallActivityAsync("A");
        });

        Assert.Contains("sub-orchestration 'Child' with id 'one' in the history", message, StringComparison.Ordinal);
    }

    // TaskOrchestrationContext.cs, HandleTaskScheduledEvent: the code does less than the history.
    [Fact]
    public async Task Fewer_actions_than_in_the_history_fail()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            Task change = context.CallActivityAsync("Change");
            Task[] more = changed() ? [] : [context.CallActivityAsync("A")];
            await Task.WhenAll([change, .. more]);
            await context.CallActivityAsync("A");
        });

        Assert.Contains("is activity 'A' in the history; the code does not", message, StringComparison.Ordinal);
    }

    // code-constraints: the code does more than the history.
    [Fact]
    public async Task More_actions_than_in_the_history_fail()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            Task change = context.CallActivityAsync("Change");
            Task[] more = changed() ? [context.CallActivityAsync("A")] : [];
            await Task.WhenAll([change, .. more]);
        });

        Assert.Contains("has no action 1; the code now does activity 'A'", message, StringComparison.Ordinal);
    }

    // code-constraints: the same actions at another time are other actions.
    [Fact]
    public async Task An_action_earlier_than_in_the_history_fails()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            Task change = context.CallActivityAsync("Change");
            Task? early = changed() ? context.CallActivityAsync("A") : null;
            await change;
            await (early ?? context.CallActivityAsync("A"));
            await context.CallActivityAsync("A");
        }, changeAtSecond: true);

        Assert.Contains("action 1 is activity 'A' in the history, later than", message, StringComparison.Ordinal);
    }

    // code-constraints: an end where the history waits.
    [Fact]
    public async Task An_end_where_the_history_waits_fails()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            Task change = context.CallActivityAsync("Change");
            Task other = context.CallActivityAsync("A");
            if (!changed())
                await Task.WhenAll(change, other);
        });

        Assert.Contains("the code now ends", message, StringComparison.Ordinal);
    }

    // Whatever the code catches, it cannot hide that it deviates.
    [Fact]
    public async Task Code_that_catches_everything_fails_all_the_same()
    {
        string message = await FailAsync(async (context, changed) =>
        {
            await context.CallActivityAsync("Change");
            try
            {
                await context.CallActivityAsync(changed() ? "B" : "A");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return;
            }

            await context.CallActivityAsync("A");
        });

        Assert.Contains("the code now does activity 'B'", message, StringComparison.Ordinal);
    }

    // code-constraints, "Threading APIs" and "Async APIs": tasks that are not durable, alone.
    [Theory]
    [InlineData("delay")]
    [InlineData("thread")]
    [InlineData("source")]
    [InlineData("configured")]
    public async Task A_task_that_is_not_durable_fails_and_says_where(string what)
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Foreign", async context =>
            {
                await context.CallActivityAsync<int>("Same", 1);
                switch (what)
                {
                    case "delay":
                        await Task.Delay(TimeSpan.FromDays(1), CancellationToken.None);
                        break;
                    case "thread":
                        await Task.Run(() => new TaskCompletionSource().Task);
                        break;
                    case "source":
                        await new TaskCompletionSource().Task;
                        break;
                    default:
                        await context.CallActivityAsync<int>("Same", 2).ConfigureAwait(false);
                        await context.CallActivityAsync<int>("Same", 3);
                        break;
                }

                return 0;
            }).StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Foreign");
        Assert.Contains("not durable", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("orchestrator 'Foreign'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // code-constraints: what stays on the orchestrator's thread is allowed.
    [Fact]
    public async Task Yields_and_finished_tasks_are_allowed()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Local", async context =>
            {
                await Task.Yield();
                int x = await Task.FromResult(3);
                x += await context.CallActivityAsync<int>("Same", 4);
                await Task.Yield();
                return x;
            }).StartAsync();

        Assert.Equal(7, await app.ResultAsync<int>("Local"));
    }

    // durable-functions-code-constraints, "Infinite loops": MaxOrchestrationActions.
    [Fact]
    public async Task Too_many_actions_at_once_fail()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Flood", async context =>
            {
                var calls = new List<Task>();
                for (var i = 0; i < LocalRuntime.DurableTask.OrchestrationRun.MostActions + 1; i++)
                    calls.Add(context.CallActivityAsync("A"));
                await Task.WhenAll(calls);
                return 0;
            }).StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Flood");
        Assert.Contains("more than 100000 actions", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // Runs an orchestrator that behaves differently once its first activity has run (or its second, if asked).
    private static async Task<string> FailAsync(
        Func<TaskOrchestrationContext, Func<bool>, Task> code, bool changeAtSecond = false)
    {
        var changes = 0;
        int from = changeAtSecond ? 2 : 1;
        await using Orchestrations app = await new Orchestrations()
            .Activity<object?, int>("Change", _ => Interlocked.Increment(ref changes))
            .Activity<object?, int>("A", _ => changeAtSecond ? Interlocked.Increment(ref changes) : 0)
            .Activity<object?, int>("B", _ => 0)
            .Orchestrator("Child", _ => Task.FromResult(0))
            .Orchestrator("Fickle", async context =>
            {
                bool replays = context.IsReplaying;
                await code(context, () => replays && Replays(context) && Volatile.Read(ref changes) >= from);
                return 0;
            }).StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Fickle");
        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", failure.ErrorType);
        return failure.ErrorMessage;
    }

    private static bool Replays(TaskOrchestrationContext context) => context.IsReplaying;
}
