using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class PageTests
{
    [Fact]
    public void Without_a_cursor_it_is_the_first_page() =>
        Assert.Equal((new Page(null, 0, 100), null, null), Of(""));

    [Theory]
    [InlineData(1, 0L)]
    [InlineData(7, 1000L)]
    [InlineData(int.MaxValue, long.MaxValue)]
    public void A_cursor_leads_to_its_place(int run, long offset)
    {
        var cursor = Page.Cursor(run, offset);
        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
        Assert.Equal((new Page(run, offset, 5), null, null), Of($"?limit=5&cursor={cursor}"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000", 1000)]
    public void A_limit_within_its_range_is_taken(string limit, int most) =>
        Assert.Equal(most, Of($"?limit={limit}").Page!.Limit);

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("99999999999")]
    public void Any_other_limit_is_refused_with_the_range(string limit)
    {
        var (page, code, problem) = Of($"?limit={limit}");
        Assert.Null(page);
        Assert.Equal("bad-limit", code);
        Assert.EndsWith("a whole number from 1 to 1000", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("7:")]
    [InlineData(":1")]
    [InlineData("0:1")]
    [InlineData("-7:1")]
    [InlineData("7:-1")]
    [InlineData("7:1:2")]
    [InlineData(" 7:1")]
    [InlineData("7:99999999999999999999")]
    [InlineData("4294967296:1")]
    public void A_forged_cursor_is_refused(string text) => Refused(
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("!")]
    [InlineData("Nz")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_cursor_is_refused(string cursor) => Refused(cursor);

    private static void Refused(string cursor)
    {
        var (page, code, _) = Of($"?cursor={Uri.EscapeDataString(cursor)}");
        Assert.Null(page);
        Assert.Equal("bad-cursor", code);
    }

    private static string? Text(Microsoft.AspNetCore.Mvc.IActionResult problem, string name) =>
        System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(
            Assert.IsType<Microsoft.AspNetCore.Mvc.ContentResult>(problem).Content!).GetProperty(name).GetString();

    private static (Page? Page, string? Code, string? Problem) Of(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return Page.TryOf(context.Request, out var page, out var problem)
            ? (page, null, null)
            : (null, Text(problem, "code"), Text(problem, "detail"));
    }
}
