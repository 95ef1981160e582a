using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using LocalRuntime.Tests.Tables;
using LocalRuntime.Tests.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.ServiceBus;

public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly TemporaryFolder _topics = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceBusClient _client;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private TestApp _app = null!;

    public MessagesEndpointTests() => _client = new ServiceBusClient(_topics.ConnectionString, _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = TestApp.Builder(_folder, [], ("LocalRuntime:Listen", "true"));
        builder.Services.AddSingleton(_client);
        _app = await TestApp.StartAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _client.DisposeAsync();
        _folder.Dispose();
        _topics.Dispose();
    }

    [Fact]
    public async Task Messages_are_lines_of_json_with_their_place_in_the_topic()
    {
        await SendAsync("moves", 1, 2, 3);
        using var response = await AskAsync("");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """
            {"n":1,"topicsequence":1}
            {"n":2,"topicsequence":2}
            {"n":3,"topicsequence":3}

            """,
            await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("?after=2", "3 4")]
    [InlineData("?after=99", "")]
    [InlineData("?topic=MOVES&after=3", "4")]
    [InlineData("?topic=unknown", "")]
    [InlineData("?filter=n%20%3E%202", "3 4")]
    [InlineData("?filter=n%20IN%20(1,4)%20AND%20sys.Label='moved'&after=1", "4")]
    [InlineData("?filter=missing=1", "")]
    [InlineData("?follow=false", "1 2 3 4")]
    public async Task Topic_place_and_filter_choose_messages(string query, string expected)
    {
        await SendAsync("moves", 1, 2, 3, 4);
        using var response = await AskAsync(query);
        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            expected,
            string.Join(' ', lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("n"))));
    }

    [Theory]
    [InlineData("?after=-1", "bad-after", "after")]
    [InlineData("?follow=yes", "bad-follow", "follow")]
    [InlineData("?filter=n%20%3D", "bad-filter", "filter: column 4: found the end; expected ")]
    [InlineData("?filter=n=1%20AND%20flag&follow=true", "bad-filter", "filter: column 9: found 'flag'; expected ")]
    public async Task A_wrong_parameter_is_a_problem(string query, string code, string detail)
    {
        using var response = await AskAsync(query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_json_is_shown_as_a_json_string_on_one_line()
    {
        await _client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("two\nlines"));
        using var response = await AskAsync("");
        Assert.Equal("\"two\\nlines\"\n", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Lines_that_are_followed_go_on_with_messages_as_they_are_sent()
    {
        await SendAsync("moves", 1);
        using var lines = await OpenAsync("?follow=true&filter=n%3C%3E2");
        Assert.Equal("""{"n":1,"topicsequence":1}""", await lines.ReadLineAsync(Cancel));
        await SendAsync("moves", 2, 3);
        Assert.Equal("""{"n":3,"topicsequence":3}""", await lines.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task Following_may_begin_before_the_first_message()
    {
        using var lines = await OpenAsync("?follow=true");
        await SendAsync("moves", 1);
        Assert.Equal("""{"n":1,"topicsequence":1}""", await lines.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task Server_sent_events_have_the_place_as_id_and_the_subject_as_type()
    {
        await SendAsync("moves", 1);
        using var events = await OpenAsync("", ("Accept", "text/event-stream"));
        Assert.Equal(["id: 1", "event: moved", """data: {"n":1,"topicsequence":1}""", ""], await LinesAsync(events, 4));
        await SendAsync("moves", 2);
        Assert.Equal(["id: 2", "event: moved", """data: {"n":2,"topicsequence":2}""", ""], await LinesAsync(events, 4));
    }

    [Fact]
    public async Task Server_sent_events_go_on_behind_the_last_event_id()
    {
        await SendAsync("moves", 1, 2, 3);
        using var events = await OpenAsync("?after=1", ("Accept", "text/event-stream"), ("Last-Event-ID", "2"));
        Assert.Equal("id: 3", await events.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task A_last_event_id_that_is_none_is_a_problem()
    {
        using var response = await AskAsync("", ("Accept", "text/event-stream"), ("Last-Event-ID", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_comment_keeps_a_quiet_connection_alive()
    {
        await SendAsync("moves", 1);
        using var events = await OpenAsync("", ("Accept", "text/event-stream"));
        await LinesAsync(events, 4);
        var comment = events.ReadLineAsync(Cancel).AsTask();
        while (!comment.IsCompleted)
        {
            _clock.Advance(MessagesEndpoint.Heartbeat);
            await Task.Yield();
        }

        Assert.StartsWith(": ", await comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_goes_on_ends_with_the_app()
    {
        using var lines = await OpenAsync("?follow=true");
        var end = lines.ReadLineAsync(Cancel).AsTask();
        await _app.Host.StopAsync(Cancel);
        Assert.Null(await end);
    }

    [Fact]
    public async Task Whoever_asks_for_the_head_gets_no_stream()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(_app.Http.Address!, "/api/messages"));
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await _http.SendAsync(request, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
    }

    private Task SendAsync(string topic, params int[] numbers) => _client.CreateSender(topic).SendMessagesAsync(
        numbers.Select(n => new ServiceBusMessage($$"""{"n":{{n}}}""")
        {
            Subject = "moved",
            ApplicationProperties = { ["n"] = (long)n },
        }));

    private Task<HttpResponseMessage> AskAsync(string query, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_app.Http.Address!, "/api/messages" + query));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return _http.SendAsync(request, Cancel);
    }

    private async Task<StreamReader> OpenAsync(string query, params (string Name, string Value)[] headers) =>
        new(await (await AskAsync(query, headers)).Content.ReadAsStreamAsync(Cancel));

    private static async Task<string[]> LinesAsync(StreamReader reader, int count)
    {
        var lines = new string[count];
        for (var i = 0; i < count; i++)
            lines[i] = await reader.ReadLineAsync(Cancel) ?? "(end)";
        return lines;
    }
}
