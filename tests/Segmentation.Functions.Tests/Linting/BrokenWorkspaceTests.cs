using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Linting;

/// <summary>Each broken workspace has the code that it should have, at the place that is marked with '¦'.</summary>
public sealed class BrokenWorkspaceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_mended_workspace_has_no_problems() =>
        Assert.Empty(Lint.Of(Mended.Files(), Now).Problems.Select(problem => problem.WithCode()));

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
    [InlineData("sources.yaml", "    key: number\n", "", "missing-key", 20, 61)]
    [InlineData("sources.yaml", "    time: day\n", "", "missing-key", 12, 3)]
    [InlineData("sources.yaml", "status <> 'cancelled'", "status <>¦", "syntax")]
    [InlineData("sources.yaml", "status <> 'cancelled'", "¦amount + 1", "wrong-type", 17, 20)]
    [InlineData("sources.yaml", "status <> 'cancelled'", "day > ¦as_of", "unknown-name")]
    [InlineData("measures.yaml", "count(orders), unit", "count(¦order), unit", "unknown-name")]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(¦orders.amuont)", "unknown-name")]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(¦orders.channel)", "wrong-type")]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦orders.amount", "aggregates")]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦sum(sum(orders.amount))", "aggregates", 3, 24)]
    [InlineData("measures.yaml", "sum(orders.amount)", "sum(orders.amount¦", "syntax", 3, 37)]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦total(orders.amount)", "unknown-name")]
    [InlineData("measures.yaml", "sum(orders.amount)", "¦share(orders)", "aggregates")]
    [InlineData("measures.yaml", "sum(orders.amount)", "\"percentile(orders.amount, ¦101)\"", "wrong-value")]
    [InlineData("measures.yaml", "sum(orders.amount)", "\"decayed(orders.amount, ¦0)\"", "wrong-value")]
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
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100\"", "¦tariff = 'a' AND tariff IN ('b', 'c')\", missing: excluded", "contradiction")]
    [InlineData("schemes/status.yaml", "scheme: status", "scheme: ¦rfm", "name-taken")]
    [InlineData("schemes/size.yaml", "[1000, 100]", "[1000, ¦1000]", "cut-order")]
    [InlineData("schemes/size.yaml", "[1000, 100]", "[1000]", "segment-count", 9, 3)]
    [InlineData("schemes/size.yaml", "edges: [1000, 100]", "edges: [1000, 100]\nshare: ¦[80%, 95%]", "misplaced-key", 6, 8)]
    [InlineData("schemes/size.yaml", "edges: [1000, 100]\n", "", "missing-key", 1, 1)]
    [InlineData("playbooks/grow.yaml", "", "description: ¦", "wrong-value", 1, 13)]
    [InlineData("measures.yaml", "value: plan", "value: \"lookup(plan, ¦'plan')\"", "unknown-name")]
    [InlineData("measures.yaml", "value: plan", "value: \"lookup(plan, 'plans', ¦'prize')\"", "unknown-name")]
    [InlineData("measures.yaml", "value: plan", "value: \"lookup(plan, ¦plans)\"", "wrong-value")]
    [InlineData("measures.yaml", "value: plan", "value: \"lookup(¦since, 'plans')\"", "wrong-type")]
    [InlineData("measures.yaml", "value: plan", "value: \"lookup(¦name, 'plans')\"", "for-people")]
    [InlineData("measures.yaml", "value: plan", "value: \"¦lookup(plan)\"", "aggregates")]
    [InlineData("measures.yaml", "value: plan", "value: \"csat_band(frequency, ¦6)\"", "wrong-value")]
    [InlineData("measures.yaml", "value: plan", "value: nps_band(¦plan)", "wrong-type")]
    [InlineData("measures.yaml", "value: plan", "value: \"has_part(plan, 'a', ¦'')\"", "wrong-value")]
    [InlineData("measures.yaml", "value: plan", "value: mode(orders.channel SPLIT ¦;)", "syntax")]
    [InlineData("measures.yaml", "sum(orders.amount)", "count(¦orders.amount SPLIT ';')", "aggregates")]
    [InlineData("sources.yaml", "status <> 'cancelled'", "lookup(status, ¦'states') = 'x'", "unknown-name")]
    [InlineData("schemes/status.yaml", "recency_days <= 90", "\"¦lookup(tariff, 'plans') > 9\"", "unknown-name")]
    [InlineData("tables/plans.csv", "Pro,40", "Pro¦", "ragged-row")]
    [InlineData("tables/plans.csv", "Pro,40", "Pro,40,¦EUR", "ragged-row")]
    [InlineData("tables/plans.csv", "Pro,40", "basic,¦40", "duplicate-key")]
    [InlineData("tables/plans.csv", "Pro,40", "¦-,40", "wrong-value")]
    [InlineData("tables/plans.csv", "plan,price", "plan,¦", "wrong-value")]
    [InlineData("tables/plans.csv", "plan,price", "plan,¦plan", "name-taken")]
    [InlineData("tables/plans.csv", "", "¦", "wrong-value")]
    [InlineData("tables/plans.csv", "Pro,40", "Pro,¦\u0001", "unreadable")]
    [InlineData("tables/rates.csv", "", "date,from,to,rate\n¦2026-01-01,USD,EUR,much\n", "wrong-value")]
    [InlineData("tables/rates.csv", "", "¦date,from,rate\n", "wrong-value")]
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
        string path, string right, string broken, string code, int line = 0, int column = 0) =>
        Check(path, right, broken, code, line, column, Severity.Error);

    [Theory]
    [InlineData("workspace.yaml", "owners: { cs: head of customer success }", "", "no-owner")]
    [InlineData("workspace.yaml", "objective: { metric: repeat_rate, direction: up, target: 0.35, by: 2026-12-31 }\n", "", "no-objective")]
    [InlineData("workspace.yaml", "review_every: P3M\n", "", "no-review")]
    [InlineData("workspace.yaml", "reviewed: 2026-11-01\n", "", "no-review")]
    [InlineData("workspace.yaml", "reviewed: 2026-11-01", "reviewed: 2026-08-25", "overdue-review")]
    public void What_a_workspace_lacks_is_told_of_each_scheme(string path, string right, string broken, string code)
    {
        var problems = Lint.Of(Mended.Broken(path, right, broken).Files, Now).Problems;
        Assert.Equal(
            ["schemes/rfm.yaml:1:9", "schemes/size.yaml:1:9", "schemes/status.yaml:1:9"],
            problems.Select(problem => problem.At.ToString()));
        Assert.All(problems, problem => Assert.Equal((code, Severity.Warning), (problem.Code, problem.Severity)));
    }

    [Theory]
    [InlineData("workspace.yaml", "reviewed: 2026-11-01", "reviewed: ¦1.11.2026", "wrong-value", Severity.Error)]
    [InlineData("workspace.yaml", "reviewed: 2026-11-01", "reviewed: 2026-08-26", "", Severity.Warning)]
    [InlineData("schemes/rfm.yaml", "scheme: rfm\nversion: 3", "scheme: ¦rfm\nreviewed: 2026-01-31\nreview_every: P1M\nversion: 3", "overdue-review", Severity.Warning)]
    [InlineData("schemes/rfm.yaml", "scheme: rfm\nversion: 3\nkind: grid\nuse_cases: [retention]", "scheme: ¦rfm\nversion: 3\nkind: grid", "no-use-cases", Severity.Warning)]
    [InlineData("schemes/rfm.yaml", "  - { id: good, when: f >= 2, playbook: grow }", "  - ¦{ id: good, when: f >= 2 }", "no-playbook", Severity.Warning)]
    [InlineData("schemes/status.yaml", "  - { id: unknown, when: recency_days IS NULL, playbook: keep }\n", "", "null-policy", Severity.Warning, 6, 25, 2)]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100", "¦tariff <> 'free'", "null-policy", Severity.Warning)]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100\"", "tariff <> 'free'\", missing: included", "", Severity.Warning)]
    [InlineData("schemes/status.yaml", "recency_days > 90 AND monetary >= 100", "tariff IS NULL OR tariff <> 'free'", "", Severity.Warning)]
    [InlineData("measures.yaml", "tariff: { value: plan", "¦tariff: { value: CASE WHEN union_member THEN plan END", "", Severity.Warning)]
    [InlineData("schemes/status.yaml", "monetary >= 100", "coalesce(tariff, '') = 'a'", "", Severity.Warning)]
    [InlineData("schemes/size.yaml", "edges: [1000, 100]", "edges: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]", "segment-count", Severity.Error, 9, 3)]
    public void What_a_person_should_look_at_is_told_with_its_code(
        string path, string right, string broken, string code, Severity severity, int line = 0, int column = 0,
        int count = 1) => Check(path, right, broken, code, line, column, severity, count);

    [Fact]
    public void Schemes_that_look_at_demographics_alone_are_told_and_no_longer_when_one_looks_at_more()
    {
        var files = Mended.Files();
        files.Remove("schemes/rfm.yaml");
        files.Remove("schemes/size.yaml");
        files["schemes/status.yaml"] = Text("""
            scheme: life-stage
            version: 1
            kind: rules
            use_cases: [campaigns]
            segments:
              - { id: young, when: age_years < 30, missing: excluded, playbook: grow }
              - { id: old, playbook: keep }
            """);
        Assert.Equal(
            ["schemes/status.yaml:1:9 demographic-only", "schemes/status.yaml:1:9 value-blind"],
            Codes(files));
        files["schemes/rfm.yaml"] = Mended.Files()["schemes/rfm.yaml"];
        Assert.Empty(Codes(files));
    }

    [Fact]
    public void A_measure_of_a_protected_field_is_told_when_a_scheme_reads_it()
    {
        var (files, _, _) = Mended.Broken(
            "measures.yaml", "value: plan", "value: CASE WHEN union_member THEN plan END");
        Assert.Empty(Codes(files));
        files["schemes/status.yaml"] = Mended.Broken(
            "schemes/status.yaml", "monetary >= 100", "coalesce(tariff, '') = 'a'").Files["schemes/status.yaml"];
        Assert.Equal(["measures.yaml:5:1 sensitive"], Codes(files));
    }

    [Fact]
    public void A_model_of_rows_that_a_protected_field_chooses_is_told_too()
    {
        var files = Mended.Broken("schemes/status.yaml", "monetary >= 100", "coalesce(tariff, 0) >= 0.5").Files;
        files["sources.yaml"] = Mended.Broken("sources.yaml", "channel: text", "channel: text\n      sex: text")
            .Files["sources.yaml"];
        files["measures.yaml"] = Mended.Broken(
            "measures.yaml", "value: plan", "value: p_alive(orders WHERE sex = 'f')").Files["measures.yaml"];
        Assert.Equal(["measures.yaml:5:1 sensitive"], Codes(files));
    }

    [Theory]
    [InlineData("tariff > 'm'")]
    [InlineData("tariff >= 'b' AND tariff < 'c'")]
    [InlineData("tariff BETWEEN 'a' AND 'b'")]
    [InlineData("recency_days < 9223372036854775807 AND recency_days > 90")]
    [InlineData("monetary > 0.1 AND monetary < 0.2")]
    public void A_condition_that_may_hold_is_no_contradiction(string condition) => Assert.Empty(Codes(Mended.Broken(
        "schemes/status.yaml", "recency_days > 90 AND monetary >= 100\"", $"{condition}\", missing: excluded").Files));

    [Theory]
    [InlineData(61, "schemes/card.yaml:9:30 unreachable")]
    [InlineData(60, "")]
    [InlineData(-4, "")]
    [InlineData(-5, "schemes/card.yaml:9:30 unreachable")]
    public void A_threshold_out_of_reach_of_all_points_is_told(int from, string expected)
    {
        var files = Mended.Files();
        files["schemes/card.yaml"] = Text($$"""
            scheme: card
            version: 1
            kind: scorecard
            use_cases: [care]
            points:
              worth: { of: monetary, quantiles: 5, weight: 12 }
              late: { when: recency_days > 90, missing: excluded, points: -17 }
            missing: none
            segments: [{ id: high, from: {{from}}, playbook: grow }, { id: low, playbook: keep }, { id: none, playbook: keep }]
            """);
        Assert.Equal(expected, string.Join(' ', Codes(files)));
    }

    [Fact]
    public void A_scheme_accepts_a_warning_with_a_reason_and_only_a_code_that_there_is()
    {
        var (files, _, _) = Mended.Broken(
            "schemes/rfm.yaml", "use_cases: [retention]", "accepts: { no-use-cases: it is for everybody }");
        Assert.Empty(Codes(files));
        (files, _, _) = Mended.Broken(
            "schemes/rfm.yaml", "use_cases: [retention]", "use_cases: [retention]\naccepts: { no-usecases: x }");
        Assert.Equal(["schemes/rfm.yaml:5:12 unknown-key"], Codes(files));
    }

    [Fact]
    public void Fields_of_streams_have_no_units_of_measures_with_their_names_and_a_unit_may_be_written_in_many_ways()
    {
        var (files, _, _) = Mended.Broken(
            "measures.yaml", "frequency: { value: count(orders), unit: orders",
            "amount: { value: 1, unit: pieces }\nchannel: { value: 2, unit: doors }\n"
            + "frequency: { value: count(orders WHERE amount > 1 AND channel = 'a'), unit: orders");
        Assert.Empty(Codes(files));
        Assert.Empty(Codes(Mended.Broken("measures.yaml", "unit: days, kind: behaviour", "unit: Day, kind: behaviour").Files));
    }

    [Fact]
    public void More_segments_than_people_can_tell_apart_are_told()
    {
        var (files, _, _) = Mended.Broken(
            "schemes/status.yaml", "  - { id: gone, playbook: keep }",
            string.Concat(Enumerable.Range(0, 10).Select(i =>
                $"  - {{ id: s{i}, when: frequency = {i} AND recency_days <= 90, missing: excluded, playbook: keep }}\n"
                    .Replace("<= 90", "> 90", StringComparison.Ordinal)))
            + "  - { id: gone, playbook: keep }");
        Assert.Equal(["schemes/status.yaml:1:9 too-many-segments"], Codes(files));
    }

    [Fact]
    public void One_segment_for_everybody_is_told()
    {
        var files = Mended.Files();
        files["schemes/status.yaml"] = Text(
            "scheme: status\nversion: 1\nkind: rules\nuse_cases: [a]\nsegments: [{ id: all, playbook: keep }]\n");
        Assert.Equal(["schemes/status.yaml:1:9 too-few-segments"], Codes(files));
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static IEnumerable<string> Codes(Dictionary<string, byte[]> files) =>
        Lint.Of(files, Now).Problems.Select(problem => $"{problem.At} {problem.Code}");

    private static void Check(
        string path, string right, string broken, string code, int line, int column, Severity severity, int count = 1)
    {
        var (files, markedLine, markedColumn) = Mended.Broken(path, right, broken);
        var problems = Lint.Of(files, Now).Problems;
        if (code.Length == 0)
        {
            Assert.Empty(problems.Select(problem => problem.WithCode()));
            return;
        }

        Assert.Equal(count, problems.Count);
        var problem = problems[0];
        Assert.Equal(severity, problem.Severity);
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
