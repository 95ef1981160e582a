using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class DiscoveryTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Functions_are_found_by_their_attribute()
    {
        var functions = FunctionDiscovery.In([typeof(ActivitySamples), typeof(EveryFiveMinutes), typeof(string)]);
        Assert.Contains("five", functions.Select(function => function.Name));
        var five = functions.Single(function => function.Name == "five");
        Assert.Equal("Host.Functions.five", five.Id);
        Assert.Equal(typeof(EveryFiveMinutes).FullName + ".Run", five.EntryPoint);
        Assert.Equal(typeof(EveryFiveMinutes).Assembly.Location, five.PathToAssembly);
    }

    [Theory]
    [InlineData(typeof(NoTrigger), "none", "found 0 triggers")]
    [InlineData(typeof(TwoTriggers), "two", "found 2 triggers")]
    [InlineData(typeof(StrangeTrigger), "strange", "'input': [StrangeTrigger] is not known")]
    [InlineData(typeof(NotPublic), "private", "not public")]
    [InlineData(typeof(AsyncVoid), "void", "async void")]
    [InlineData(typeof(BadName), "bad name", "the name is not")]
    [InlineData(typeof(AbstractClass), "abstract", "abstract")]
    [InlineData(typeof(TimerOfText), "timer", "'String timer' cannot be bound")]
    [InlineData(typeof(UnknownRouteValue), "route", "'String customer' is no value of the route 'customers/{id}'")]
    [InlineData(typeof(RouteValueOfBytes), "stream", "'Stream id' is no simple type")]
    [InlineData(typeof(HttpOfText), "http", "'String request' has [HttpTrigger] and is no HttpRequest")]
    [InlineData(typeof(BlobOfNumber), "blob", "'Int32 blob' is no content")]
    [InlineData(typeof(BlobOfUnknownValue), "blob", "'String file' is no value of the path 'dumps/{name}'")]
    [InlineData(typeof(QueueOfNumber), "queue", "'Int32 message' cannot be bound; a queue's function takes")]
    [InlineData(typeof(OrchestratorWithToken), "orchestrator", "'CancellationToken token' would make a replay differ")]
    [InlineData(typeof(OrchestratorWithTwoInputs), "orchestrator", "'String b' is one input of several")]
    [InlineData(typeof(OrchestratorOfText), "orchestrator", "'String context' is no TaskOrchestrationContext")]
    [InlineData(typeof(ActivityWithMore), "activity", "'Uri more' cannot be bound")]
    [InlineData(typeof(ClientOfText), "client", "'String client' has [DurableClient]")]
    [InlineData(typeof(ByReference), "reference", "by reference")]
    public void A_function_that_cannot_be_bound_is_named_with_its_parameter_at_start(
        Type type, string function, string problem)
    {
        var thrown = Assert.Throws<StartException>(() => TestApp.Builder(_folder, [type]).Build());
        Assert.Contains($"function '{function}' ({type.FullName}.Run", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(2, Assert.Throws<StartException>(() => FunctionDiscovery.In([typeof(NoTrigger), typeof(BadName)]))
            .Message.Split(Environment.NewLine).Length);

    [Fact]
    public void Two_functions_of_one_name_are_refused_whatever_the_case()
    {
        var problem = Assert.Throws<StartException>(
            () => FunctionDiscovery.In([typeof(EveryFiveMinutes), typeof(SameName)]));
        Assert.Contains("function 'FIVE'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(EveryFiveMinutes).FullName!, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_without_a_list_has_the_functions_of_the_calling_assembly()
    {
        // This assembly holds functions that cannot be bound: they show that it was searched.
        var builder = FunctionsApplication.CreateBuilder(
            ["--LocalRuntime:Listen=false", "--LocalRuntime:DataFolder=" + _folder.Path]);
        var problem = Assert.Throws<StartException>(() => builder.Build());
        Assert.Contains(typeof(NoTrigger).FullName!, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_is_built_once()
    {
        var builder = TestApp.Builder(_folder, []);
        using var app = builder.Build();
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.Use(next => next));
    }

    [Theory]
    [InlineData(typeof(SameRoute), "'one' answers for the same method")]
    [InlineData(typeof(BadRoute), "found 'a/{'")]
    public async Task A_route_that_is_taken_or_none_is_refused_at_start(Type type, string problem)
    {
        var builder = TestApp.Builder(_folder, [type], ("LocalRuntime:Listen", "true"));
        var thrown = await Assert.ThrowsAsync<StartException>(() => TestApp.StartAsync(builder));
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_are_passed_in_the_order_of_adding()
    {
        var passed = new List<string>();
        var builder = TestApp.Builder(_folder, [typeof(ActivitySamples)]);
        builder.Use(next => async context =>
        {
            passed.Add("first " + context.FunctionDefinition.Name);
            context.Items["first"] = true;
            await next(context);
            passed.Add("last");
        });
        builder.Use(next => context =>
        {
            passed.Add($"second {context.Items.ContainsKey("first")}");
            return next(context);
        });
        await using var app = await TestApp.StartAsync(builder);
        var registry = app.Host.Services.GetRequiredService<LocalRuntime.DurableTask.TaskRegistry>();
        var call = new LocalRuntime.DurableTask.ActivityCall("nothing", "i", null);
        await registry.Activity("nothing")!(call, TestContext.Current.CancellationToken);
        Assert.Equal(["first nothing", "second True", "last"], passed);
    }
}
