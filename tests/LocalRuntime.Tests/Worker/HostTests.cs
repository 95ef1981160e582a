using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

public sealed class HostTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_have_defaults()
    {
        var options = LocalRuntimeOptions.From(new ConfigurationManager());
        Assert.Equal(new LocalRuntimeOptions(), options);
        Assert.Equal((".segment", "127.0.0.1", 7071), (options.DataFolder, options.Host, options.Port));
        Assert.True(options is { Listen: true, Triggers: true, Work: true, Console: false, Key: null });
    }

    [Fact]
    public void Settings_come_from_the_command_line()
    {
        var builder = FunctionsApplication.CreateBuilder(
            ["--LocalRuntime:Port=7072", "--LocalRuntime:Key=k", "--LocalRuntime:Work", "false"]);
        var options = LocalRuntimeOptions.From(builder.Configuration);
        Assert.Equal((7072, "k", false), (options.Port, options.Key, options.Work));
    }

    [Theory]
    [InlineData("Port", "70000")]
    [InlineData("Port", "-1")]
    [InlineData("Listen", "perhaps")]
    [InlineData("StopGrace", "soon")]
    [InlineData("DuplicateDetectionWindow", "00:00:19")]
    [InlineData("DuplicateDetectionWindow", "7.00:00:01")]
    public void A_setting_that_is_wrong_is_named_with_what_was_found(string name, string value)
    {
        var problem = Assert.Throws<StartException>(
            () => TestApp.Builder(_folder, [], ($"LocalRuntime:{name}", value)).Build());
        Assert.StartsWith($"setting LocalRuntime:{name}: found '{value}'; expected", problem.Message);
    }

    [Fact]
    public async Task The_window_of_duplicate_detection_is_a_setting()
    {
        var client = new ServiceBusClient($"Data Source={Path.Combine(_folder.Path, "topic.db")}");
        var builder = TestApp.Builder(_folder, [], ("LocalRuntime:DuplicateDetectionWindow", "01:00:00"));
        builder.Services.AddSingleton(client);
        await using var app = await TestApp.StartAsync(builder);
        Assert.Equal(TimeSpan.FromHours(1), client.Store.DuplicateWindow);
    }

    [Fact]
    public async Task Two_processes_do_not_share_a_data_folder()
    {
        await using var first = await TestApp.StartAsync(Serving());
        var problem = await Assert.ThrowsAsync<StartException>(() => TestApp.StartAsync(Serving()));
        Assert.StartsWith($"data folder '{_folder.Path}': process {Environment.ProcessId}", problem.Message);
        Assert.Contains($"{first.Http.Address!.Authority})", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_neither_listens_nor_works_takes_no_lock()
    {
        using var taken = DataFolderLock.TryAcquire(_folder.Path);
        await using var app = await TestApp.StartAsync(TestApp.Builder(_folder, [typeof(HttpSamples)]));
        Assert.Null(app.Host.Services.GetService<HttpServer>());
    }

    [Fact]
    public async Task A_lock_that_is_handed_over_is_used_and_kept()
    {
        using var held = DataFolderLock.TryAcquire(_folder.Path)!;
        var builder = Serving();
        builder.Services.AddSingleton(held);
        await using (await TestApp.StartAsync(builder))
            Assert.Null(DataFolderLock.TryAcquire(_folder.Path));
        Assert.Null(DataFolderLock.TryAcquire(_folder.Path));
    }

    [Fact]
    public async Task A_lock_of_another_folder_is_refused()
    {
        using var held = DataFolderLock.TryAcquire(_folder.In("other"))!;
        var builder = Serving();
        builder.Services.AddSingleton(held);
        await Assert.ThrowsAsync<StartException>(() => TestApp.StartAsync(builder));
    }

    [Fact]
    public async Task Who_serves_a_folder_stands_in_it_while_it_is_served()
    {
        new ServingFile(1, "http://127.0.0.1:1").Write(_folder.Path);
        await using (var app = await TestApp.StartAsync(Serving()))
            Assert.Equal(
                new ServingFile(Environment.ProcessId, app.Http.Address!.GetLeftPart(UriPartial.Authority)),
                ServingFile.Read(_folder.Path));
        Assert.Null(ServingFile.Read(_folder.Path));
        using var free = DataFolderLock.TryAcquire(_folder.Path);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var problem = await Assert.ThrowsAsync<StartException>(
            () => TestApp.StartAsync(Serving(("LocalRuntime:Port", $"{port}"))));
        Assert.StartsWith($"port {port} at 127.0.0.1: another process serves there;", problem.Message);
    }

    [Theory]
    [InlineData("0.0.0.0", "without a key")]
    [InlineData("*", "without a key")]
    [InlineData("::", "without a key")]
    [InlineData("example.org", "expected an IP")]
    public async Task An_address_that_others_reach_needs_a_key(string host, string problem)
    {
        var thrown = await Assert.ThrowsAsync<StartException>(
            () => TestApp.StartAsync(Serving(("LocalRuntime:Host", host))));
        Assert.StartsWith($"setting LocalRuntime:Host: found '{host}'", thrown.Message);
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_request_is_asked_to_end_after_the_grace()
    {
        await using var app = await TestApp.StartAsync(Serving(("LocalRuntime:StopGrace", "0:0:0")));
        using var handler = new SocketsHttpHandler();
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Http.Address!, "/api/waits"));
        var answer = client.SendAsync(request, TestContext.Current.CancellationToken);
        await app.Host.Services.GetRequiredService<Recorder>().NextAsync<string>();
        await app.Host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).StatusCode);
    }

    [Theory]
    [InlineData("{}", "api", 5)]
    [InlineData("""{"extensions":{"http":{"routePrefix":"/v1/"},"blobs":{"poisonBlobThreshold":3}}}""", "v1", 3)]
    [InlineData("""{/* note */"extensions":{"http":{"routePrefix":""},},}""", "", 5)]
    public void Host_json_is_read(string text, string prefix, int threshold)
    {
        _folder.Write("host.json", text);
        var host = HostJson.Read(_folder.Path);
        Assert.Equal((prefix, threshold), (host.RoutePrefix, host.PoisonBlobThreshold));
        Assert.Equal(8 * Environment.ProcessorCount, host.BlobsAtOnce);
    }

    [Theory]
    [InlineData("{", "found no JSON")]
    [InlineData("""{"extensions":{"blobs":{"maxDegreeOfParallelism":0}}}""", "maxDegreeOfParallelism: found 0")]
    [InlineData("""{"extensions":{"http":{"routePrefix":1}}}""", "routePrefix: found 1")]
    public void A_host_json_that_is_wrong_is_named(string text, string problem)
    {
        var path = _folder.Write("host.json", text);
        var thrown = Assert.Throws<StartException>(() => HostJson.Read(_folder.Path));
        Assert.StartsWith(path, thrown.Message);
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
    }

    private FunctionsApplicationBuilder Serving(params (string, string)[] settings) =>
        TestApp.Builder(_folder, [typeof(HttpSamples)], [("LocalRuntime:Listen", "true"), .. settings]);
}
