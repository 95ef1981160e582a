using System.Net;
using System.Text.Json;

namespace LocalRuntime.Tests.Worker;

public sealed class HttpTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task An_object_result_is_answered_as_json()
    {
        var (status, body, raw) = await http.AskAsync(HttpMethod.Get, "/api/health");
        Assert.Equal((200, """{"method":"GET"}"""), (status, body));
        Assert.Equal("application/json", raw.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/api/customers/C-1/runs/7", """{"customer":"C-1","run":7}""")]
    [InlineData("/api/customers/C%201/runs", """{"customer":"C 1","run":-1}""")]
    [InlineData("/API/Customers/c/runs/0", """{"customer":"c","run":0}""")]
    public async Task Route_values_are_bound_by_name(string path, string expected) =>
        Assert.Equal(expected, (await http.AskAsync(HttpMethod.Get, path)).Body);

    [Fact]
    public async Task Dates_and_enums_are_bound_and_a_typed_result_is_answered() =>
        Assert.Equal(
            "PUT 2026-11-21 Dark put True",
            (await http.AskAsync(HttpMethod.Put, "/api/overrides/2026-11-21/dark")).Body);

    [Theory]
    [InlineData("/api/overrides/yesterday/dark", "day")]
    [InlineData("/api/overrides/2026-11-21/7", "shade")]
    public async Task A_route_value_of_the_wrong_type_is_a_malformed_request(string path, string name)
    {
        var (status, body, _) = await http.AskAsync(HttpMethod.Put, path);
        Assert.Equal(400, status);
        AssertProblem(body, 400, "malformed-request", name);
    }

    [Fact]
    public async Task A_request_sees_nothing_of_the_one_before_on_its_connection()
    {
        await http.AskAsync(HttpMethod.Get, "/api/first?asked=1");
        Assert.Equal("true", (await http.AskAsync(HttpMethod.Get, "/api/first")).Body);
        Assert.Equal("true", (await http.AskAsync(HttpMethod.Get, "/api/first")).Body);
    }

    [Fact]
    public async Task A_plain_object_is_answered_as_json() =>
        Assert.Equal(
            """{"customer":"C-1","run":3}""", (await http.AskAsync(HttpMethod.Get, "/api/plain?customer=C-1")).Body);

    [Fact]
    public async Task Text_is_answered_as_text()
    {
        var (_, body, raw) = await http.AskAsync(HttpMethod.Get, "/api/text");
        Assert.Equal("text /api/text", body);
        Assert.Equal("text/plain", raw.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_function_that_returns_nothing_answers_as_it_left_the_response() =>
        Assert.Equal((202, ""), Short(await http.AskAsync(HttpMethod.Post, "/api/nothing")));

    [Fact]
    public async Task A_functions_own_404_is_left_alone() =>
        Assert.Equal((404, ""), Short(await http.AskAsync(HttpMethod.Get, "/api/missing")));

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/api")]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/api/customers/C-1/runs/seven")]
    public async Task An_unknown_path_is_a_problem(string path)
    {
        var (status, body, raw) = await http.AskAsync(HttpMethod.Get, path);
        Assert.Equal(404, status);
        Assert.Equal("application/problem+json", raw.Content.Headers.ContentType?.MediaType);
        AssertProblem(body, 404, "unknown-route", "/api");
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        var (status, body, raw) = await http.AskAsync(HttpMethod.Post, "/api/health");
        Assert.Equal(405, status);
        Assert.Equal(["GET", "HEAD"], raw.Content.Headers.Allow.Order(StringComparer.Ordinal));
        AssertProblem(body, 405, "method-not-allowed", "GET");
    }

    [Fact]
    public async Task Head_is_answered_for_get_without_a_body()
    {
        var (status, body, raw) = await http.AskAsync(HttpMethod.Head, "/api/health");
        Assert.Equal((200, ""), (status, body));
        Assert.Equal("application/json", raw.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_catch_all_route_without_methods_answers_any() =>
        Assert.Equal("PATCH a/b", (await http.AskAsync(HttpMethod.Patch, "/api/any/a/b")).Body);

    [Fact]
    public async Task A_failing_function_says_nothing_but_its_invocation_and_is_logged_once()
    {
        var (status, body, _) = await http.AskAsync(HttpMethod.Get, "/api/fails");
        Assert.Equal(500, status);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        var detail = AssertProblem(body, 500, "internal-error", "invocation");
        var line = Assert.Single(http.Logs.Of(5000), line => line.Contains("'fails'", StringComparison.Ordinal)
            || line.Contains(" fails ", StringComparison.Ordinal));
        var invocation = line[(line.LastIndexOf(' ') + 1)..];
        Assert.Contains(invocation, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_fails_half_way_does_not_look_as_if_it_had_ended() =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.AskAsync(HttpMethod.Get, "/api/half"));

    [Fact]
    public async Task The_runtimes_own_endpoints_are_served_beside_the_functions() =>
        Assert.Equal((200, "a message"), Short(await http.AskAsync(HttpMethod.Get, "/api/messages")));

    [Theory]
    [InlineData("/api/health", null, 200)]
    [InlineData("/api/customers/C-1/runs", null, 401)]
    [InlineData("/api/customers/C-1/runs", "wrong", 401)]
    [InlineData("/api/customers/C-1/runs", "Correct-key", 401)]
    [InlineData("/api/customers/C-1/runs", HttpFixture.Key, 200)]
    [InlineData("/api/customers/C-1/runs?code=correct-key", null, 200)]
    [InlineData("/api/customers/C-1/runs?code=wrong", null, 401)]
    [InlineData("/api/bare", null, 401)]
    [InlineData("/api/any/thing", null, 401)]
    [InlineData("/api/messages", null, 401)]
    [InlineData("/api/messages", HttpFixture.Key, 200)]
    public async Task A_key_is_asked_for_where_the_function_says_so(string path, string? key, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.Guarded, path));
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        var (status, body, _) = await http.AskAsync(request);
        Assert.Equal(expected, status);
        if (expected == 401)
            AssertProblem(body, 401, "unauthorized", "x-functions-key");
    }

    [Fact]
    public async Task A_name_of_another_machine_is_refused_where_no_key_guards()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.Open, "/api/health"));
        request.Headers.Host = "rebound.example";
        var (status, body, _) = await http.AskAsync(request);
        Assert.Equal(421, status);
        AssertProblem(body, 421, "unknown-host", "Host");
    }

    [Theory]
    [InlineData("POST", "https://elsewhere.example", 403)]
    [InlineData("POST", "null", 403)]
    [InlineData("POST", "http://localhost:5173", 202)]
    [InlineData("POST", null, 202)]
    [InlineData("GET", "https://elsewhere.example", 405)]
    public async Task A_page_of_another_site_changes_nothing_where_no_key_guards(
        string method, string? origin, int expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(http.Open, "/api/nothing"));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        var (status, body, _) = await http.AskAsync(request);
        Assert.Equal(expected, status);
        if (expected == 403)
            AssertProblem(body, 403, "foreign-origin", "another site");
    }

    [Fact]
    public async Task Eight_mebibytes_are_taken()
    {
        using var request = Upload(8 * 1024 * 1024, chunked: false);
        Assert.Equal((200, "8388608"), Short(await http.AskAsync(request)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_larger_body_is_a_problem(bool chunked)
    {
        using var request = Upload((8 * 1024 * 1024) + 1, chunked);
        request.Headers.ExpectContinue = true;
        var (status, body, _) = await http.AskAsync(request);
        Assert.Equal(413, status);
        AssertProblem(body, 413, "body-too-large", "8388608");
    }

    [Fact]
    public async Task A_request_that_is_no_http_is_answered_with_400()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, http.Open.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            "GET /api/health HTTP/1.1\r\nHost: a b\r\nBad Header\r\n\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private HttpRequestMessage Upload(int length, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.Open, "/api/length"))
        {
            Content = new ByteArrayContent(new byte[length]),
        };
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }

    private static (int, string) Short((int Status, string Body, HttpResponseMessage Raw) answer) =>
        (answer.Status, answer.Body);

    private static string AssertProblem(string body, int status, string code, string inDetail)
    {
        using var document = JsonDocument.Parse(body);
        var names = document.RootElement.EnumerateObject().Select(property => property.Name);
        Assert.Equal(["type", "title", "status", "detail", "code"], names);
        Assert.Equal(status, document.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(code, document.RootElement.GetProperty("code").GetString());
        var detail = document.RootElement.GetProperty("detail").GetString()!;
        Assert.Contains(inDetail, detail, StringComparison.Ordinal);
        return detail;
    }
}
