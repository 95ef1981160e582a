using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-instance-management.</summary>
public sealed class ControlTests
{
    // "Terminate instances": the instance ends, its activities run on.
    [Fact]
    public async Task A_terminated_instance_ends_with_its_output_and_drops_later_results()
    {
        var gate = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using Orchestrations app = await new Orchestrations()
            .ActivityAsync<int, int>("Hold", async (x, _) =>
            {
                await gate.Task;
                ended.SetResult();
                return x;
            })
            .Orchestrator("Long", async context => await context.CallActivityAsync<int>("Hold", 1))
            .StartAsync();
        string id = await app.ScheduleAsync("Long");
        await app.HistoryAsync(id, 3);

        await app.TerminateAsync(id, "enough");
        OrchestrationMetadata end = await app.EndAsync(id);
        Assert.Equal(Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());

        gate.SetResult();
        await ended.Task;
        await app.UntilAsync(() => app.Store.WaitingActivities(1).Count == 0);
        Assert.Equal(Terminated, await app.StatusAsync(id));
        Assert.Empty(app.Store.ReadyOrchestrations());
    }

    // durabletask-dotnet src/Client/Core/TerminateInstanceOptions.cs: Recursive.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sub_orchestrations_end_with_it_when_asked(bool recursive)
    {
        await using Orchestrations app = await WaitingTreeAsync();

        await app.TerminateAsync("parent", recursive: recursive);
        Assert.Equal(Terminated, await app.StatusAsync("parent"));
        Assert.Equal(recursive ? Terminated : Running, await app.StatusAsync("child"));
    }

    // "Terminate instances": one that has ended or is not there is left alone.
    [Fact]
    public async Task Terminating_what_has_ended_or_is_not_there_does_nothing()
    {
        await using Orchestrations app = await WaitingTreeAsync();
        await app.RunAsync("One", id: "one");

        await app.TerminateAsync("one");
        await app.TerminateAsync("nothing");
        Assert.Equal(Completed, await app.StatusAsync("one"));
    }

    // "Suspend and resume instances": what arrives waits until the instance is resumed.
    [Fact]
    public async Task A_suspended_instance_goes_on_when_resumed()
    {
        await using Orchestrations app = await WaitingTreeAsync();

        await app.SuspendAsync("child");
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.RunAsync("One", id: "one");
        Assert.Equal(Suspended, await app.StatusAsync("child"));

        await app.ResumeAsync("child");
        Assert.Equal(Completed, (await app.EndAsync("child")).RuntimeStatus);
        Assert.Equal(Completed, (await app.EndAsync("parent")).RuntimeStatus);
    }

    // "Suspend and resume instances": before its start, too.
    [Fact]
    public async Task An_instance_suspended_before_its_start_begins_when_resumed()
    {
        await using Orchestrations app = Tree();
        await app.ScheduleAsync("One", id: "one");
        await app.SuspendAsync("one");
        await app.StartAsync();
        await app.RunAsync("One", id: "two");
        Assert.Equal(Suspended, await app.StatusAsync("one"));

        await app.ResumeAsync("one");
        Assert.Equal(Completed, (await app.EndAsync("one")).RuntimeStatus);
    }

    // "Suspend and resume instances": neither touches what has ended; a suspended one can be terminated.
    [Fact]
    public async Task A_suspended_instance_can_be_terminated_and_an_ended_one_not_suspended()
    {
        await using Orchestrations app = await WaitingTreeAsync();
        await app.SuspendAsync("child");
        await app.TerminateAsync("child");
        Assert.Equal(Terminated, await app.StatusAsync("child"));

        await app.SuspendAsync("child");
        await app.ResumeAsync("child");
        Assert.Equal(Terminated, await app.StatusAsync("child"));
    }

    // "Purge instance history": only what has ended, alone or with its sub-orchestrations.
    [Fact]
    public async Task Only_ended_instances_are_purged()
    {
        await using Orchestrations app = await WaitingTreeAsync();
        Assert.Equal(0, await app.PurgeAsync("parent", recursive: true));
        Assert.Equal(0, await app.PurgeAsync("nothing"));

        app.Time.Advance(TimeSpan.FromHours(1));
        await app.EndAsync("parent");
        Assert.Equal(2, await app.PurgeAsync("parent", recursive: true));
        Assert.Null(await app.FindAsync("parent"));
        Assert.Null(await app.FindAsync("child"));
    }

