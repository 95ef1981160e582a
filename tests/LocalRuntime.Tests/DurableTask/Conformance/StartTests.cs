using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>
/// After durable-functions-singletons, durable-functions-instance-management and durabletask-dotnet
/// src/Client/Core/DurableTaskClient.cs (ScheduleNewOrchestrationInstanceAsync).
/// </summary>
public sealed class StartTests
{
    // DurableTaskOptions.cs of the host: by default only what has not ended forbids another.
    [Fact]
    public async Task By_default_an_active_instance_forbids_another_and_an_ended_one_is_replaced()
    {
        await using Orchestrations app = App();
        await app.ScheduleAsync("Echo", 1, "one");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => app.ScheduleAsync("Echo", 2, "one"));

        await app.StartAsync();
        Assert.Equal(1, (await app.EndAsync("one")).ReadOutputAs<int>());
        await app.ScheduleAsync("Echo", 3, "one");
        Assert.Equal(3, (await app.EndAsync("one")).ReadOutputAs<int>());
    }

    // DurableTaskClient.cs: a listed status forbids.
    [Fact]
    public async Task A_listed_status_forbids_another()
    {
        await using Orchestrations app = await App().StartAsync();
        await app.RunAsync("Echo", 1, "one");

        OrchestrationAlreadyExistsException e = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => StartAsync(app, Pending, Running, Suspended, Completed));
        Assert.Contains("'one'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Completed", e.Message, StringComparison.Ordinal);
    }

    // DurableTaskClient.cs: a status that is not listed is replaced.
    [Fact]
    public async Task A_status_that_is_not_listed_is_replaced()
    {
        await using Orchestrations app = await App().StartAsync();
        await app.RunAsync("Fail", null, "one");

        await StartAsync(app, Pending, Running, Suspended, Completed);
        Assert.Equal(Completed, (await app.EndAsync("one")).RuntimeStatus);
    }

    // DurableTaskClient.cs: an empty list makes every status replaceable; what is active is terminated first.
    [Fact]
    public async Task With_an_empty_list_an_active_instance_is_terminated_and_replaced()
    {
        await using Orchestrations app = await App()
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>(
                        "Wait", new TaskOptions().WithInstanceId("one"));
                }
                catch (TaskFailedException e)
                {
                    return e.FailureDetails.ErrorType;
                }
            }).StartAsync();
        string parent = await app.ScheduleAsync("Parent");
        await app.UntilAsync(() => app.Store.Statistics("one") is { HistoryRows: > 0 });

        await StartAsync(app);
        Assert.Equal(9, (await app.EndAsync("one")).ReadOutputAs<int>());
        Assert.Equal("Terminated", (await app.EndAsync(parent)).ReadOutputAs<string>());
    }

    // DurableTaskClient.cs: Terminated listed, and an active status not: that cannot work.
    [Fact]
    public async Task Terminated_with_a_replaceable_active_status_is_refused()
    {
        await using Orchestrations app = App();

        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(app, Terminated));
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(app, Terminated, Pending, Running));
        await StartAsync(app, Terminated, Pending, Running, Suspended);
    }

    // ShimDurableTaskClient.cs: names of statuses without case; others are refused.
    [Fact]
    public async Task Statuses_are_names_without_case()
    {
        await using Orchestrations app = await App().StartAsync();
        await app.RunAsync("Echo", 1, "one");

        StartOrchestrationOptions known = new("one") { DedupeStatuses = ["completed"] };
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => StartAsync(app, known));
        StartOrchestrationOptions unknown = new("one") { DedupeStatuses = ["Done"] };
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(app, unknown));
    }

    // durable-functions-singletons: of many that start one id at once, one wins.
    [Fact]
    public async Task Of_many_starts_at_once_one_wins()
    {
        await using Orchestrations app = App();
        int won = 0;
        await Parallel.ForAsync(0, 20, TestContext.Current.CancellationToken, async (i, _) =>
        {
            try
            {
                await app.ScheduleAsync("Echo", i, "one");
                Interlocked.Increment(ref won);
            }
            catch (OrchestrationAlreadyExistsException)
            {
            }
        });

        Assert.Equal(1, won);
    }

    // durable-functions-instance-management, "Start instances": what an id may be.
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task Ids_that_a_storage_could_not_keep_are_refused(string id)
    {
        await using Orchestrations app = App();
        await Assert.ThrowsAsync<ArgumentException>(() => app.ScheduleAsync("Echo", 1, id));
    }

    [Fact]
    public async Task An_id_has_at_most_100_characters()
    {
        await using Orchestrations app = App();
        await app.ScheduleAsync("Echo", 1, new string('x', 100));
        await Assert.ThrowsAsync<ArgumentException>(() => app.ScheduleAsync("Echo", 1, new string('x', 101)));
    }

    // durable-functions-instance-management: without an id there is a fresh one.
    [Fact]
    public async Task Without_an_id_each_start_has_its_own()
    {
        await using Orchestrations app = App();
        Assert.NotEqual(await app.ScheduleAsync("Echo", 1), await app.ScheduleAsync("Echo", 1));
    }

    // durabletask-dotnet src/Abstractions/TaskOptions.cs: StartAt.
    [Fact]
    public async Task A_start_may_be_put_off()
    {
        await using Orchestrations app = await App().StartAsync();
        DateTimeOffset later = app.Time.GetUtcNow().AddHours(3);
        await StartAsync(app, new StartOrchestrationOptions("one", later));
        await app.RunAsync("Echo", 2, "two");
        Assert.Equal(Pending, await app.StatusAsync("one"));

        app.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(9, (await app.EndAsync("one")).ReadOutputAs<int>());
    }

    // durabletask-dotnet src/Abstractions/TaskOptions.cs: Tags.
    [Fact]
    public async Task Tags_are_kept()
    {
        await using Orchestrations app = App();
        await StartAsync(app, new StartOrchestrationOptions("one")
        {
            Tags = new Dictionary<string, string> { ["import"] = "2026-03" },
        });

        Assert.Equal("2026-03", (await app.FindAsync("one"))!.Tags["import"]);
    }

    // DurableTaskClient.cs: waiting for a start; Pending until the first work item has ended.
    [Fact]
    public async Task A_client_may_wait_for_the_start()
    {
        await using Orchestrations app = App();
        await app.ScheduleAsync("Wait", 1, "one");
        Task<OrchestrationMetadata> started = app.Client.WaitForInstanceStartAsync(
            "one", TestContext.Current.CancellationToken);
        Assert.False(started.IsCompleted);

        await app.StartAsync();
        await started.WaitAsync(Orchestrations.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Running, (await started).RuntimeStatus);
        Assert.True((await app.FindAsync("one"))!.IsRunning);
    }

    // ShimDurableTaskClient.cs: waiting for an instance that is not there.
    [Fact]
    public async Task Waiting_for_nothing_is_refused()
    {
        await using Orchestrations app = App();
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.EndAsync("nothing"));
        Assert.Null(await app.FindAsync("nothing"));
    }

    private static Orchestrations App() => new Orchestrations()
        .Orchestrator("Echo", context => Task.FromResult(context.GetInput<int>()))
        .Orchestrator<int>("Fail", _ => throw new InvalidDataException())
        .Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            return "waited";
        });

    private static Task<string> StartAsync(Orchestrations app, params OrchestrationRuntimeStatus[] statuses) =>
        StartAsync(app, new StartOrchestrationOptions("one").WithDedupeStatuses(statuses));

    private static Task<string> StartAsync(Orchestrations app, StartOrchestrationOptions options) =>
        app.ScheduleAsync("Echo", 9, options);
}
