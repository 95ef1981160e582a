using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>The cards of segments over HTTP and beside the served app: two runs over five customers.</summary>
public sealed class SegmentCardTests(SegmentCardTests.Served served) : IClassFixture<SegmentCardTests.Served>
{
    [Fact]
    public async Task A_card_tells_size_share_trend_and_what_makes_the_segment_different()
    {
        var big = await BigAsync();
        Assert.Equal((2, 420m), (big.GetProperty("customers").GetInt32(), big.GetProperty("value").GetDecimal()));
        Assert.Equal(0.4m, big.GetProperty("share").GetDecimal());
        // 2 * 210 of 2 * 210 + 3 * 10.
        Assert.Equal(0.933333m, big.GetProperty("valueShare").GetDecimal());
        Assert.Equal(
            [(1, "2024-02-01", 0, 0m), (2, "2024-02-02", 2, 420m)],
            big.GetProperty("trend").EnumerateArray().Select(point => (
                point.GetProperty("run").GetInt32(), point.GetProperty("asOf").GetString()!,
                point.GetProperty("customers").GetInt32(), point.GetProperty("value").GetDecimal())));
        // Both sides of both measures are constants: 12 and 13 days, 210 and 10.
        Assert.Equal(
            [("recency", -100, 12m, 13m), ("spent", 100, 210m, 10m)],
            big.GetProperty("differentiators").EnumerateArray().Select(difference => (
                difference.GetProperty("measure").GetString()!, difference.GetProperty("effect").GetInt32(),
                difference.GetProperty("mean").GetDecimal(), difference.GetProperty("othersMean").GetDecimal())));
    }

