using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.OpenApi;

/// <summary>What <c>docs/http.md</c> shows is what the app takes and answers.</summary>
public sealed partial class HttpPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/http.md"));

    [Fact]
    public void Every_answer_on_the_page_is_part_of_one_that_is_described()
    {
        var shown = Answer().Matches(Page);
        Assert.Equal(Page.Split("```json\n").Length - 1, shown.Count);
        Assert.All(shown, answer => Assert.Equal("", OpenApiFile.Problems(
            answer.Groups["operation"].Value, int.Parse(answer.Groups["status"].Value, CultureInfo.InvariantCulture),
            WithoutDots(JsonNode.Parse(answer.Groups["json"].Value)!), isPart: true)));
    }

    [Fact]
    public void Every_request_on_the_page_is_one_of_the_examples()
    {
        var shown = Request().Matches(Page);
        Assert.NotEmpty(shown);
        Assert.All(shown, request =>
        {
            var (asked, body) = (request.Groups["request"].Value.Replace("/api/", "", StringComparison.Ordinal),
                JsonNode.Parse(request.Groups["body"].Value));
            Assert.Contains(Example.All, example =>
                example.Content["request"]!.GetValue<string>() == asked && JsonNode.DeepEquals(example.Body, body));
        });
    }

    [Fact]
    public void Every_route_is_on_the_page()
    {
        var page = Place().Replace(Page, "{}");
        // The page has these as "`POST runs/{n}/publish`, `/discard`".
        string[] told = [.. OpenApiFile.Routes.Except(["runs/{number}/discard"])];
        Assert.Empty(told.Where(route => !Regex.IsMatch(
            page, $"`[A-Z]+ {Regex.Escape(Place().Replace(route, "{}"))}`")));
    }

    /// <summary>Without keys that stand for others.</summary>
    private static JsonNode WithoutDots(JsonNode node)
    {
        if (node is JsonObject record)
        {
            record.Remove("...");
            foreach (var value in record.Select(one => one.Value).OfType<JsonNode>())
                WithoutDots(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
                WithoutDots(item);
        }

        return node;
    }

    [GeneratedRegex("\\{\\w+\\}")]
    private static partial Regex Place();

    [GeneratedRegex("<!-- (?<operation>\\w+) (?<status>\\d+) -->\n```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Answer();

    [GeneratedRegex("```\n(?<request>(POST|PUT|PATCH) /api/\\S+)\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Request();
}
