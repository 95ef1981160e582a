using System.Text;
using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Requests that cannot be answered get the right status and a problem document, never a 500.</summary>
public sealed partial class BadRequestTests(ServedShop served) : IClassFixture<ServedShop>
{
    private const int MebiBytes = 1 << 20;

    [Theory]
    [InlineData("customers/nobody", 404, "unknown-customer")]
    [InlineData("customers/A", 404, "unknown-customer")]
    [InlineData("customers/nobody/history", 404, "unknown-customer")]
    [InlineData("customers/nobody/explain", 404, "unknown-customer")]
    [InlineData("customers/a?asOf=2024-2-1", 400, "bad-date")]
    [InlineData("customers/a?asOf=yesterday", 400, "bad-date")]
    [InlineData("customers/a?asOf=", 400, "bad-date")]
    [InlineData("customers/a?asOf=2024-02-30", 400, "bad-date")]
    [InlineData("customers/a?asOf=0001-01-01", 404, "no-run")]
    [InlineData("customers/a?include=everything", 400, "bad-include")]
    [InlineData("customers", 400, "no-search")]
    [InlineData("customers?q=&owner=%20&key=", 400, "no-search")]
    [InlineData("customers?name=a", 400, "no-search")]
    [InlineData("customers?q=a&limit=0", 400, "bad-limit")]
    [InlineData("customers?q=a&cursor=nonsense", 400, "bad-cursor")]
    [InlineData("customers/a/explain?scheme=none", 404, "unknown-scheme")]
    [InlineData("customers/a/explain?run=99", 404, "unknown-run")]
    [InlineData("customers/a/explain?run=0", 404, "unknown-run")]
    [InlineData("customers/a/explain?run=first", 400, "bad-run")]
    [InlineData("customers/a/explain?run=99999999999", 400, "bad-run")]
    [InlineData("schemes/none", 404, "unknown-scheme")]
    [InlineData("schemes/SIZE", 404, "unknown-scheme")]
    [InlineData("schemes/none/segments/big/customers", 404, "unknown-scheme")]
    [InlineData("schemes/size/segments/none/customers", 404, "unknown-segment")]
    [InlineData("schemes/size/segments/..%2F..%2Finputs.json/customers", 404, "unknown-segment")]
    [InlineData("schemes/size/segments/big/customers?limit=0", 400, "bad-limit")]
    [InlineData("schemes/size/segments/big/customers?limit=1001", 400, "bad-limit")]
    [InlineData("schemes/size/segments/big/customers?limit=-1", 400, "bad-limit")]
    [InlineData("schemes/size/segments/big/customers?limit=many", 400, "bad-limit")]
    [InlineData("schemes/size/segments/big/customers?cursor=nonsense", 400, "bad-cursor")]
    [InlineData("schemes/size/segments/big/customers?cursor=!!!", 400, "bad-cursor")]
    [InlineData("schemes/size/segments/big/customers?cursor=%C3%A9", 400, "bad-cursor")]
    [InlineData("runs?cursor=$$$", 400, "bad-cursor")]
    [InlineData("imports?cursor=a*b", 400, "bad-cursor")]
    [InlineData("runs?limit=x", 400, "bad-limit")]
    [InlineData("runs/99", 404, "unknown-run")]
    [InlineData("runs/first", 404, "unknown-run")]
    [InlineData("runs/-1", 404, "unknown-run")]
    [InlineData("imports/none", 404, "unknown-import")]
    [InlineData("imports/..%2F..%2Ftables.db", 404, "unknown-import")]
    [InlineData("imports/none/rejects", 404, "unknown-import")]
    [InlineData("transitions?after=nonsense", 400, "bad-after")]
    [InlineData("transitions?after=1", 400, "bad-after")]
    [InlineData("transitions?after=1.x", 400, "bad-after")]
    [InlineData("transitions?limit=0", 400, "bad-limit")]
    [InlineData("nothing", 404, "unknown-route")]
    [InlineData("customers/a/nothing", 404, "unknown-route")]
    public async Task A_wrong_request_is_told_what_is_wrong(string path, int status, string code) =>
        IsProblem(await (await served.AppAsync()).Api.GetAsync(path), status, code);

    [Theory]
    [InlineData("PATCH", "customers/a")]
    [InlineData("POST", "customers/a")]
    [InlineData("PUT", "runs")]
    [InlineData("POST", "runs/1")]
    [InlineData("POST", "health")]
    [InlineData("PATCH", "transitions")]
    [InlineData("DELETE", "imports/none")]
    [InlineData("GET", "workspaces/lint")]
    public async Task A_wrong_method_is_told_the_right_ones(string method, string path)
    {
        var answer = await (await served.AppAsync()).Api.SendAsync(new HttpMethod(method), path);
        IsProblem(answer, 405, "method-not-allowed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"a\"")]
    [InlineData("{}")]
    [InlineData("""{"ids":"a"}""")]
    [InlineData("""{"ids":[1]}""")]
    [InlineData("""{"ids":[null]}""")]
    [InlineData("""{"ids":["a"]} more""")]
    [InlineData("""{"ids":["\ud800"]}""")]
    public async Task A_look_up_of_anything_but_ids_is_malformed(string body) => IsProblem(
        await (await served.AppAsync()).Api.PostAsync("customers/lookup", body), 400, "malformed-json");

    [Fact]
    public async Task A_look_up_that_is_no_UTF_8_is_malformed()
    {
        var body = new ByteArrayContent([.. "{\"ids\":[\""u8, 0xFF, .. "\"]}"u8]);
        IsProblem(
            await (await served.AppAsync()).Api.SendAsync(HttpMethod.Post, "customers/lookup", body), 400,
            "malformed-json");
    }

