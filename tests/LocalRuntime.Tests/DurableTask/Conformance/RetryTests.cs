using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>
/// After durable-functions-error-handling, "Automatic retry on failure", and Azure/durabletask
/// src/DurableTask.Core/RetryInterceptor.cs.
/// </summary>
public sealed class RetryTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    // "Automatic retry on failure": backoffCoefficient, maxRetryInterval.
    [Fact]
    public async Task Delays_grow_up_to_the_longest()
    {
        var policy = new RetryPolicy(
            5, TimeSpan.FromSeconds(10), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(60));

        Assert.Equal("0, 10, 40, 100, 160", await AttemptsAsync(TaskOptions.FromRetryPolicy(policy)));
    }

    // "Automatic retry on failure": an attempt that succeeds ends the retries.
    [Fact]
    public async Task The_first_success_is_the_result()
    {
        var attempts = 0;
        await using var app = new Orchestrations();
        await app
            .Activity<int, int>("Third", _ => ++attempts < 3 ? throw new IOException() : attempts)
            .Orchestrator("Try", async context => await context.CallActivityAsync<int>(
                "Third", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(9, TimeSpan.FromSeconds(1)))))
            .StartAsync();

        string id = await app.ScheduleAsync("Try");
        Assert.True(await app.NextTimerAsync(id));
        Assert.True(await app.NextTimerAsync(id));
        Assert.Equal(3, (await app.EndAsync(id)).ReadOutputAs<int>());
    }

    // "Automatic retry on failure": retryTimeout bounds the whole.
    [Fact]
    public async Task No_attempt_begins_after_the_timeout()
    {
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(25));

        Assert.Equal("0, 10, 20, 30", await AttemptsAsync(TaskOptions.FromRetryPolicy(policy)));
    }

    // durabletask-dotnet src/Abstractions/RetryPolicy.cs: HandleFailure.
    [Fact]
    public async Task Failures_that_the_policy_does_not_handle_are_not_tried_again()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(10))
        {
            HandleFailure = failure => !failure.IsCausedBy<IOException>(),
        };

        Assert.Equal("0", await AttemptsAsync(TaskOptions.FromRetryPolicy(policy)));
    }

    // durable-functions-error-handling, "Custom retry handlers".
    [Fact]
    public async Task A_handler_decides_by_number_failure_and_time()
    {
        var seen = new List<string>();
        TaskOptions options = TaskOptions.FromRetryHandler(retry =>
        {
            seen.Add($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorType} {retry.TotalRetryTime.TotalMinutes:0}");
            return retry.LastAttemptNumber < 3;
        });

        Assert.Equal("0, 0, 0", await AttemptsAsync(options));
        string[] expected = ["1 System.IO.IOException 0", "2 System.IO.IOException 0", "3 System.IO.IOException 0"];
        Assert.Equal(expected, seen.Distinct());
    }

    // durable-functions-error-handling, "Custom retry handlers": an asynchronous one may wait for a timer.
    [Fact]
    public async Task A_handler_may_wait_for_a_timer()
    {
        TaskOptions options = TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(7), CancellationToken.None);
            return retry.LastAttemptNumber < 2;
        });

        Assert.Equal("0, 7", await AttemptsAsync(options));
    }

    // durabletask-dotnet src/Abstractions/RetryPolicy.cs: what its constructor refuses.
    [Fact]
    public void A_policy_refuses_what_cannot_be()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, maxRetryInterval: second / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, retryTimeout: second / 2));
        Assert.Equal(TimeSpan.FromHours(1), new RetryPolicy(1, second).MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, new RetryPolicy(1, second).RetryTimeout);
    }

    // durable-functions-sub-orchestrations: sub-orchestrations are retried, too; a given id is used again.
    [Fact]
    public async Task A_failed_sub_orchestration_is_tried_again_under_its_id()
    {
        var attempts = 0;
        await using var app = new Orchestrations();
        await app
            .Activity<int, int>("Second", _ => ++attempts < 2 ? throw new IOException() : attempts)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Second", 1))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", 1, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(5)), "child-1")))
            .StartAsync();

        string id = await app.ScheduleAsync("Parent");
        Assert.True(await app.NextTimerAsync(id));
        Assert.Equal(2, (await app.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await app.StatusAsync("child-1"));
    }

    // The seconds after the start at which an activity that always fails was tried.
    private static async Task<string> AttemptsAsync(TaskOptions options)
    {
        var seconds = new List<int>();
        await using var app = new Orchestrations();
        await app
            .Activity<int, int>("Fail", _ =>
            {
                seconds.Add((int)Math.Round((app.Time.GetUtcNow().UtcDateTime - Start).TotalSeconds));
                throw new IOException("not yet");
            })
            .Orchestrator("Try", async context => await context.CallActivityAsync<int>("Fail", 1, options))
            .StartAsync();
        string id = await app.ScheduleAsync("Try");
        while (await app.NextTimerAsync(id))
        {
        }

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await app.EndAsync(id)).RuntimeStatus);
        return string.Join(", ", seconds);
    }
}
