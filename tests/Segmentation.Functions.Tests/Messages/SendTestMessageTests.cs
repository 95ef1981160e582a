using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Messages;

namespace Segmentation.Functions.Tests.Messages;

public sealed class SendTestMessageTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LimitedTopic _topic;
    private Shop _shop = null!;

    public SendTestMessageTests() => _topic = new LimitedTopic($"Data Source={_folder["topic.db"]}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync(
        services => services.AddSingleton<TimeProvider>(_time).AddSingleton<ServiceBusClient>(_topic));

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _topic.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_test_message_is_sent_under_its_own_id_and_says_who_sent_it()
    {
        var answer = Asked.Ok(await SendAsync("""{"author":"ana@example.com","note":"does it arrive?"}"""));
        var sent = Assert.Single(await _topic.ReadAsync());
        Assert.Equal(
            ((string)answer["id"]!, "test", "segmentation.test.v1"), (sent.MessageId, sent.SessionId, sent.Subject));
        Assert.Equal("2026-06-01T12:00:00+00:00", (string)answer["sentAt"]!);
        var told = JsonNode.Parse(sent.Body.ToString())!;
        Assert.Equal("/segmentation/shop", (string)told["source"]!);
        Assert.Equal(
            """{"sentBy":"ana@example.com","note":"does it arrive?"}""", told["data"]!.ToJsonString());
    }

    [Fact]
    public async Task One_a_second_is_sent_and_each_is_another()
    {
        Assert.Equal(202, Asked.Read(await SendAsync("")).Status);
        var request = new Asked().Request;
        var refused = await _shop.Spine.Get<SendTestMessage>().RunAsync(request, Cancel);
        Assert.Equal((429, "too-many-tests"), Asked.Problem(refused));
        Assert.Equal("1", request.HttpContext.Response.Headers.RetryAfter.ToString());
        _time.Advance(TestMessagePace.Least);
        Assert.Equal(202, Asked.Read(await SendAsync("")).Status);
        Assert.Equal(2, (await _topic.ReadAsync()).Select(message => message.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("null", "malformed-json")]
    [InlineData("[]", "malformed-json")]
    [InlineData("""{"author":1}""", "malformed-json")]
    [InlineData("""{"autor":"ana"}""", "malformed-json")]
    public async Task A_body_of_another_form_is_refused_and_nothing_is_sent(string body, string code)
    {
        Assert.Equal((400, code), Asked.Problem(await SendAsync(body)));
        Assert.Empty(await _topic.ReadAsync());
    }

    [Fact]
    public async Task Texts_have_a_length()
    {
        Assert.Equal((400, "too-long"), Asked.Problem(await SendAsync(Body(201, 1))));
        Assert.Equal((400, "too-long"), Asked.Problem(await SendAsync(Body(1, 1_001))));
        Assert.Equal(202, Asked.Read(await SendAsync(Body(200, 1_000))).Status);
    }

    private static string Body(int author, int note) =>
        $$"""{"author":"{{new string('a', author)}}","note":"{{new string('n', note)}}"}""";

    private Task<IActionResult> SendAsync(string body) =>
        _shop.Spine.Get<SendTestMessage>().RunAsync(new Asked(body: body).Request, Cancel);
}
