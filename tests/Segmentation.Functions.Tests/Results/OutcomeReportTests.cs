using System.Text.Json;
using EndToEnd;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

/// <summary>The worked example of docs/formulas.md, and what it says of figures that are not known.</summary>
public sealed class OutcomeReportTests : IDisposable
{
    private const string Sources = """
        customers: { file: customers.csv, id: id, fields: { fee: money } }
        streams:
          invoices: { file: invoices.csv, customer: id, time: day, fields: { amount: money } }
          endings: { file: endings.csv, customer: id, time: day }
          notes: { file: notes.csv, belongs_to: id, fields: { text: text } }
        """;

    private const string Measures = """
        paid: { value: sum(invoices.amount IN LAST 365 DAYS), unit: money }
        paid_before: { value: sum(invoices.amount IN LAST 730 DAYS) - paid, unit: money }
        cost: { value: CASE WHEN paid > 0 THEN 20 ELSE 5 END, unit: money }
        listed: fee
        effort_budget: { value: paid, allocate: 10h }
        """;

    private const string Scheme = """
        scheme: size
        version: 1
        kind: rules
        segments:
          - { id: paying, when: paid > 0, playbook: care }
          - { id: former }
        """;

    private const string Outcomes = """
        start: paid
        cost_to_serve: cost
        churned: { event: count(endings), value: paid_before, horizon: P365D }
        contracted:
          event: count(invoices) > 0 AND sum(invoices.amount) < paid_before
          value: paid_before - sum(invoices.amount)
          horizon: P365D
        expanded:
          event: paid_before > 0 AND sum(invoices.amount) > paid_before
          value: sum(invoices.amount) - paid_before
          horizon: P365D
        purchased: { event: count(invoices), value: sum(invoices.amount), horizon: P365D }
        asked: { event: count(invoices) > 1, horizon: P6M }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_worked_example_has_the_figures_that_formulas_tells()
    {
        var report = await ReportAsync(new Settings { Shards = 3 });
        Assert.Equal(new DateOnly(2025, 6, 1), report.OutcomesSince);
        var all = report.Outcomes[0];
        Assert.Equal((null, null, 5, 400m, 300m, 3L), (
            all.Scheme, all.Segment, all.Accounts, all.Value, all.StartingValue, all.StartingAccounts));
        Assert.Equal(0.6m, all.Grr);
        Assert.Equal(0.8m, all.Nrr);
        Assert.Equal((70m, 330m), (all.CostToServe, all.Margin));
        Assert.Equal(new OutcomeCount(1, 80, 0.2m), all.Outcomes["churned"]);
        Assert.Equal(new OutcomeCount(1, 40, 0.2m), all.Outcomes["contracted"]);
        Assert.Equal(new OutcomeCount(1, 60, 0.2m), all.Outcomes["expanded"]);
        Assert.Equal(new OutcomeCount(3, 400, 0.6m), all.Outcomes["purchased"]);
        Assert.Equal(new OutcomeCount(0, null, 0), all.Outcomes["asked"]);
    }

    [Fact]
    public async Task Who_left_counts_in_the_segment_in_which_it_is_now()
    {
        var report = await ReportAsync(new Settings { Shards = 2 });
        var (paying, former) = (report.Outcomes[1], report.Outcomes[2]);
        Assert.Equal(("size", "paying", 3, 220m), (paying.Scheme, paying.Segment, paying.Accounts, paying.StartingValue));
        Assert.Equal(0.818181818182m, paying.Grr);
        Assert.Equal(1.090909090909m, paying.Nrr);
        Assert.Equal(("former", 2, 80m, 0m, 0m), (
            former.Segment, former.Accounts, former.StartingValue, former.Grr, former.Nrr));
        Assert.Equal((600L, 10m), (paying.Minutes, paying.Hours));
        Assert.Equal((0L, 0m), (former.Minutes, former.Hours));
    }

    [Fact]
    public async Task Skills_are_needed_for_as_long_as_effort_goes_to_the_segments_whose_playbook_has_them()
    {
        var report = await ReportAsync(new Settings());
        Assert.Equal([new SkillLine("size", "talk", 10, 8), new SkillLine("size", "write", 10, 12)], report.Skills);
        Assert.Equal([new AllocationLine("effort_budget", 600, 600, 0, 0)], report.Allocations);
        Assert.Equal(["size: its customers need 10 hours of talk, and there are 8"], report.Warnings);
    }

    [Fact]
    public async Task The_report_is_the_same_for_any_number_of_shards()
    {
        var one = await ReportAsync(new Settings { Shards = 1 });
        var many = await ReportAsync(new Settings { Shards = 5 });
        Assert.Equal(JsonSerializer.Serialize(one.Outcomes), JsonSerializer.Serialize(many.Outcomes));
    }

    [Theory]
    [InlineData("churned: { event: count(endings), horizon: P365D }", 300, false)]
    [InlineData("purchased: { event: count(invoices), value: sum(invoices.amount), horizon: P365D }", 300, false)]
    [InlineData("start: paid_before\nchurned: { event: count(endings), value: 0, horizon: P365D }", 0, false)]
    [InlineData("churned: { event: count(endings), value: 0, horizon: P365D }", 300, true)]
    public async Task What_is_not_known_is_not_told(string outcomes, int start, bool isKnown)
    {
        var all = (await ReportAsync(new Settings(), outcomes)).Outcomes[0];
        Assert.Equal(start, all.StartingValue);
        Assert.Equal((isKnown, isKnown), (all.Grr is not null, all.Nrr is not null));
        Assert.Null(all.Margin);
    }

    [Fact]
    public async Task A_value_that_a_field_tells_has_no_beginning()
    {
        var all = (await ReportAsync(
            new Settings(), "churned: { event: count(endings), value: paid_before, horizon: P365D }", "listed")).Outcomes[0];
        Assert.Equal((150m, null, null), (all.Value, all.StartingValue, all.Grr));
    }

    [Theory]
    [InlineData("start: listed\n", "8: measure 'listed' is not computed from events alone")]
    [InlineData("start: effort_budget\n", "8: measure 'effort_budget' is not computed from events alone")]
    [InlineData("x: { event: last(notes.text), horizon: P1Y }\n", "13: an event that is text")]
    [InlineData("x: { event: count(notes) > 1, horizon: P1Y }\n", "13: an outcome over 'notes', whose rows have no time")]
    [InlineData("x: { event: effort_budget > 1, horizon: P1Y }\n", "13: outcome 'x' uses 'effort_budget', which is allocated")]
    [InlineData("x: { event: count(endings), value: paid > 1, horizon: P1Y }\n", "36: a value that is true or false")]
    public void A_wrong_definition_is_told_with_its_place(string outcomes, string found)
    {
        var lines = "churned: { event: count(endings), horizon: P1Y }\n" + outcomes;
        var (_, problems) = Lint.Of(Some.Files([.. Files, "outcomes.yaml", lines]));
        Assert.Contains(problems.Select(p => p.ToString()), p => p.StartsWith($"outcomes.yaml:2:{found}", StringComparison.Ordinal));
    }

    private static string[] Files =>
    [
        "sources.yaml", Sources, "measures.yaml", Measures, "schemes/rfm.yaml", Scheme,
        "playbooks/care.yaml", "skills: [talk, write, talk]\n",
        "workspace.yaml", "name: shop\nhold_if_moved: 100%\ncurrency: EUR\nvalue: paid\nskills: { talk: 8h, write: 720min }\n",
    ];

    private async Task<RunReport> ReportAsync(Settings settings, string outcomes = Outcomes, string value = "paid")
    {
        _folder.Write("in/customers.csv", "id,fee\na,10\nb,20\nc,30\nd,40\ne,50\n");
        _folder.Write(
            "in/invoices.csv",
            "id,day,amount\na,2025-01-01,120\na,2026-01-01,180\nb,2025-02-01,100\nb,2026-02-01,60\nc,2025-03-01,80\n"
            + "d,2025-10-01,160\n");
        _folder.Write("in/endings.csv", "id,day\nc,2026-03-01\n");
        _folder.Write("in/notes.csv", "id,text\na,hello\n");
        var workspace = Some.Workspace([
            .. Files, "outcomes.yaml", outcomes,
            "workspace.yaml", $"name: shop\nhold_if_moved: 100%\ncurrency: EUR\nvalue: {value}\nskills: {{ talk: 8h, write: 720min }}\n"]);
        using var data = new TempFolder();
        await using var spine = await PlainSpine.OpenAsync(data.Data, workspace, settings);
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        var run = await spine.TakeAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        await spine.ScoreAsync(run);
        return Json.Read<RunReport>(data.Data, RunStore.Name(run, RunReport.File));
    }
}
