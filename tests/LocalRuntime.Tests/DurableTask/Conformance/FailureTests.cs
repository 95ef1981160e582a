using System.Text;
using LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.DurableTask.Conformance;

/// <summary>After durable-functions-error-handling.</summary>
public sealed class FailureTests
{
    // durable-functions-error-handling, "Errors in activity functions": it reaches the orchestrator, which may go on.
    [Fact]
    public async Task A_failed_activity_throws_where_it_is_awaited()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Break", _ => throw new FileNotFoundException("no such dump", new IOException("gone")))
            .Orchestrator("Compensate", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Break", 1);
                }
                catch (TaskFailedException e)
                {
                    TaskFailureDetails failure = e.FailureDetails;
                    return string.Join(
                        '|',
                        e.TaskName,
                        e.TaskId,
                        failure.ErrorType,
                        failure.ErrorMessage,
                        failure.InnerFailure!.ErrorType,
                        failure.IsCausedBy<IOException>(),
                        failure.IsCausedBy<ArgumentException>());
                }
            }).StartAsync();

        Assert.Equal(
            "Break|0|System.IO.FileNotFoundException|no such dump|System.IO.IOException|True|False",
            await app.ResultAsync<string>("Compensate"));
    }

    // durable-functions-error-handling: an exception that nobody catches fails the instance.
    [Fact]
    public async Task An_exception_that_nobody_catches_fails_the_orchestration()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator<int>("Throw", _ => throw new InvalidDataException("bad plan"))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Throw");
        Assert.Equal("System.IO.InvalidDataException", failure.ErrorType);
        Assert.Equal("bad plan", failure.ErrorMessage);
        Assert.Contains(nameof(FailureTests), failure.StackTrace, StringComparison.Ordinal);
    }

    // durabletask-dotnet src/Worker/Core/Shims/TaskOrchestrationShim.cs: the failure of the activity is the inner one.
    [Fact]
    public async Task A_failed_activity_that_nobody_catches_is_the_inner_failure()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Break", _ => throw new InvalidDataException("bad row"))
            .Orchestrator("Pass", async context => await context.CallActivityAsync<int>("Break", 1))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Pass");
        Assert.Equal(typeof(TaskFailedException).FullName, failure.ErrorType);
        Assert.Equal("System.IO.InvalidDataException", failure.InnerFailure!.ErrorType);
        Assert.Contains("bad row", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // durabletask-dotnet src/Abstractions/TaskFailureDetails.cs: types of any loaded assembly are found by name.
    [Fact]
    public void A_failure_knows_its_type_and_the_types_above_it()
    {
        TaskFailureDetails failure = TaskFailureDetails.FromException(new PoisonException());

        Assert.True(failure.IsCausedBy<PoisonException>());
        Assert.True(failure.IsCausedBy<InvalidOperationException>());
        Assert.True(failure.IsCausedBy<Exception>());
        Assert.False(failure.IsCausedBy<ArgumentException>());
        Assert.False((failure with { ErrorType = "No.Such.Type" }).IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => failure.IsCausedBy(typeof(string)));
    }

    // Azure/azure-functions-durable-extension issue 502: long texts of exceptions must not reach the store.
    [Fact]
    public async Task Long_texts_of_exceptions_are_cut()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Shout", _ => throw new InvalidDataException(new string('é', 200_000)))
            .Orchestrator("Listen", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Shout", 1);
                }
                catch (TaskFailedException e)
                {
                    return e.FailureDetails.ErrorMessage;
                }
            }).StartAsync();

        string message = (await app.ResultAsync<string>("Listen"))!;
        Assert.InRange(Encoding.UTF8.GetByteCount(message), 20_000, Failures.LongestBytes + 100);
        Assert.Contains("400000 bytes", message, StringComparison.Ordinal);
    }

    // durabletask-dotnet src/Worker/Grpc/GrpcDurableTaskWorker.Processor.cs: ActivityTaskNotFound, never tried again.
    [Fact]
    public async Task An_unknown_activity_fails_the_call_at_once()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Miss", async context => await context.CallActivityAsync<int>(
                "Nowhere", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Miss");
        Assert.Equal("ActivityTaskNotFound", failure.InnerFailure!.ErrorType);
        Assert.Contains("activity 'Nowhere'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // durabletask-dotnet src/Worker/Grpc/GrpcDurableTaskWorker.Processor.cs: OrchestratorTaskNotFound.
    [Fact]
    public async Task An_unknown_orchestrator_fails_the_instance()
    {
        await using Orchestrations app = await new Orchestrations().StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("Nowhere");
        Assert.Equal("OrchestratorTaskNotFound", failure.ErrorType);
        Assert.Contains("orchestrator 'Nowhere'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    // durable-functions-error-handling, "Errors in activity functions": WhenAll throws the first, the others run on.
    [Fact]
    public async Task One_failure_of_many_fails_the_fan_in_after_all_have_ended()
    {
        var ran = 0;
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Odd", i =>
            {
                Interlocked.Increment(ref ran);
                return i == 3 ? throw new InvalidDataException("three") : i;
            })
            .Orchestrator("All", async context =>
                await Task.WhenAll(Enumerable.Range(0, 8).Select(i => context.CallActivityAsync<int>("Odd", i))))
            .StartAsync();

        TaskFailureDetails failure = await app.FailureAsync("All");
        Assert.Equal("three", failure.InnerFailure!.ErrorMessage);
        Assert.Equal(8, ran);
    }

    // durable-functions-bindings: a result that does not fit its type is an error of the orchestrator.
    [Fact]
    public async Task A_result_of_another_type_fails_the_orchestration()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, string>("Text", _ => "no number")
            .Orchestrator("Number", async context => await context.CallActivityAsync<int>("Text", 1))
            .StartAsync();

        Assert.True((await app.FailureAsync("Number")).IsCausedBy<System.Text.Json.JsonException>());
    }

    // A custom status or an output that JSON cannot write is an error of the orchestrator, not of the runtime.
    [Theory]
    [InlineData("Status")]
    [InlineData("Output")]
    public async Task What_json_cannot_write_fails_the_orchestration(string name)
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("Status", context =>
            {
                context.SetCustomStatus((Action)(() => { }));
                return Task.FromResult(1);
            })
            .Orchestrator("Output", _ => Task.FromResult<object>((Action)(() => { })))
            .StartAsync();

        Assert.True((await app.FailureAsync(name)).IsCausedBy<NotSupportedException>());
    }

    // durable-functions-instance-management: input and output are there only when asked for.
    [Fact]
    public async Task Inputs_and_outputs_are_read_only_when_they_were_fetched()
    {
        await using Orchestrations app = await new Orchestrations()
            .Orchestrator("One", _ => Task.FromResult(1)).StartAsync();
        string id = (await app.RunAsync("One")).InstanceId;

        OrchestrationMetadata bare = app.Store.Find(id, payloads: false)!;
        Assert.Null(bare.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
    }

    private sealed class PoisonException : InvalidOperationException;
}