    // "Purge instance history": without Recursive, sub-orchestrations stay.
    [Fact]
    public async Task A_purge_that_is_not_recursive_leaves_sub_orchestrations()
    {
        await using Orchestrations app = await WaitingTreeAsync();
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.EndAsync("parent");

        Assert.Equal(1, await app.PurgeAsync("parent"));
        Assert.Equal(Completed, await app.StatusAsync("child"));
    }

    // "Purge instance history": by time and status.
    [Fact]
    public async Task Instances_are_purged_by_time_and_status()
    {
        await using Orchestrations app = await Tree().StartAsync();
        DateTimeOffset begin = app.Time.GetUtcNow();
        for (var i = 0; i < 250; i++)
        {
            await app.RunAsync(i % 5 == 0 ? "Bad" : "One", id: $"run-{i}");
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        PurgeResult bad = await app.PurgeAllAsync(new PurgeInstancesFilter(Statuses: [Failed]));
        Assert.Equal((50, true), (bad.PurgedInstanceCount, bad.IsComplete));
        PurgeResult early = await app.PurgeAllAsync(new PurgeInstancesFilter(begin, begin.AddMinutes(99)));
        Assert.Equal(80, early.PurgedInstanceCount);
        Assert.Equal(120, (await app.ListAsync(new OrchestrationQuery())).Count);
    }

    // durabletask-dotnet src/Client/Core/PurgeInstancesFilter.cs: Timeout.
    [Fact]
    public async Task A_purge_that_runs_out_of_time_says_so()
    {
        await using Orchestrations app = await Tree().StartAsync();
        await app.RunAsync("One", id: "one");

        PurgeResult none = await app.PurgeAllAsync(new PurgeInstancesFilter { Timeout = TimeSpan.Zero });
        Assert.Equal((0, false), (none.PurgedInstanceCount, none.IsComplete));
    }

    // "Query all instances": filters and pages.
    [Fact]
    public async Task Instances_are_found_by_prefix_status_and_time_in_pages()
    {
        await using Orchestrations app = await Tree().StartAsync();
        for (var i = 0; i < 7; i++)
            await app.RunAsync("One", id: $"a-{i}");
        await app.RunAsync("Bad", id: "a-bad");
        await app.RunAsync("One", id: "b-0");

        var query = new OrchestrationQuery(Statuses: [Completed], InstanceIdPrefix: "a-", PageSize: 3);
        Assert.Equal(["a-0 a-1 a-2", "a-3 a-4 a-5", "a-6"], await app.PagesAsync(query));
        var failed = new OrchestrationQuery(Statuses: [Failed, Terminated], FetchInputsAndOutputs: true);
        OrchestrationMetadata bad = Assert.Single(await app.ListAsync(failed));
        Assert.Equal("a-bad", bad.InstanceId);
        Assert.NotNull(bad.FailureDetails);
        Assert.Empty(await app.ListAsync(new OrchestrationQuery(app.Time.GetUtcNow().AddSeconds(1))));
    }

    // "Query all instances": a page names where the next begins.
    [Fact]
    public async Task A_query_goes_on_where_a_token_says()
    {
        await using Orchestrations app = await Tree().StartAsync();
        for (var i = 0; i < 5; i++)
            await app.RunAsync("One", id: $"a-{i}");

        var query = new OrchestrationQuery(PageSize: 2);
        string? token = null;
        await foreach (Page<OrchestrationMetadata> page in app.Client.GetAllInstancesAsync(query).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        Assert.Equal(["a-2 a-3", "a-4"], await app.PagesAsync(query with { ContinuationToken = token }));
    }

    // durable-functions-custom-orchestration-status: seen while the instance runs.
    [Fact]
    public async Task The_custom_status_is_seen_while_the_instance_runs()
    {
        await using Orchestrations app = await WaitingTreeAsync();
        Assert.Equal("waiting", (await app.FindAsync("child"))!.ReadCustomStatusAs<string>());

        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("done", (await app.EndAsync("child")).ReadCustomStatusAs<string>());
    }

    private static Orchestrations Tree() => new Orchestrations()
        .Orchestrator("One", _ => Task.FromResult(1))
        .Orchestrator<int>("Bad", _ => throw new InvalidDataException())
        .Orchestrator("Child", async context =>
        {
            context.SetCustomStatus("waiting");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.SetCustomStatus("done");
            return 1;
        })
        .Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<int>("Child", new TaskOptions().WithInstanceId("child")));

    private static async Task<Orchestrations> WaitingTreeAsync()
    {
        Orchestrations app = await Tree().StartAsync();
        await app.ScheduleAsync("Parent", id: "parent");
        await app.UntilAsync(() => app.Store.Statistics("child") is { HistoryRows: > 0 });
        return app;
    }
}
