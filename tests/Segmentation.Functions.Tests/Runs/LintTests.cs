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

    [Theory]
    [InlineData("f >= 2", "f >= 2", false)]
    [InlineData("when: f >= 2 }", "when: 'f >= 2' } # the middle", false)]
    [InlineData("kind: grid", "kind: grid\nowner: ana\nreviewed: 2026-01-01", false)]
    [InlineData("f >= 2", "f >= 1", true)]
    [InlineData("version: 3", "version: 4", false)]
    [InlineData("version: 3", "version: 2", false)]
    [InlineData("missing: prospect", "missing: rest", true)]
    public void A_scheme_that_decides_otherwise_is_to_have_a_higher_version(string from, string to, bool isWarned)
    {
        var files = Some.Files("schemes/rfm.yaml", Some.Grid.Replace(from, to, StringComparison.Ordinal));
        var codes = Lint.Of(files, null, Some.Workspace()).Problems.Select(problem => problem.Code);
        Assert.Equal(isWarned, codes.Contains(ProblemCode.VersionNotRaised));
    }

    [Fact]
    public void Definitions_of_another_workspace_say_nothing_of_versions()
    {
        var files = Some.Files(
            "workspace.yaml", "name: other\n",
            "schemes/rfm.yaml", Some.Grid.Replace("f >= 2", "f >= 1", StringComparison.Ordinal));
        Assert.DoesNotContain(
            ProblemCode.VersionNotRaised,
            Lint.Of(files, null, Some.Workspace()).Problems.Select(problem => problem.Code));
    }

    private static IEnumerable<Problem> Errors(IEnumerable<Problem> problems) =>
        problems.Where(problem => problem.Severity == Severity.Error);
}
