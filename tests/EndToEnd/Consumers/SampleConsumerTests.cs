using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Messages;
using Microsoft.AspNetCore.Http;

namespace EndToEnd.Consumers;

/// <summary>The samples do what is told once, whatever happens to them and to the app.</summary>
public sealed class SampleConsumerTests(MovedShop shop) : IClassFixture<MovedShop>, IDisposable
{
    private const string Json = "application/json";

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Names => Sample.Names;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Killed_between_what_it_did_and_its_place_a_sample_does_nothing_twice_and_leaves_nothing_out(
        string name)
    {
        var sample = new Sample(name, _folder["state"]);
        sample.SkipUnlessThere();
        var api = (await shop.AppAsync()).Api;
        var (moves, third) = (await shop.MovesAsync(), new TaskCompletionSource());
        var pages = new List<string>();
        await using (var app = await ScriptedApp.StartAsync(async context =>
        {
            pages.Add(context.Request.Query["after"].ToString());
            if (pages.Count == 3)
            {
                third.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await AnswerAsync(context, 200, (await api.OkAsync($"transitions?limit=7&after={pages[^1]}")).Body);
        }))
        {
            using var process = sample.Start(app.Root, "--from", "0.0");
            await third.Task.WaitAsync(Serve.RunningApp.Patience, Cancel);
            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }

        Assert.Equal((14, pages[2]), (sample.Moves.Length, sample.Place));
        (sample.Place, var half) = (pages[1], 7);
        sample.Tear();

        var command = await sample.RunAsync(api.Root, "--once");
        var left = moves.Count - half - half;
        Assert.True(left > 20);
        Assert.Equal((0, ""), (command.Code, command.Error));
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture, $"applied {left}, again 7, late 0, ignored 0, place {Place(moves[^1])}"),
            command.Output);
        Assert.Equal(
            moves.Select(move => ((string?)Text(move, "id"), Of(move, "customer"), Of(move, "scheme"), Of(move, "to"))),
            sample.Moves);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_a_place_a_sample_begins_with_where_everybody_is(string name)
    {
        var sample = new Sample(name, _folder["state"]);
        sample.SkipUnlessThere();
        var api = (await shop.AppAsync()).Api;

        var command = await sample.RunAsync(api.Root, "--once");

        Assert.Equal((0, ""), (command.Code, command.Error));
        Assert.StartsWith("applied 62, again 0, late 0, ignored 0, place 3.", command.Output, StringComparison.Ordinal);
        foreach (var (_, customer, scheme, segment) in sample.Moves)
        {
            var segments = (await api.OkAsync($"customers/{customer}"))["segments"];
            Assert.Equal(segments.GetProperty(scheme!).GetProperty("segment").GetString(), segment);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_the_app_may_answer_stops_a_sample_only_when_the_key_is_wrong(string name)
    {
        var sample = new Sample(name, _folder["state"]);
        sample.SkipUnlessThere();
        string[] found = [Move("b", 5, 2), Move("b", 5, 2), Move("a", 5, 1), Move("c", 5, 3, "x.unheard.v1")];
        var script = new Queue<(int Status, string Body)>(
        [
            (503, ""), (429, ""), (200, Page("5.900", found)), (410, """{"code":"cursor-expired"}"""),
            (200, """{"items":[{"scheme":"size","run":9,"segments":[{"segment":"big"}]}]}"""),
            (200, """{"run":9,"items":[{"customer":"C-1"},{"customer":"C-2"}],"next":null}"""),
            (200, Page(null)), (304, ""), (401, """{"code":"unauthorized"}"""),
        ]);
        var known = new List<string>();
        await using var app = await ScriptedApp.StartAsync(context =>
        {
            known.Add(context.Request.Headers.IfNoneMatch.ToString());
            var (status, body) = script.Dequeue();
            return AnswerAsync(context, status, body);
        });

        var command = await sample.RunAsync(app.Root, "--from", "0.0", "--every", "0.05", "--name", "crm");

        Assert.Equal(2, command.Code);
        Assert.Contains("unauthorized", command.Error, StringComparison.Ordinal);
        Assert.StartsWith("applied 3, again 1, late 1, ignored 1, place 9.", command.Output, StringComparison.Ordinal);
        Assert.Equal(
            [("b", "big"), ("9:size:c-1", "big"), ("9:size:c-2", "big")],
            sample.Moves.Select(move => (move.Id!, move.Segment!)));
        Assert.Equal("/api/transitions?limit=100&after=5.900", app.Asked[3]);
        Assert.Equal(["", "", "", "", "", "", "", "\"9\"", "\"9\""], known);
    }

    [Fact]
    public async Task A_test_message_is_as_its_schema_says_and_no_move()
    {
        var (app, moves) = (await shop.AppAsync(), (await shop.MovesAsync()).Count);

        var answer = await app.Api.PostAsync("messages/test", """{"author":"ana@example.com"}""");

        Assert.Equal(202, answer.Status);
        var sent = app.Messages().Single(message => Text(message, "type") == Text(answer.Json, "type"));
        Assert.Equal(Text(answer.Json, "id"), Text(sent, "id"));
        Assert.Equal("", MessageSchemas.Problems(sent.GetRawText()));
        Assert.Equal(moves, (await shop.MovesAsync()).Count);
    }

    private static string Move(
        string id, int run, int sequence, string type = "segmentation.customer.transitioned.v1")
    {
        var example = MessageSchemas.Examples("segmentation.customer.transitioned.v1")[0]!.DeepClone();
        (example["id"], example["type"]) = (id, type);
        var data = example["data"]!;
        (data["customer"], data["scheme"], data["to"]) = ("C-1", "size", "big");
        (data["run"], data["sequence"]) = (run, sequence);
        return example.ToJsonString();
    }

    private static string Page(string? next, params string[] items) =>
        $$"""{"items":[{{string.Join(',', items)}}],"next":{{JsonValue.Create(next)?.ToJsonString() ?? "null"}}}""";

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, Json);
        context.Response.Headers.ETag = "\"9\"";
        return status == 304 ? Task.CompletedTask : context.Response.WriteAsync(body, Cancel);
    }

    private static string Place(JsonElement move) =>
        $"{move.GetProperty("data").GetProperty("run")}.{move.GetProperty("data").GetProperty("sequence")}";

    private static string? Of(JsonElement move, string field) => Text(move.GetProperty("data"), field);

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
