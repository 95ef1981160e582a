using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class WorkspaceReaderTests
{
    [Fact]
    public void The_smallest_workspace_has_a_name_a_source_and_a_measure()
    {
        var workspace = Definitions.Read(Definitions.Smallest());

        Assert.Equal("shop", workspace.Name);
        Assert.Equal(TimeZoneInfo.Utc, workspace.TimeZone);
        Assert.Equal("EUR", workspace.Currency);
        Assert.Equal("orders", Assert.Single(workspace.Sources).Name);
        Assert.Equal("frequency", Assert.Single(workspace.Measures).Name);
        Assert.Empty(workspace.Schemes);
        Assert.Equal(["measures.yaml", "sources.yaml", "workspace.yaml"], workspace.Files.Keys);
    }

    [Theory]
    [InlineData("workspace.yaml")]
    [InlineData("sources.yaml")]
    [InlineData("measures.yaml")]
    public void A_missing_file_is_one_problem(string path)
    {
        var files = Definitions.Smallest();
        files.Remove(path);

        Assert.StartsWith($"{path}: no such file; expected", Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void A_folder_with_nothing_in_it_lacks_all_three() =>
        Assert.Equal(3, Definitions.Problems(new Dictionary<string, byte[]>()).Length);

    [Fact]
    public void All_settings_are_taken() => Definitions.Read("workspace.yaml", """
        name: tidewater
        time_zone: Europe/Berlin
        currency: EUR
        value: frequency
        resegment: daily at 06:00
        hold_if_moved: 25%
        review_every: P3M
        objective: { metric: repeat_rate, direction: up, target: 0.35, by: 2026-12-31 }
        owners: { cs: cs-lead@example.com, revops: revops@example.com }
        """);

    [Theory]
    [InlineData("nmae: shop\nname: shop", "workspace.yaml:1:1: unknown key 'nmae'; expected name, time_zone, currency, value, world, resegment, hold_if_moved, hold_if_emptied, refit_every, review_every, reviewed, objective, owners or skills; did you mean 'name'?")]
    [InlineData("name: My Shop", "workspace.yaml:1:7: 'My Shop'; expected an id in kebab-case")]
    [InlineData("name:", "workspace.yaml:1:6: nothing; expected an id in kebab-case")]
    [InlineData("name: [a]", "workspace.yaml:1:7: a list; expected an id in kebab-case")]
    [InlineData("currency: EUR", "workspace.yaml:1:1: no 'name'; expected name: an id")]
    [InlineData("name: a\nname: b", "workspace.yaml:2:1: key 'name' twice; expected it once; line 1 has it already")]
    [InlineData("name: a\ncurrency: eur", "workspace.yaml:2:11: 'eur'; expected a currency code")]
    [InlineData("name: a\ntime_zone: Europe/Berlim", "workspace.yaml:2:12: unknown time zone 'Europe/Berlim'; expected a time zone of the IANA list, such as Europe/Berlin; did you mean 'Europe/Berlin'?")]
    [InlineData("name: a\ntime_zone: ../../etc/passwd", "workspace.yaml:2:12: unknown time zone")]
    [InlineData(
        "name: a\nvalue: frequencey",
        "workspace.yaml:2:8: unknown measure 'frequencey'; expected frequency; did you mean 'frequency'?")]
    [InlineData("name: a\nhold_if_moved: 0.25", "workspace.yaml:2:16: '0.25'; expected a percentage")]
    [InlineData("name: a\nhold_if_emptied: 130%", "workspace.yaml:2:18: '130%'; expected a percentage such as 30%")]
    [InlineData("name: a\nrefit_every: monthly", "workspace.yaml:2:14: 'monthly'; expected a duration")]
    [InlineData("name: a\nreview_every: 3 months", "workspace.yaml:2:15: '3 months'; expected a duration")]
    [InlineData("name: a\nreview_every: P", "workspace.yaml:2:15: 'P'; expected a duration")]
    [InlineData(
        "name: a\nobjective: { metric: m, direction: sideways }",
        "workspace.yaml:2:36: 'sideways'; expected up or down")]
    [InlineData(
        "name: a\nobjective: { metric: m, by: 31.12.2026 }", "workspace.yaml:2:29: '31.12.2026'; expected a date")]
    [InlineData("name: a\nowners: { cs: [x] }", "workspace.yaml:2:15: a list; expected a text")]
    [InlineData("- name", "workspace.yaml:1:1: a list; expected a mapping of name,")]
    public void A_wrong_setting_is_told_with_its_place(string text, string problem) =>
        Assert.StartsWith(problem, Definitions.Problem("workspace.yaml", text));

    [Theory]
    [InlineData("name: a", 30)]
    [InlineData("name: a\nhold_if_emptied: 12.5%", 12.5)]
    [InlineData("name: a\nhold_if_emptied: 100%", 100)]
    public void An_import_is_held_when_a_field_loses_so_many_points(string text, decimal points) =>
        Assert.Equal(points, Definitions.Read("workspace.yaml", text).HoldIfEmptied);

    [Fact]
    public void A_measure_is_an_expression_or_a_mapping()
    {
        var measures = Definitions.Read("measures.yaml", """
            frequency: { value: count(orders), unit: orders, kind: behaviour }
            monetary: "sum(orders.amount)"
            band: |-

              CASE WHEN frequency > 3
                THEN 'often' END
            """).Measures;

        Assert.Equal(["frequency", "monetary", "band"], measures.Select(measure => measure.Name));
        Assert.Equal(("orders", "behaviour"), (measures[0].Unit, measures[0].Kind));
        Assert.Equal("measures.yaml:1:21", measures[0].Value.At.ToString());
        Assert.Equal("measures.yaml:2:12", measures[1].Value.At.ToString());
        Assert.Equal("measures.yaml:5:3", measures[2].Value.At.ToString());
        Assert.StartsWith("CASE WHEN", measures[2].Value.Text);
    }

    [Theory]
    [InlineData("", "measures.yaml:1:1: no measures; expected at least one")]
    [InlineData("2x: count(orders)", "measures.yaml:1:1: '2x'; expected a name of letters")]
    [InlineData("a: { unit: days }", "measures.yaml:1:4: no 'value'; expected value: an expression")]
    [InlineData(
        "a: { valeu: x, value: y }",
        "measures.yaml:1:6: unknown key 'valeu'; expected value, unit, kind, rollup or allocate; did you mean 'value'?")]
    [InlineData("a: { value: x, rollup: avg }", "measures.yaml:1:24: 'avg'; expected sum")]
    [InlineData("a: \"\"", "measures.yaml:1:4: ''; expected an expression")]
    [InlineData("a: [count(orders)]", "measures.yaml:1:4: a list; expected an expression")]
    [InlineData(
        "customer_id: count(orders)", "measures.yaml:1:1: measure 'customer_id' has the name of the customer's id")]
    public void A_wrong_measure_is_told_with_its_place(string text, string problem) =>
        Assert.StartsWith(problem, Definitions.Problem("measures.yaml", text));

    [Fact]
    public void The_value_is_not_a_measure_that_is_rolled_up()
    {
        var files = Definitions.With("measures.yaml", "all: { value: count(orders), rollup: sum }");
        files["workspace.yaml"] = "name: shop\nvalue: all\n"u8.ToArray();
        Assert.Equal(
            "workspace.yaml:2:8: measure 'all' is rolled up; expected a measure of each customer alone; "
            + "sums of customers would count the same value several times",
            Assert.Single(Definitions.Problems(files)));
    }

    [Theory]
    [InlineData("workspaces.yaml", "did you mean 'workspace.yaml'?")]
    [InlineData("measures.yml", "did you mean 'measures.yaml'?")]
    [InlineData("schemes/deep/rfm.yaml", "")]
    public void A_yaml_file_without_a_place_is_a_problem(string path, string fix)
    {
        var problem = Definitions.Problem(path, "a: b");

        Assert.StartsWith($"{path}: unknown file; expected workspace.yaml, sources.yaml", problem);
        Assert.EndsWith(fix, problem);
    }

    [Fact]
    public void Tables_and_outcomes_are_kept_and_other_files_are_not()
    {
        var files = Definitions.With("tables/rates.csv", "date,from,to,rate\n");
        files["outcomes.yaml"] = "churned: { event: count(orders), horizon: P1Y }"u8.ToArray();
        files["README.md"] = "text"u8.ToArray();
        files[".github/workflows/lint.yaml"] = "on: push"u8.ToArray();

        Assert.Equal(["measures.yaml", "outcomes.yaml", "sources.yaml", "tables/rates.csv", "workspace.yaml"],
            Definitions.Read(files).Files.Keys);
    }

    [Fact]
    public void The_playbooks_of_segments_exist()
    {
        var files = Definitions.With("schemes/rfm.yaml", Definitions.Grid.Replace(
            "id: seldom", "id: seldom, playbook: win-bakc", StringComparison.Ordinal));
        Assert.Equal("win-bakc", Definitions.Read(files).Schemes[0].Segments[1].Playbook);

        files["playbooks/win-back.yaml"] = "name: Win back\ndo: [call, write]"u8.ToArray();
        Assert.Equal("schemes/rfm.yaml:8:29: unknown playbook 'win-bakc'; expected win-back; did you mean 'win-back'?",
            Assert.Single(Definitions.Problems(files)));
    }

    [Fact]
    public void Problems_of_all_files_are_told_at_once()
    {
        var files = Definitions.With("workspace.yaml", "nmae: x");
        files["measures.yaml"] = "a: {}"u8.ToArray();
        files["outcomes.yaml"] = Encoding.UTF8.GetBytes("a: [");

        Assert.Equal(["measures.yaml:1:4", "outcomes.yaml:2", "workspace.yaml:1:1", "workspace.yaml:1:1"],
            Definitions.Problems(files).Select(problem => problem[..(
                problem.StartsWith('o') ? 15 : problem.IndexOf(": ", StringComparison.Ordinal))]));
    }

    [Fact]
    public void An_amount_with_a_currency_needs_one_to_be_brought_into()
    {
        var files = Definitions.With("workspace.yaml", "name: shop\n");
        files["sources.yaml"] = Encoding.UTF8.GetBytes(
            "customers: { file: c.csv, id: id, fields: { revenue: { type: money, currency: EUR } } }\n"
            + "streams:\n  orders: { file: o.csv, customer: id, time: day }\n");
        var problems = new Problems();
        Assert.Null(WorkspaceReader.Read(files, problems));
        Assert.Equal(
            "sources.yaml:1:45: 'revenue' has a currency, and the workspace has none; expected currency: in workspace.yaml, such as currency: EUR",
            Assert.Single(problems.All).ToString());
    }
}
