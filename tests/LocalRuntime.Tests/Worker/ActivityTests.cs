using System.Text.Json;
using LocalRuntime.DurableTask;
using LocalRuntime.Tests.Worker.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class ActivityTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TestApp? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = TestApp.Builder(_folder, [typeof(ActivitySamples)]);
        builder.Services.AddScoped<Scoped>();
        _app = await TestApp.StartAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_record_is_read_from_its_json() =>
        Assert.Equal(new Shard(8, "a"), await CallAsync("record", """{"run":7,"name":"a"}"""));

    [Theory]
    [InlineData("text", "\"a \\u00fc\"", "<a ü>")]
    [InlineData("TEXT", "null", "<>")]
    [InlineData("number", "21", 42)]
    [InlineData("number", null, 0)]
    [InlineData("nothing", null, null)]
    public async Task Simple_inputs_are_read_and_results_of_tasks_are_returned(
        string activity, string? input, object? expected) =>
        Assert.Equal(expected, await CallAsync(activity, input));

    [Fact]
    public async Task A_class_lives_for_one_run_in_a_scope_of_its_own()
    {
        Assert.Equal("5 Host.Functions.instance 36 True", await CallAsync("instance", "5"));
        var recorder = _app!.Host.Services.GetRequiredService<Recorder>();
        Assert.Equal("in a scope", await recorder.NextAsync<string>());
        Assert.Equal("instance closed", await recorder.NextAsync<string>());
        Assert.Equal("scope closed", await recorder.NextAsync<string>());
    }

    [Fact]
    public async Task An_exception_is_thrown_as_it_is()
    {
        var problem = await Assert.ThrowsAsync<InvalidDataException>(() => CallAsync("throws", "3"));
        Assert.Equal("3", problem.Message);
    }

    [Theory]
    [InlineData("number", "\"secret\"")]
    [InlineData("record", """{"run":"secret"}""")]
    [InlineData("record", "{secret")]
    public async Task An_input_that_cannot_be_read_is_named_without_its_content(string activity, string input)
    {
        var problem = await Assert.ThrowsAsync<JsonException>(() => CallAsync(activity, input));
        Assert.Contains($"activity '{activity}'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_is_registered_under_the_name_of_its_trigger()
    {
        Assert.Null(Registry.Orchestrator("orchestrator"));
        Assert.Equal("no context", await Registry.Orchestrator("renamed")!(null!));
    }

    private TaskRegistry Registry => _app!.Host.Services.GetRequiredService<TaskRegistry>();

    private Task<object?> CallAsync(string activity, string? input) => Registry.Activity(activity)!(
        new ActivityCall(activity, "instance", input), TestContext.Current.CancellationToken);
}
