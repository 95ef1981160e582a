using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class LintTests
{
    [Fact]
    public void Good_definitions_have_no_problems()
    {
        var (workspace, problems) = Lint.Of(Some.Files());
        Assert.Empty(Errors(problems));
        Assert.Equal("shop", workspace!.Name);
    }

    [Theory]
    [InlineData("where: \"status <> 'cancelled'\"", null)]
    [InlineData("where: \"status <>\"", "sources.yaml:2:")]
    [InlineData("where: status", null)]
    [InlineData("where: \"1 + 1\"", "sources.yaml:2:")]
    [InlineData("fields: { amount: { value: quantity * unit_price, type: money } }", null)]
    [InlineData("fields: { amount: { value: \"quantity *\", type: money } }", "sources.yaml:2:")]
    [InlineData("fields: { amount: { value: nothing_known(quantity), type: money } }", "sources.yaml:2:")]
    public void Expressions_of_sources_are_checked_without_data(string more, string? where)
    {
        var fields = more.StartsWith("fields", StringComparison.Ordinal) ? "" : ", fields: { amount: money }";
        var (_, problems) = Lint.Of(Some.Files(
            "sources.yaml", $"streams:\n  orders: {{ file: o.csv, customer: id, time: day, {more}{fields} }}\n"));
        if (where is null)
            Assert.Empty(Errors(problems));
        else
            Assert.StartsWith(where, Assert.Single(Errors(problems)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coalesce(paid, ordered)", 0)]
    [InlineData("coalesce(paid", 1)]
    [InlineData("1 > 2", 1)]
    public void A_computed_time_is_checked(string value, int problems) => Assert.Equal(
        problems,
        Errors(Lint.Of(Some.Files(
            "sources.yaml", $"streams:\n  orders: {{ file: o.csv, customer: id, time: {{ value: \"{value}\" }}, "
            + "fields: { amount: money } }\n")).Problems).Count());

    [Fact]
    public void Problems_come_by_file_line_and_column()
    {
        var (_, problems) = Lint.Of(Some.Files(
            "measures.yaml", "a: count(orders, 1)\nfrequency: count(nothing)\nmonetary: sum(orders.amount)\n",
            "sources.yaml",
            Some.Sources.Replace("key: number,", "key: number, where: \"x >\",", StringComparison.Ordinal)));
        Assert.True(problems.Count >= 3);
        Assert.Equal(
            problems.OrderBy(p => p.At.File, StringComparer.Ordinal)
                .ThenBy(p => p.At.Line).ThenBy(p => p.At.Column), problems);
    }

    private static IEnumerable<Problem> Errors(IEnumerable<Problem> problems) =>
        problems.Where(problem => problem.Severity == Severity.Error);
}