    [Fact]
    public async Task A_look_up_takes_from_1_to_1000_ids()
    {
        var api = (await served.AppAsync()).Api;
        var ids = Enumerable.Range(0, 1_000).Select(i => i == 500 ? "a" : $"x{i}").ToArray();
        var statuses = (await api.LookUpAsync(ids)).Count(item => item.TryGetProperty("status", out _));
        Assert.Equal(999, statuses);
        foreach (var wrong in new[] { [], ids.Append("one more").ToArray() })
            IsProblem(
                await api.PostAsync("customers/lookup", JsonSerializer.Serialize(new { ids = wrong })), 400,
                wrong.Length == 0 ? "no-ids" : "too-many-ids");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_body_is_refused_whether_or_not_it_tells_its_length(bool isChunked)
    {
        var api = (await served.AppAsync()).Api;
        foreach (var path in new[] { "customers/lookup", "runs" })
        {
            using var stream = new MemoryStream(Encoding.ASCII.GetBytes(
                "{\"ids\":[\"" + new string('x', 9 * MebiBytes) + "\"]}"));
            using var body = new StreamContent(stream);
            var answer = await api.SendAsync(
                HttpMethod.Post, path, body, isChunked ? ("Transfer-Encoding", "chunked") : ("Expect", "100-continue"));
            IsProblem(answer, 413, "body-too-large");
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"asof":"2024-01-01","more":1}""")]
    [InlineData("""{"workspace":"x"}""")]
    [InlineData("""{"asOf":"1.1.2024"}""")]
    [InlineData("""{"asOf":"2024-02-30"}""")]
    [InlineData("""{"asOf":20240101}""")]
    public async Task A_run_is_asked_for_by_an_as_of_day_or_nothing(string body)
    {
        var api = (await served.AppAsync()).Api;
        IsProblem(await api.PostAsync("runs", body), 400, "malformed-json");
        Assert.Single((await api.OkAsync("runs")).Items);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("100%")]
    [InlineData("50%2Foff")]
    [InlineData("ümläut 名前 😀")]
    [InlineData("t~c~x")]
    [InlineData("a=2F")]
    [InlineData("a+b c")]
    [InlineData("q?x=1&y#z")]
    [InlineData("it's \"quoted\"")]
    [InlineData("C:\\temp")]
    public async Task An_odd_id_is_found_wherever_it_is_asked_for(string id)
    {
        var api = (await served.AppAsync()).Api;
        var path = $"customers/{Uri.EscapeDataString(id)}";
        var one = await api.OkAsync(path);
        Assert.Equal((id, "small"), (one["customer"].GetString()!, Shop.SegmentOf(one.Json, "size")));
        Assert.Equal("small", Shop.SegmentOf((await api.LookUpAsync([id]))[0], "size"));
        Assert.Equal(id, (await api.OkAsync(path + "/history"))["customer"].GetString());
        Assert.Equal(id, (await api.OkAsync(path + "/explain?scheme=size"))["customer"].GetString());
        var unknown = await api.GetAsync(path + Uri.EscapeDataString("/" + id));
        IsProblem(unknown, 404, "unknown-customer");
        Assert.Contains(id, (await api.AllAsync("schemes/size/segments/small/customers?limit=2"))
            .Select(customer => customer.GetProperty("customer").GetString()));
    }

    [Fact]
    public async Task An_answer_is_not_sent_again_to_who_has_it()
    {
        var api = (await served.AppAsync()).Api;
        foreach (var path in new[]
        {
            "customers/a", "customers?q=a", "schemes", "schemes/size", "schemes/size/segments/small/customers",
            "transitions", "customers/a/history", "customers/a/explain", "health/segmentation",
        })
        {
            var tag = (await api.OkAsync(path)).Headers.ETag!.Tag;
            // Behind the run of schemes stands the day once reads of them are counted.
            Assert.Matches("^\"1[\".]", tag);
            var again = await api.SendAsync(HttpMethod.Get, path, headers: ("If-None-Match", tag));
            Assert.Equal((304, "", tag), (again.Status, again.Body, again.Headers.ETag!.Tag));
            foreach (var known in new[] { $"W/{tag}", $"\"0\", {tag}", "*" })
            {
                var same = await api.SendAsync(HttpMethod.Get, path, headers: ("If-None-Match", known));
                Assert.Equal(304, same.Status);
            }

            var other = await api.SendAsync(HttpMethod.Get, path, headers: ("If-None-Match", "\"0\""));
            Assert.Equal(200, other.Status);
        }
    }

    [Fact]
    public async Task Heads_are_answered_like_gets_without_a_body()
    {
        var api = (await served.AppAsync()).Api;
        foreach (var (path, status) in new[] { ("health", 200), ("customers/a", 200), ("customers/nobody", 404) })
        {
            var head = await api.SendAsync(HttpMethod.Head, path);
            Assert.Equal((status, ""), (head.Status, head.Body));
        }
    }

    /// <summary>Whether an answer is a problem document with everything that one has.</summary>
    internal static void IsProblem(Answer answer, int status, string code)
    {
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Body}");
        Assert.Equal("application/problem+json", answer.Type);
        Assert.Equal((status, code), (answer["status"].GetInt32(), answer["code"].GetString()!));
        Assert.All(
            new[] { "type", "title", "detail" }, name => Assert.NotEqual("", answer[name].GetString()!));
    }
}
