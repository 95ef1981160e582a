using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>
/// After learn.microsoft.com/azure/azure-functions/durable/durable-functions-orchestrations ("Reliability",
/// "Orchestration history") and durable-functions-code-constraints.
/// </summary>
public sealed class ReplayTests
{
    // durable-functions-orchestrations, "Orchestration history": each await replays the code from its start.
    [Fact]
    public async Task Code_runs_from_its_start_after_every_await()
    {
        var starts = 0;
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("Thrice", async context =>
            {
                starts++;
                int x = context.GetInput<int>();
                for (var i = 0; i < 3; i++)
                    x = await context.CallActivityAsync<int>("Double", x);
                return x;
            }).StartAsync();

        Assert.Equal(40, await app.ResultAsync<int>("Thrice", 5));
        Assert.Equal(4, starts);
    }

    // durabletask-dotnet src/Abstractions/TaskOrchestrationContext.cs: IsReplaying.
    [Fact]
    public async Task Code_knows_whether_it_replays()
    {
        var seen = new List<string>();
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Look", async context =>
            {
                seen.Add($"start {context.IsReplaying}");
                await context.CallActivityAsync<int>("Same", 1);
                seen.Add($"end {context.IsReplaying}");
                return 0;
            }).StartAsync();

        await app.ResultAsync<int>("Look");
        Assert.Equal(["start False", "start True", "end False"], seen);
    }

    // durable-functions-code-constraints, "Dates and times": the clock gives the same value at each replay.
    [Fact]
    public async Task The_clock_stands_still_within_a_work_item_and_is_the_same_at_each_replay()
    {
        var first = new List<DateTime>();
        await using var app = new Orchestrations();
        await app
            .Activity<int, int>("Wait", x =>
            {
                app.Time.Advance(TimeSpan.FromMinutes(1));
                return x;
            })
            .Orchestrator("Clock", async context =>
            {
                first.Add(context.CurrentUtcDateTime);
                await context.CallActivityAsync<int>("Wait", 1);
                DateTime second = context.CurrentUtcDateTime;
                await context.CallActivityAsync<int>("Wait", 1);
                return (second - first[0]).TotalMinutes;
            }).StartAsync();

        Assert.Equal(1.0, await app.ResultAsync<double>("Clock"));
        Assert.Single(first.Distinct());
        Assert.Equal(DateTimeKind.Utc, first[0].Kind);
    }

    // durable-functions-code-constraints, "GUIDs and UUIDs": NewGuid is the same at each replay.
    [Fact]
    public async Task Ids_are_the_same_at_each_replay_and_differ_from_each_other()
    {
        var seen = new List<Guid>();
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Ids", async context =>
            {
                seen.Add(context.NewGuid());
                await context.CallActivityAsync<int>("Same", 1);
                seen.Add(context.NewGuid());
                await context.CallActivityAsync<int>("Same", 1);
                return 0;
            }).StartAsync();

        await app.ResultAsync<int>("Ids");
        Assert.Equal(5, seen.Count);
        Assert.Equal(2, seen.Distinct().Count());
        Assert.Equal(seen[0], seen[1]);
        Assert.All(seen, id => Assert.Equal(5, id.Version));
    }

    // durabletask-dotnet src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs, NewGuid: instance id, clock and
    // counter, hashed under a fixed namespace. The expected value was computed apart, with Python's uuid.uuid5.
    [Fact]
    public void Ids_are_those_of_Durable_Functions() =>
        Assert.Equal(
            new Guid("9186ee18-d2c6-5cae-be03-42af644e2c62"),
            LocalRuntime.DurableTask.DeterministicGuid.Create(
                "run-1", new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc), 3));

    // durable-functions-diagnostics, "App logging": a replay-safe logger writes once.
    [Fact]
    public async Task A_replay_safe_logger_writes_once()
    {
        await using var app = new Orchestrations { Loggers = new ListLogger() };
        await app
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Log", async context =>
            {
#pragma warning disable CA1848, CA2254 // What an app logs does not matter here.
                context.CreateReplaySafeLogger("mine").LogInformation("begin");
                await context.CallActivityAsync<int>("Same", 1);
                context.CreateReplaySafeLogger<ReplayTests>().LogInformation("middle");
                await context.CallActivityAsync<int>("Same", 1);
                context.ReplaySafeLoggerFactory.CreateLogger("mine").LogInformation("end");
#pragma warning restore CA1848, CA2254
                return 0;
            }).StartAsync();

        await app.ResultAsync<int>("Log");
        string[] lines = ((ListLogger)app.Loggers).Lines("mine", typeof(ReplayTests).FullName!);
        Assert.Equal("begin, middle, end", string.Join(", ", lines));
    }

    // durable-functions-bindings, "Trigger behavior": inputs and outputs are JSON.
    [Fact]
    public async Task Inputs_and_outputs_are_json()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<Part, Part>("Next", part => part with { Number = part.Number + 1 })
            .Orchestrator("Parts", async context =>
                await context.CallActivityAsync<Part>("Next", context.GetInput<Part>()))
            .StartAsync();

        var end = await app.RunAsync("Parts", new Part("a", 1));
        Assert.Equal("""{"Name":"a","Number":1}""", end.SerializedInput);
        Assert.Equal("""{"Name":"a","Number":2}""", end.SerializedOutput);
        Assert.Equal(new Part("a", 2), end.ReadOutputAs<Part>());
        Assert.Equal(new Part("a", 1), end.ReadInputAs<Part>());
    }

    // azure-functions-dotnet-worker src/DotNetWorker/Hosting/ServiceCollectionExtensions.cs: names without case.
    [Fact]
    public async Task Names_of_properties_are_read_without_case()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Read", context => Task.FromResult(context.GetInput<Part>()!.Number))
            .StartAsync();

        Assert.Equal(7, await app.ResultAsync<int>("Read", new { number = 7, name = "b" }));
    }

    // durabletask-dotnet src/Worker/Core/Shims/TaskOrchestrationContextWrapper.cs: options as input are a mistake.
    [Fact]
    public async Task Options_in_place_of_an_input_are_refused()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("Slip", async context =>
                await context.CallActivityAsync<int>("Same", (object)new TaskOptions()))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Slip");
        Assert.True(failure.IsCausedBy<ArgumentException>());
    }

    private sealed record Part(string Name, int Number);
}