    [Fact]
    public async Task A_card_has_the_playbook_the_next_action_and_who_answers()
    {
        var big = await BigAsync();
        Assert.Equal("keep-close", big.GetProperty("playbook").GetString());
        var play = big.GetProperty("play");
        Assert.Equal("Keep close", play.GetProperty("title").GetString());
        Assert.Equal("P2W", play.GetProperty("engagement").GetProperty("cadence").GetString());
        Assert.Equal(
            """[{"measure":"spent","weight":1}]""", play.GetProperty("healthMeasures").GetRawText());
        Assert.Equal("Thank them.", big.GetProperty("nextAction").GetString());
        Assert.Equal("sales", big.GetProperty("owner").GetString());
        Assert.Equal("Nobody leaves.", big.GetProperty("objective").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_scheme_tells_what_it_is_for_and_a_segment_without_playbook_has_none()
    {
        var scheme = await (await served.AppAsync()).Api.OkAsync("schemes/size");
        Assert.Equal("P3M", scheme["reviewEvery"].GetString());
        Assert.Equal("growth up to 0.2 by 2026-12-31", scheme["objective"].GetProperty("text").GetString());
        var small = scheme["segments"].EnumerateArray().Last();
        Assert.Equal("small", small.GetProperty("segment").GetString());
        foreach (var name in new[] { "playbook", "play", "nextAction", "owner", "objective" })
            Assert.Equal(JsonValueKind.Null, small.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task The_health_of_the_segmentation_tells_verdicts_moves_and_worth_of_the_published_run()
    {
        var health = await (await served.AppAsync()).Api.OkAsync("health/segmentation");
        Assert.Equal(
            (2, "stable", "stable: there are too few customers to tell of shifts"),
            (health["run"].GetInt32(), health["verdict"].GetString()!, health["reason"].GetString()!));
        var size = health["schemes"].EnumerateArray().Single(one => one.GetProperty("scheme").GetString() == "size");
        Assert.Equal(1, size.GetProperty("baseline").GetProperty("run").GetInt32());
        Assert.Equal("P3M", size.GetProperty("review").GetProperty("every").GetString());
        Assert.Equal(1, size.GetProperty("separation").GetDouble());
        Assert.Equal(
            """[{"from":"small","to":"big","customers":2,"share":0.4},{"from":"small","to":"small","customers":3,"share":0.6}]""",
            health["migration"].GetProperty("size").GetRawText());
        Assert.Equal(
            [(1, null), (2, 210m)],
            health["values"].GetProperty("size")[0].GetProperty("points").EnumerateArray().Select(point => (
                point.GetProperty("run").GetInt32(), point.GetProperty("value").Deserialize<decimal?>())));
        Assert.Equal(
            "growth is not known: no measure or outcome of this name has a value here",
            health["objectives"][0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_page_the_digest_and_the_comparison_of_its_runs_are_served_and_wrong_questions_are_refused()
    {
        var api = (await served.AppAsync()).Api;
        var (page, digest) = (await api.OkAsync("runs/2/report"), await api.OkAsync("digest?role=sales"));
        Assert.Equal(("text/html", "text/markdown"), (page.Type, digest.Type));
        Assert.StartsWith("<!doctype html>", page.Body, StringComparison.Ordinal);
        Assert.StartsWith("# For sales", digest.Body, StringComparison.Ordinal);
        var size = (await api.OkAsync("compare?from=1&to=2024-02-02"))["schemes"].EnumerateArray()
            .Single(scheme => scheme.GetProperty("scheme").GetString() == "size");
        Assert.Equal(
            [("small", "big", 2), ("small", "small", 3)],
            size.GetProperty("matrix").EnumerateArray().Select(cell => (
                cell.GetProperty("from").GetString()!, cell.GetProperty("to").GetString()!,
                cell.GetProperty("customers").GetInt32())));
        foreach (var (path, status, code) in new[]
        {
            ("compare", 400, "bad-run"), ("compare?from=2&to=1", 400, "bad-run"), ("compare?from=9", 404, "unknown-run"),
            ("compare?from=2020-01-01", 404, "no-run"), ("digest?owner=nobody", 404, "unknown-owner"),
            ("digest?role=nobody", 404, "unknown-role"), ("runs/9/report", 404, "unknown-run"),
        })
        {
            var answer = await api.GetAsync(path);
            Assert.Equal((status, code), (answer.Status, answer["code"].GetString()!));
        }
    }

    [Fact]
    public async Task The_command_shows_the_same_card_beside_the_served_app()
    {
        var output = await ShowAsync("big", "--scheme", "size");
        foreach (var line in new[]
        {
            "Big (big)", "  of scheme size, version 1, in run 2 as of 2024-02-02", "  objective: Nobody leaves.",
            "  owner: sales", "  looked at again every 3 months", "  customers  2 of 5, 40.0 %",
            "             ████████", "  value      420 of 450, 93.3 %",
            "  trend      ▁█  0 in run 1, 2 in run 2", "  recency 12 days on average, others 13 (d = -100.0)",
            "  spent 210 on average, others 10 (d = 100.0)", "Playbook: Keep close (keep-close)",
            "  engagement: every 2 weeks, by call, email", "  health: spent 100 %", "  do:", "    - Call.",
            "Next action", "  Thank them.",
        })
            Assert.Contains(line, output.Split('\n'));
    }

    [Fact]
    public async Task A_segment_that_nothing_makes_different_says_so() => Assert.Contains(
        "nothing: no measure differs", await ShowAsync("quiet"), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "--segment: unknown segment 'bgi'; expected one of active, quiet, big, small; did you mean 'big'?", "bgi")]
    [InlineData("--segment: unknown segment 'big'; expected one of active, quiet", "big", "--scheme", "activity")]
    [InlineData(
        "--scheme: unknown scheme 'siz'; expected one of activity, size; did you mean 'size'?", "big", "--scheme",
        "siz")]
    [InlineData("segment explain: a customer and a segment; expected CUSTOMER, or --segment ID", "big", "C-1")]
    public async Task What_is_not_there_is_one_message(string message, string segment, params string[] more)
    {
        var data = (await served.AppAsync()).Data;
        Assert.Equal(message, Command.Fails(2, ["explain", "--segment", segment, "--data", data, .. more]));
    }

    [Fact]
    public void Nothing_to_explain_is_one_message() => Assert.Equal(
        "segment explain: neither a customer nor a segment; expected CUSTOMER, or --segment ID",
        Command.Fails(2, "explain"));

    private async Task<JsonElement> BigAsync() => (await (await served.AppAsync()).Api.OkAsync("schemes/size"))
        ["segments"].EnumerateArray().Single(one => one.GetProperty("segment").GetString() == "big");

    private async Task<string> ShowAsync(string segment, params string[] more) => Command.Done(
        ["explain", "--segment", segment, "--data", (await served.AppAsync()).Data, .. more]).Output;

    public sealed class Served : IAsyncDisposable
    {
        private const string Size = """
            scheme: size
            version: 1
            kind: rules
            needs: [orders]
            objective: { metric: growth, direction: up, target: 0.2, by: 2026-12-31 }
            review_every: P3M
            segments:
              - id: big
                name: Big
                when: spent >= 100
                playbook: keep-close
                owner: sales
                objective: Nobody leaves.
              - { id: small, name: Small }

            """;

        private const string KeepClose = """
            name: Keep close
            engagement: { cadence: P2W, modes: [call, email] }
            health_measures: { spent: 1 }
            do: [Call.]
            next_action: { big: Thank them., quiet: Ask them. }

            """;

        private readonly Lazy<Task<RunningApp>> _app = new(StartAsync);

        internal Task<RunningApp> AppAsync() => _app.Value;

        public async ValueTask DisposeAsync()
        {
            if (_app.IsValueCreated)
                await (await _app.Value).DisposeAsync();
        }

        private static async Task<RunningApp> StartAsync()
        {
            var app = await RunningApp.StartAsync(folder =>
            {
                Shop.Workspace(folder);
                return folder.Workspace("schemes/size.yaml", Size, "playbooks/keep-close.yaml", KeepClose);
            });
            app.Drop(
                "delta", "2024-02-01", Shop.OrdersFile,
                Shop.Orders("2024-01-20", 10, "C-1", "C-2", "C-3", "C-4", "C-5"));
            await app.FinishedAsync(1);
            app.Drop("delta", "2024-02-02", Shop.OrdersFile, Shop.Orders("2024-01-21", 200, "C-1", "C-3"));
            await app.FinishedAsync(2);
            return app;
        }
    }
}
