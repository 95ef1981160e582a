using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Serve;

/// <summary>Every route under everything that callers get wrong; new functions are tried by themselves.</summary>
public sealed partial class BadRequestTests
{
    private const int Deep = 100_000;

    private static readonly string[] OddValues =
    [
        "nobody", "-1", "0", "99999999999999999999", "%20", "%2F", "..%2F..%2Ftables.db", "a%00b", "%ED%A0%80", "%FF",
        "%", "%zz", "%F0%9F%98%80", "'%3B--", "%3Cscript%3E", "NaN", "%D9%A1",
        Uri.EscapeDataString(new string('長', 300)),
    ];

    private static readonly string[] OddQueries =
    [
        "limit=0", "limit=-1", "limit=1001", "limit=99999999999999999999", "limit=1,5", "limit=%D9%A1", "limit=",
        "limit=1&limit=2", "cursor=nonsense", "cursor=MToy", "cursor=OTk6MA", "cursor=LTE6LTE", "cursor=%00",
        "after=-1.-1", "after=1.1.1", "after=%ED%A0%80", "run=-1", "run=0x1", "from=0&to=99", "from=x",
        "asOf=01.02.2024", "asOf=2024-02-01T00:00:00", "scheme=%00", "schemes=,", "owner=%FF", "q=%ED%A0%80",
        "key=%3A", "horizon=P-1D", "include=%00", "%00=%00", "a[b]=c", "code=wrong",
    ];

    private static readonly string[] OddBodies =
    [
        "{", "null", "[]", "7", "\"text\"", "{\"\":{}}", "\0", "<?xml version=\"1.0\"?>", "{\"ids\":[\"\ud800\"]}",
        "{\"files\":{\"workspace.yaml\":7}}", "{\"measures\":{\"spent\":1e999}}", "{\"asOf\":\"\\u0000\"}",
        new string('[', Deep), string.Concat(Enumerable.Repeat("{\"a\":", 5_000)),
    ];

    /// <summary>Every route of the app's functions, with the methods that it answers.</summary>
    public static TheoryData<string, string> Routes => new(
        typeof(FunctionsApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .GroupBy(trigger => trigger.Route!)
            .Select(route => (route.Key, string.Join(
                ' ', route.SelectMany(trigger => trigger.Methods!).Select(method => method.ToUpperInvariant())))));

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_answers_whatever_it_is_asked_and_never_fails(string route, string methods)
    {
        var api = (await served.AppAsync()).Api;
        foreach (var method in methods.Split(' ').Append("GET").Append("HEAD").Distinct())
        {
            foreach (var path in Paths(route))
                await AskAsync(api, new HttpMethod(method), path);
        }

        if (!methods.Split(' ').Contains("GET"))
            return;
        foreach (var query in OddQueries)
            await AskAsync(api, HttpMethod.Get, $"{With(route, "a")}?{query}");
        var url = await AskAsync(api, HttpMethod.Get, $"{With(route, "a")}?q={new string('x', 10_000)}");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, url);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_tells_which_methods_it_answers(string route, string methods)
    {
        var api = (await served.AppAsync()).Api;
        var known = methods.Split(' ');
        foreach (var method in new[] { "OPTIONS", "PATCH", "TRACE", "PROPFIND" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), At(api, With(route, "nobody")));
            using var answer = await Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Superset(known.ToHashSet(), answer.Content.Headers.Allow.ToHashSet());
            await IsProblemAsync(answer);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_refuses_bodies_that_it_cannot_take(string route, string methods)
    {
        var api = (await served.AppAsync()).Api;
        foreach (var name in methods.Split(' ').Where(name => name is "POST" or "PUT"))
        {
            var method = new HttpMethod(name);
            byte[] noText = [.. "{\"ids\":[\""u8, 0xFF, .. "\"]}"u8];
            foreach (var odd in OddBodies.Select(Encoding.UTF8.GetBytes).Append(noText))
            {
                foreach (var type in new[] { "application/json", "text/xml", "application/json; charset=utf-16" })
                {
                    using var content = new ByteArrayContent(odd);
                    content.Headers.TryAddWithoutValidation("Content-Type", type);
                    await AskAsync(api, method, With(route, "nobody"), content);
                }
            }

            using var huge = new ByteArrayContent(new byte[9 * MebiBytes]);
            var status = await AskAsync(api, method, With(route, "nobody"), huge, expectsContinue: true);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        }
    }

    private static HttpMessageInvoker Http { get; } = new(new SocketsHttpHandler());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks; what is refused is refused by a problem document, and nothing fails.</summary>
    private static async Task<HttpStatusCode> AskAsync(
        Api api, HttpMethod method, string path, HttpContent? content = null, bool expectsContinue = false)
    {
        using var request = new HttpRequestMessage(method, At(api, path)) { Content = content };
        request.Headers.ExpectContinue = expectsContinue;
        request.Headers.Add("Accept-Language", "tr-TR");
        using var answer = await Http.SendAsync(request, Cancel);
        Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {answer.StatusCode}");
        if ((int)answer.StatusCode >= 400 && method != HttpMethod.Head)
            await IsProblemAsync(answer);
        return answer.StatusCode;
    }

    /// <summary>Whether an answer is a problem document; what is no HTTP at all is refused with a bare status.</summary>
    private static async Task IsProblemAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentLength == 0)
        {
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong });
            return;
        }

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.All(
            new[] { "type", "title", "detail", "code" },
            name => Assert.NotEqual("", problem.GetProperty(name).GetString()!));
    }

    /// <summary>The paths of a route with one odd value in place of each, and with all of them odd.</summary>
    private static IEnumerable<string> Paths(string route) => route.Contains('{', StringComparison.Ordinal)
        ? OddValues.Select(odd => With(route, odd))
        : [];

    private static string With(string route, string value) =>
        string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? value : part));

    // Not by way of a Uri, which tidies escapes.
    private static Uri At(Api api, string path) => new(
        string.Create(CultureInfo.InvariantCulture, $"{api.Root.GetLeftPart(UriPartial.Authority)}/api/{path}"),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
