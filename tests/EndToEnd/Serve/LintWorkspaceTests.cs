using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Definitions are checked over HTTP.</summary>
public sealed class LintWorkspaceTests(ServedShop served) : IClassFixture<ServedShop>
{
    [Fact]
    public async Task Problems_of_files_that_are_sent_are_told_with_their_place()
    {
        var answer = await LintAsync(new Dictionary<string, string>
        {
            ["workspace.yaml"] = "name: shop\n",
            ["sources.yaml"] = "streams:\n  orders: { file: o.csv, customer: id, time: day }\n",
            ["measures.yaml"] = "frequency: cuont(orders)\n",
        });
        Assert.Equal(200, answer.Status);
        Assert.Null(answer.Next);
        var problem = Assert.Single(answer.Items);
        Assert.Equal(
            ["unknown-name", "error", "measures.yaml", "1", "12"],
            new[] { "code", "severity", "file", "line", "column" }
                .Select(name => problem.GetProperty(name).ToString()));
        Assert.Contains("'count'", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(
            "measures.yaml:1:12: unknown function 'cuont'; expected ", problem.GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.EndsWith(" [unknown-name]", problem.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.All(["found", "expected"], name => Assert.NotEqual("", problem.GetProperty(name).GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task An_empty_body_is_for_the_current_definitions(string body)
    {
        var answer = await (await served.AppAsync()).Api.PostAsync("workspaces/lint", body);
        Assert.Equal(200, answer.Status);
        Assert.All(answer.Items, problem => Assert.Equal("warning", problem.GetProperty("severity").GetString()));
        Assert.Contains(answer.Items, problem => problem.GetProperty("code").GetString() == "no-owner");
    }

    [Fact]
    public async Task No_files_at_all_lack_the_mandatory_ones()
    {
        var answer = await LintAsync([]);
        Assert.All(answer.Items, problem => Assert.Equal("missing-file", problem.GetProperty("code").GetString()));
        Assert.NotEmpty(answer.Items);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"files":null}""")]
    [InlineData("""{"files":["a"]}""")]
    [InlineData("""{"files":{"workspace.yaml":null}}""")]
    [InlineData("""{"files":{"workspace.yaml":7}}""")]
    [InlineData("""{"files":{"workspace.yaml":"\ud800"}}""")]
    [InlineData("""{"files":{},"more":1}""")]
    [InlineData("""{"files":{}} more""")]
    public async Task Anything_but_files_is_malformed(string body) => BadRequestTests.IsProblem(
        await (await served.AppAsync()).Api.PostAsync("workspaces/lint", body), 400, "malformed-json");

    [Fact]
    public async Task More_than_1000_files_or_4_mebibytes_are_refused()
    {
        var many = Enumerable.Range(0, 1_001).ToDictionary(i => $"schemes/{i}.yaml", _ => "scheme: s\n");
        BadRequestTests.IsProblem(await LintAsync(many), 400, "too-many-files");
        var large = new Dictionary<string, string> { ["tables/t.csv"] = new('x', (4 << 20) + 1) };
        BadRequestTests.IsProblem(await LintAsync(large), 400, "too-many-files");
    }

    private async Task<Answer> LintAsync(Dictionary<string, string> files) =>
        await (await served.AppAsync()).Api.PostAsync("workspaces/lint", JsonSerializer.Serialize(new { files }));
}
