using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Linting;

/// <summary>Each broken workspace has the code that it should have, at the place that is marked with '¦'.</summary>
public sealed class BrokenWorkspaceTests
{
    [Fact]
    public void The_mended_workspace_has_no_problems() =>
        Assert.Empty(Lint.Of(Mended.Files()).Problems.Select(problem => problem.WithCode()));

    [Theory]
    [InlineData("workspace.yaml", "time_zone:", "¦time_zoen:", "unknown-key")]
    [InlineData("workspace.yaml", "name: shop", "name: ¦Shop One", "wrong-value")]
    [InlineData("workspace.yaml", "name: shop\n", "¦", "missing-key")]
    [InlineData("workspace.yaml", "Europe/Berlin", "¦Europe/Berln", "wrong-value")]
    [InlineData("workspace.yaml", "currency: EUR", "currency: ¦Euro", "wrong-value")]
    [InlineData("workspace.yaml", "value: monetary", "value: ¦revenue", "unknown-name")]
    [InlineData("workspace.yaml", "daily at 06:00", "¦daily at 6", "wrong-value")]
    [InlineData("workspace.yaml", "P3M", "¦3 months", "wrong-value")]
    [InlineData("workspace.yaml", "direction: up", "direction: ¦upwards", "wrong-value")]
    [InlineData("workspace.yaml", "by: 2026-12-31", "by: ¦2026-02-30", "wrong-value")]
    [InlineData("workspace.yaml", "name: shop", "name: &a ¦shop", "yaml", 1, 7)]
    [InlineData("workspace.yaml", "", "name: [¦", "yaml", 2, 1)]
    [InlineData("workspace.yaml", "name: shop", "name: shop\n¦name: shop", "yaml")]
    [InlineData("sources.yaml", "  name: name", "  ¦nmae: name", "unknown-key")]
    [InlineData("sources.yaml", "city: text", "city: ¦string", "wrong-value")]
    [InlineData("sources.yaml", "city: text", "city: text\n    city: text", "yaml", 7, 5)]
    [InlineData("sources.yaml", "stream: orders }", "stream: ¦order }", "unknown-name")]
    [InlineData("sources.yaml", "    key: number\n", "", "missing-key", 18, 61)]
    [InlineData("sources.yaml", "    time: day\n", "", "missing-key", 10, 3)]
    [InlineData("sources.yaml", "status <> 'cancelled'", "status <>¦", "syntax")]
    [InlineData("sources.yaml", "status <> 'cancelled'", "¦amount + 1", "wrong-type", 15, 20)]
    [InlineData("sources.yaml", "status <> 'cancelled'", "day > ¦as_of", "unknown-name")]
    [InlineData("measures.yaml", "count(orders), unit", "count(¦order), unit", "unknown-name")]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(¦orders.amuont)", "unknown-name")]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(¦orders.channel)", "wrong-type")]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦orders.amount", "aggregates")]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦sum(sum(orders.amount))", "aggregates", 3, 24)]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(orders.amount¦", "syntax", 3, 37)]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦total(orders.amount)", "unknown-name")]
    [InlineData("measures.yaml", "days_since(since)", "days_since(¦city)", "wrong-type")]
    [InlineData("measures.yaml", "value: plan", "value: ¦name", "for-people")]
    [InlineData("measures.yaml", "value: plan", "value: ¦tariff", "cycle")]
    [InlineData("measures.yaml", "value: plan", "value: \"¦plna\"", "unknown-name")]
    [InlineData("measures.yaml", "unit: days, kind: behaviour", "unit: ¦days, knd: behaviour", "unknown-key", 1, 67)]
    [InlineData("measures.yaml", "tariff:", "¦customer_id:", "name-taken")]
    [InlineData("measures.yaml", "days_since(since)", "days_since(since) ¦+ frequency", "unit-mismatch")]
    [InlineData("measures.yaml", "{ value: days_since(since), unit: days", "{ value: ¦days_since(since), unit: orders", "unit-mismatch")]
    [InlineData("schemes/rfm.yaml", "version: 3", "version: ¦three", "wrong-value")]
    [InlineData("schemes/rfm.yaml", "kind: grid", "kind: ¦gird", "wrong-value")]
    [InlineData("schemes/rfm.yaml", "needs: [orders]", "needs: [¦order]", "unknown-name")]
    [InlineData("schemes/rfm.yaml", "of: frequency", "of: ¦frequncy", "unknown-name")]
    [InlineData("schemes/rfm.yaml", "of: frequency", "of: ¦tariff", "wrong-type", 7, 3)]
    [InlineData("schemes/rfm.yaml", "quantiles: 3 }", "quantiles: ¦1 }", "wrong-value")]
    [InlineData("schemes/rfm.yaml", "  f: {", "  ¦monetary: {", "name-taken")]
    [InlineData("schemes/rfm.yaml", "kind: grid\n", "", "missing-key", 1, 1)]
    [InlineData("schemes/rfm.yaml", "f >= 3 AND m >= 2", "¦f >= 3 AND f < 2", "contradiction")]
    [InlineData("schemes/rfm.yaml", "f >= 3 AND m >= 2", "¦f > 3", "contradiction")]
    [InlineData("schemes/rfm.yaml", "when: f >= 2", "when: ¦f >= 3 AND m = 3", "shadowed")]
    [InlineData("schemes/rfm.yaml", "when: f >= 2", "when: f >= 1", "unreachable", 13, 5)]
    [InlineData("schemes/rfm.yaml", "id: good", "id: ¦best", "name-taken", 12, 5)]
    [InlineData("schemes/rfm.yaml", "playbook: grow }", "playbook: ¦growth }", "unknown-name")]
    [InlineData("schemes/rfm.yaml", "{ id: rest,", "{ id: rest, when: ¦f = 1,", "no-last-resort")]
    [InlineData("schemes/rfm.yaml", ", when: f >= 2", "", "unreachable", 12, 5)]
    [InlineData("schemes/status.yaml", "recency_days <= 90", "¦recency_day <= 90", "unknown-name")]
    [InlineData("schemes/status.yaml", "recency_days <= 90", "recency_days ¦<= 'soon'", "wrong-type")]
    [InlineData("schemes/status.yaml", "recency_days <= 90", "recency_days ¦<= frequency", "unit-mismatch")]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100", "¦recency_days > 90 AND recency_days < 30", "contradiction")]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100", "¦recency_days < 30 AND monetary >= 100", "shadowed")]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100", "¦tariff = 'a' AND tariff IN ('b', 'c')", "contradiction")]
    [InlineData("schemes/status.yaml", "scheme: status", "scheme: ¦rfm", "name-taken")]
    [InlineData("schemes/size.yaml", "[1000, 100]", "[1000, ¦1000]", "cut-order")]
    [InlineData("schemes/size.yaml", "[1000, 100]", "[1000]", "segment-count", 9, 3)]
    [InlineData("schemes/size.yaml", "edges: [1000, 100]", "edges: [1000, 100]\nshare: ¦[80%, 95%]", "misplaced-key", 6, 8)]
    [InlineData("schemes/size.yaml", "edges: [1000, 100]\n", "", "missing-key", 1, 1)]
    [InlineData("playbooks/grow.yaml", "", "description: ¦", "wrong-value", 1, 13)]
    [InlineData("schemes.yaml", "", "scheme: s", "unknown-file")]
    [InlineData("outcomes.yaml", "", "¦start: monetary", "missing-key")]
    [InlineData("outcomes.yaml", "value:", "¦vaule:", "unknown-key")]
    [InlineData("outcomes.yaml", ", horizon: P365D", "", "missing-key", 3, 10)]
    [InlineData("outcomes.yaml", "horizon: P365D", "horizon: ¦PT6H", "wrong-value")]
    [InlineData("outcomes.yaml", "start: monetary", "start: ¦monetry", "unknown-name")]
    [InlineData("outcomes.yaml", "start: monetary", "start: ¦effort_budget", "not-of-events")]
    [InlineData("outcomes.yaml", "cost_to_serve: monetary", "cost_to_serve: ¦tariff", "wrong-type")]
    [InlineData("outcomes.yaml", "count(orders WHERE", "count(¦order WHERE", "unknown-name")]
    [InlineData("outcomes.yaml", "value: sum(orders.amount)", "value: ¦tariff", "wrong-type")]
    [InlineData("outcomes.yaml", "value: sum(orders.amount)", "value: ¦effort_budget", "for-results")]
    [InlineData("measures.yaml", "allocate: 160h", "allocate: ¦160 hours", "wrong-value")]
    [InlineData("measures.yaml", "allocate: 160h", "rollup: sum, allocate: ¦160h", "misplaced-key")]
    [InlineData("measures.yaml", "{ value: monetary, allocate: 160h", "{ value: tariff, allocate: ¦160h", "wrong-type")]
    [InlineData("workspace.yaml", "talk: 40h", "talk: ¦40", "wrong-value")]
    [InlineData("playbooks/grow.yaml", "talk", "¦tlak", "unknown-name")]
    public void A_broken_workspace_has_its_code_at_its_place(
        string path, string right, string broken, string code, int line = 0, int column = 0)
    {
        var (files, markedLine, markedColumn) = Mended.Broken(path, right, broken);
        var problem = Assert.Single(Lint.Of(files).Problems);
        Assert.Equal(
            $"{path}:{(line > 0 ? line : markedLine)}:{(column > 0 ? column : markedColumn)}: {code}",
            $"{path}:{problem.At.Line}:{problem.At.Column}: {problem.Code}");
        Assert.Equal(path, problem.At.File);
    }

    [Theory]
    [InlineData("workspace.yaml")]
    [InlineData("sources.yaml")]
    [InlineData("measures.yaml")]
    public void A_file_that_is_not_there_is_told(string path)
    {
        var files = Mended.Files();
        files.Remove(path);
        Assert.Contains(
            Lint.Of(files).Problems,
            problem => problem is { Code: ProblemCode.MissingFile, Severity: Severity.Error } && problem.At.File == path);
    }

    [Fact]
    public void A_file_that_is_no_text_is_told()
    {
        var files = Mended.Files();
        files["measures.yaml"] = [.. "a: 1\nb: "u8, 0xff];
        var problem = Lint.Of(files).Problems.Single(problem => problem.At.File == "measures.yaml");
        Assert.Equal((ProblemCode.Unreadable, 2, 4), (problem.Code, problem.At.Line, problem.At.Column));
    }
}
