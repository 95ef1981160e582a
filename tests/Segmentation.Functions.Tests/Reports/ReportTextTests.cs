using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Reports;

namespace Segmentation.Functions.Tests.Reports;

public sealed class ReportTextTests
{
    private const string Hostile = "</li><script>alert('1')</script> & \"*Co*\" [x](http://evil) | `a` _b_ \n# top";

    [Fact]
    public void A_hostile_name_is_text_in_html_wherever_it_stands()
    {
        var page = Encoding.UTF8.GetString(HtmlText.Of(Everywhere(Hostile)));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</li><", page.Replace("</li>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(9, page.Split("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;").Length - 1);
    }

    [Fact]
    public void A_page_asks_for_nothing_from_elsewhere()
    {
        var page = Encoding.UTF8.GetString(HtmlText.Of(Everywhere("x")));
        foreach (var outside in new[] { "src=", "href=", "url(", "@import", "http:", "https:", "<script", "<link" })
            Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_well_formed_whatever_it_says() => Prop.ForAll<NonNull<string>>(text =>
    {
        var clean = "x" + new string(
            [.. text.Get.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign) && sign < '\ufffe')]);
        var page = Encoding.UTF8.GetString(HtmlText.Of(Everywhere(clean)));
        // What HTML lets stand without an end is closed for the reader of XML.
        var body = XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)]);
        Assert.Equal(clean, body.Element("h1")!.Value);
        Assert.Equal($"{clean}: {clean}", body.Element("ul")!.Element("li")!.Value);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Globex Marine", "Globex Marine")]
    [InlineData("*Co*", @"\*Co\*")]
    [InlineData("[x](http://evil)", @"\[x\](http\://evil)")]
    [InlineData("a|b `c` <i> _d_ ~e~", @"a\|b \`c\` \<i\> \_d\_ \~e\~")]
    [InlineData("# top", @"\# top")]
    [InlineData("- x", @"\- x")]
    [InlineData("1. x", @"1\. x")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("AT&T & Co", @"AT\&T & Co")]
    [InlineData("me@x.example, www.x.example", @"me\@x.example, www\.x.example")]
    [InlineData(@"a\b", @"a\\b")]
    [InlineData("EUR 1,234.5 on 2026-01-01: -3 #4", "EUR 1,234.5 on 2026-01-01: -3 #4")]
    public void Names_are_no_markup_in_markdown(string text, string written) =>
        Assert.Equal(written, MarkdownText.Escaped(text));

    [Fact]
    public void Several_documents_have_a_table_of_contents_and_one_has_none()
    {
        var (one, other) = (new Document("One", "First.", []), new Document("Other", "Second.", []));
        Assert.Equal("# One\n\nFirst.\n", MarkdownText.Of("All", [one]));
        Assert.Equal(
            "# All\n\n- [One](#part-1)\n- [Other](#part-2)\n\n<a id=\"part-1\"></a>\n\n## One\n\nFirst.\n\n"
            + "<a id=\"part-2\"></a>\n\n## Other\n\nSecond.\n", MarkdownText.Of("All", [one, other]));
    }

    [Fact]
    public async Task The_page_of_a_run_has_sizes_names_and_what_to_do_and_the_same_bytes_for_any_shards()
    {
        var pages = new HashSet<string>();
        foreach (var shards in new[] { 1, 3 })
        {
            await using var accounts = await Accounts.OpenAsync(shards);
            await accounts.RunAsync("2026-01-01", ("a", 300, ""), ("b", 100, ""));
            var run = await accounts.RunAsync("2026-02-01", ("a", 150, ""), ("b", 300, ""));
            pages.Add(Encoding.UTF8.GetString(
                ShowReport.Page(accounts.Runs, run, new RunNames(accounts.Data, run))));
        }

        var page = Assert.Single(pages);
        Assert.Contains(
            "2 customers, worth EUR 450. 2 moves since run 1, most of them because its own data changed.", page,
            StringComparison.Ordinal);
        Assert.Contains(
            "<li><strong>&lt;b&gt;b&lt;/b&gt; &amp; *Co*</strong>: EUR 60 at stake: pays 300 EUR a year. What to do: Call them.</li>", page,
            StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">High</th><td class=\"number\">1</td><td class=\"number\">50.0 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>High to Low</td><td>its own data changed</td><td class=\"number\">1</td><td class=\"number\">150</td>", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1, 300_000);
    }

    private static Document Everywhere(string text) => new(
        text, text,
        [
            new Heading(text), new Paragraph(text), new Items([new Item(text, text)]),
            new Grid([new(text), new("", CellKind.Bar)], [[text, Cell.Bar(1, 2)]]),
        ]);
}
