using System.IO.Compression;
using System.Net;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Tests.Worker;

public sealed class SiteTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("/", "text/html", "no-cache")]
    [InlineData("/index.html", "text/html", "no-cache")]
    [InlineData("/config.json", "application/json", "no-cache")]
    [InlineData("/assets/page-5e1f.js", "text/javascript", "public, max-age=31536000, immutable")]
    [InlineData("/assets/page-77aa.css", "text/css", "public, max-age=31536000, immutable")]
    [InlineData("/mark.svg", "image/svg+xml", "no-cache")]
    public async Task A_file_is_answered_with_its_type_and_how_long_it_may_be_kept(
        string path, string type, string caching)
    {
        using var answer = await site.AskAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(caching, Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task The_page_needs_no_key_and_the_functions_still_do()
    {
        using var page = await site.AskAsync(HttpMethod.Get, "/");
        using var function = await site.AskAsync(HttpMethod.Get, "/api/messages");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (page.StatusCode, function.StatusCode));
    }

    [Fact]
    public async Task The_page_runs_no_script_of_others_and_stands_in_no_frame()
    {
        using var answer = await site.AskAsync(HttpMethod.Get, "/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assets")]
    [InlineData("/assets/")]
    [InlineData("/assets/page.js")]
    [InlineData("/customers/C-1")]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    public async Task Any_other_path_is_unknown(string path)
    {
        using var answer = await site.AskAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Only_get_and_head_are_answered()
    {
        using var answer = await site.AskAsync(HttpMethod.Post, "/");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        using var answer = await site.AskAsync(HttpMethod.Head, "/");
        Assert.Equal(SiteFixture.Page.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Text_is_compressed_for_whom_reads_that()
    {
        using var answer = await site.AskAsync(HttpMethod.Get, "/", ("Accept-Encoding", "br, gzip"));
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        var sent = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var text = new StreamReader(new GZipStream(sent, CompressionMode.Decompress));
        Assert.Equal(SiteFixture.Page, await text.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/", "gzip;q=0")]
    [InlineData("/photo.png", "gzip")]
    public async Task What_is_not_read_or_does_not_shrink_is_sent_as_it_is(string path, string encodings)
    {
        using var answer = await site.AskAsync(HttpMethod.Get, path, ("Accept-Encoding", encodings));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        using var first = await site.AskAsync(HttpMethod.Get, "/");
        using var again = await site.AskAsync(HttpMethod.Get, "/", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await site.AskAsync(HttpMethod.Get, "/", ("If-None-Match", "\"other\""));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, other.StatusCode));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_without_a_page_is_refused_at_the_start()
    {
        using var folder = new TestFolder();
        var builder = TestApp.Builder(
            folder, [typeof(HttpSamples)], ("LocalRuntime:Listen", "true"), ("LocalRuntime:Site", folder.Path));
        var problem = await Assert.ThrowsAsync<StartException>(() => TestApp.StartAsync(builder));
        Assert.Contains("setting LocalRuntime:Site: found no index.html", problem.Message, StringComparison.Ordinal);
    }
}
