using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Tests.Schemas;

/// <summary>A schema takes a value exactly when the reader takes its form.</summary>
public sealed class SchemaFormTests
{
    private static readonly string[] OfForm =
    [
        ProblemCode.UnknownKey, ProblemCode.MissingKey, ProblemCode.WrongValue, ProblemCode.MisplacedKey,
        ProblemCode.Syntax, ProblemCode.NotBuilt,
    ];

    [Theory]
    [InlineData("name: $", "a", "a-b", "2024", "A", "-a", "a--b", "a_b", "é", "", "[a]", "'a '")]
    [InlineData("name: $", "a123456789b123456789c123456789d123456789e123456789f123456789g123")]
    [InlineData("name: $", "a123456789b123456789c123456789d123456789e123456789f123456789g123456")]
    [InlineData("name: a\nhold_if_moved: $", "0%", "100%", "101%", "99.5%", "5", "5 %", "1.1234567%", "-1%")]
    [InlineData("name: a\nhold_if_emptied: $", "30%", "1000%", "'%'")]
    [InlineData(
        "name: a\nreview_every: $", "P3M", "P0D", "P1Y2M3W4DT5H6M7S", "P", "PT", "P1DT", "3M", "P12345D", "P1.5D")]
    [InlineData("name: a\nreviewed: $", "2026-02-28", "2026-02-30", "2026-2-3", "28.02.2026", "2026-02-28T00:00:00")]
    [InlineData("name: a\nresegment: $", "hourly", "daily at 06:00", "daily at 24:00", "daily at 6:00", "daily")]
    [InlineData("name: a\nresegment: $", "weekly on monday at 06:00", "weekly on mon at 06:00", "monthly at 06:00")]
    [InlineData(
        "name: a\nresegment: $", "monthly on 28 at 00:00", "monthly on 29 at 00:00", "monthly on 0 at 06:00",
        "monthly on 01 at 23:59")]
    [InlineData("name: a\ntime_zone: $", "Europe/Berlin", "UTC", "Etc/GMT+1", "/Europe", "W. Europe Standard Time")]
    [InlineData("name: a\ncurrency: $", "EUR", "eur", "EURO", "E1R", "[EUR]")]
    [InlineData("name: a\nskills: { talk: $ }", "40h", "90min", "0h", "40", "1.5h", "40 h", "1234567890h")]
    [InlineData("name: a\nskills: $", "{}", "[a]", "talk")]
    [InlineData("name: a\nowners: $", "{ cs: Ada }", "Ada", "{ cs: [Ada] }")]
    [InlineData(
        "name: a\nobjective: $", "Keep them", "{ metric: m }",
        "{ metric: m, direction: up, target: -0.5, by: 2026-12-31 }")]
    [InlineData(
        "name: a\nobjective: $", "{ direction: up }", "{ metric: m, target: many }", "[a]",
        "{ metric: m, by: 2026-13-01 }")]
    public void The_form_of_workspace_yaml_is_that_of_the_reader(string text, params string[] values) =>
        Compare("workspace.yaml", text, values);

    [Theory]
    [InlineData(
        "customers: { file: $, id: id }", "a.csv", "'*.csv'", "[a.csv, b.csv]", "/a.csv", "../a.csv", "' '", "[]",
        "{}")]
    [InlineData(
        "customers: { file: a, id: $ }", "id", "[a, b]", "{ column: id }", "{ column: [a, b], optional: true }", "[]",
        "{ optional: true }", "{ column: id, optional: 1 }")]
    [InlineData("customers: { file: a, $ }", "id: id", "name: id")]
    [InlineData(
        "customers: { file: a, id: id, $ }", "name: n", "owner: [o, p]", "parent: { column: p }", "keys: { a: b }",
        "keys: { 1a: b }", "strict: true", "strict: yes", "where: [a]")]
    [InlineData(
        "customers: { file: a, id: id, fields: { $ } }", "a: text", "a: string", "1a: text",
        "a: { type: date, format: yyyy-MM-dd }", "a: { format: yyyy-MM-dd }", "a: { type: date, format: soon }")]
    [InlineData(
        "customers: { file: a, id: id, fields: { a: $ } }", "{}", "{ value: x * 2, type: integer }", "{ value: x }",
        "{ value: x, type: text, column: x }", "{ value: x, type: text, optional: true }")]
    [InlineData(
        "customers: { file: a, id: id, fields: { a: $ } }", "{ type: money, currency: EUR }",
        "{ type: money, currency: { column: c } }", "{ currency: EUR }", "{ type: money, currency: euro }",
        "{ type: money, currency: { column: c, optional: true } }")]
    [InlineData(
        "customers: { file: a, id: id, format: { $ } }", "delimiter: ';'", "delimiter: tab", "delimiter: ab",
        "delimiter: x", "delimiter: '\"'", "delimiter: '|'", "decimal: ','", "decimal: ';'", "ragged: true",
        "encoding: utf-8")]
    [InlineData(
        "customers: { file: a, id: id, format: { $ } }", "header: true", "header: false",
        "'header': false, columns: [a]", "header: true, columns: [a]", "columns: [a, b]")]
    [InlineData(
        "streams: { s: { file: a, $ } }", "customer: c, time: t", "customer: c", "time: t", "belongs_to: c",
        "customer: c, belongs_to: c, time: t", "via: { column: number, stream: s }, key: k", "via: { column: number }")]
    [InlineData(
        "streams: { s: { file: a, customer: c, $ } }", "time: t", "time: [t, u]", "time: { column: t }",
        "time: { column: t, type: date, format: dd.MM.yyyy }", "time: { value: x }", "time: { value: x, column: t }",
        "time: { type: date }", "time: { value: x, optional: true }")]
    [InlineData(
        "streams: { s: { file: a, customer: c, time: t, $ } }", "key: k", "key: k, version: v", "version: v",
        "group: sales", "group: marketing")]
    [InlineData(
        "$", "{}", "customers: { file: a, id: i }", "streams: { s: { file: a, belongs_to: c } }", "streams: [a]")]
    public void The_form_of_sources_yaml_is_that_of_the_reader(string text, params string[] values) =>
        Compare("sources.yaml", text, values);

    [Theory]
    [InlineData(
        "$", "m: 1", "m: count(orders)", "m: { value: 1 }", "m: {}", "m: [a]", "m:", "1m: 1", "m-n: 1", "{}", "m: ' '")]
    [InlineData(
        "m: { value: count(orders), $ }", "unit: orders", "kind: value", "rollup: sum", "rollup: avg", "allocate: 160h",
        "allocate: 160", "rollup: sum, allocate: 160h")]
    public void The_form_of_measures_yaml_is_that_of_the_reader(string text, params string[] values) =>
        Compare("measures.yaml", text, values);

    [Theory]
    [InlineData(
        "churned: { event: count(orders), horizon: $ }", "P1Y", "P1Y6M", "P2W", "P365D", "P0D", "P0Y0M", "PT6H", "P",
        "1Y", "P1YT1H")]
    [InlineData(
        "$", "{}", "start: monetary", "cost_to_serve: monetary",
        "start: monetary\na: { event: count(orders), horizon: P1Y }")]
    [InlineData("$: { event: count(orders), horizon: P1Y }", "a", "a_b", "a-b", "1a")]
    [InlineData("a: { $ }", "event: x", "horizon: P1Y", "event: x, value: 1, horizon: P1Y", "event: [a], horizon: P1Y")]
    public void The_form_of_outcomes_yaml_is_that_of_the_reader(string text, params string[] values) =>
        Compare("outcomes.yaml", text, values);

    [Theory]
    [InlineData("$", "", "name: Grow", "name: [a]", "do: [a, b]", "do: a", "avoid: []", "skills: [talk, {}]")]
    [InlineData("onboarding: $", "{ training_length: P2D }", "{ training_length: two days }", "{}", "a")]
    [InlineData("engagement: $", "{ cadence: P2W, modes: [email, in-app] }", "{ modes: [phone] }", "{ modes: email }",
        "{ cadence: P2W, last_contact: monetary }", "{ cadence: P2W, last_contact: a b }",
        "{ last_contact: monetary }")]
    [InlineData(
        "health_measures: $", "{ monetary: 1 }", "{ monetary: 0 }", "{ monetary: 1.5 }", "{ monetary: much }", "[a]")]
    [InlineData("next_action: $", "Call.", "{ best: Call. }", "{ best: [a] }", "[a]")]
    public void The_form_of_a_playbook_is_that_of_the_reader(string text, params string[] values) =>
        Compare("playbooks/grow.yaml", text, values);

    [Theory]
    [InlineData("kind: rules\nsegments: $", "[{ id: a }]", "a", "{ id: a }", "[a]", "[{ name: A }]", "[{ id: A }]")]
    [InlineData(
        "kind: rules\nsegments: [{ id: b, when: frequency > 1, $ }, { id: a }]", "missing: included", "missing: maybe",
        "name: B", "playbook: grow", "playbook: Grow!", "renamed_from: c", "objective: { metric: m }", "from: 1",
        "moves_to: [a]")]
    [InlineData(
        "kind: rules\nsegments: [{ id: a, attention: $ }]", "look", "'{frequency} orders'", "'{frequency'",
        "'frequency}'", "'{two words}'", "'{a-b}'", "[look, { text: look }]", "[]", "{ reason: detractor }",
        "{ text: look, reason: detractor }", "{ text: look, reason: overdue-cadence }",
        "{ text: look, when: frequency > 1 }", "{ text: look, weight: 0.5 }", "{ text: look, weight: 1 }",
        "{ text: look, weight: 1.5 }", "{ text: look, weight: 1 - frequency }", "{ text: look, days: 1 }",
        "{ text: look, days: 0 }", "{ text: look, days: 366 }", "{ text: '{look' }")]
    [InlineData(
        "kind: rules\nsegments: [{ id: a }]\n$", "needs: [orders]", "needs: orders", "use_cases: [a]",
        "review_every: P1M", "buffer: 0", "buffer: 1.5", "buffer: -1", "buffer: 5%", "buffer: 101%", "buffer: 5 %",
        "minimum_stay: P0D", "minimum_stay: P1Y2M3W4D", "minimum_stay: PT6H", "minimum_stay: P", "confirm_runs: 2",
        "confirm_runs: 0", "confirm_runs: 101", "bypass: [a]", "bypass: []", "bypass: a", "edges: each-run",
        "edges: [1]", "entry: [a]", "of: frequency", "better: less")]
    [InlineData(
        "kind: grid\nsegments: [{ id: a }]\n$", "missing: m\nscores: { r: { of: frequency, quantiles: 5 } }",
        "scores: { r: { of: frequency, quantiles: 5 } }", "missing: m", "missing: m\nscores: {}")]
    [InlineData(
        "kind: grid\nsegments: [{ id: a }]\nmissing: m\nscores: { r: { of: frequency, $ } }", "quantiles: 2",
        "quantiles: 100", "quantiles: 1", "quantiles: 101", "quantiles: 2.5", "better: less",
        "quantiles: 5, better: worse")]
    [InlineData(
        "kind: tiers\nof: monetary\nmissing: m\nsegments: [{ id: a }, { id: b }]\n$", "share: 80%", "share: [80%]",
        "share: 0%", "share: 100%", "share: 0.5%", "share: []", "share: 80", "quantiles: 2", "edges: [10]", "edges: 10",
        "edges: [a]", "edges: each-run", "share: 80%\nedges: each-run", "share: 80%\nquantiles: 2",
        "share: 80%\nbetter: less", "quantiles: 2\nbetter: less", "scores: {}")]
    [InlineData(
        "kind: tiers\nshare: 80%\nsegments: [{ id: a }, { id: b }]\n$", "of: monetary", "missing: m",
        "of: monetary\nmissing: m")]
    [InlineData(
        "kind: scorecard\nmissing: m\nsegments: [{ id: b, from: $ }, { id: a }]\n"
            + "points: { r: { when: frequency > 1, points: 1 } }",
        "1", "-2.5", "1000001", "many")]
    [InlineData(
        "kind: scorecard\nmissing: m\nsegments: [{ id: a }]\npoints: { r: { of: frequency, $ } }",
        "quantiles: 5, weight: 8", "edges: [1, 2], weight: -1", "share: 80%, weight: 1", "quantiles: 5", "weight: 1",
        "quantiles: 5, weight: 0", "quantiles: 5, edges: [1], weight: 1", "quantiles: 5, weight: 1, points: 1",
        "share: 80%, weight: 1, better: less")]
    [InlineData(
        "kind: scorecard\nmissing: m\nsegments: [{ id: a }]\npoints: { r: { when: frequency > 1, $ } }", "points: 1",
        "points: 1, missing: unknown", "points: 0", "points: 1, weight: 1", "missing: excluded")]
    [InlineData("kind: scorecard\nmissing: m\nsegments: [{ id: a }]\npoints: $", "{}", "{ r: {} }", "[a]")]
    [InlineData(
        "kind: lifecycle\nsegments: [{ id: b, when: frequency > 1, moves_to: $ }, { id: a, moves_to: [b] }]", "[]",
        "[a]", "a")]
    [InlineData("kind: lifecycle\nsegments: [{ id: a, moves_to: [] }]\nentry: $", "[a]", "a", "[]")]
    [InlineData(
        "kind: clusters\nmissing: m\nfeatures: $", "[frequency]", "frequency", "[]", "{}",
        "{ frequency: { scale: log } }", "{ frequency: { scale: cubic } }", "{ frequency: {} }", "{ frequency: }", "{ frequency: log }", "[[a]]")]
    [InlineData(
        "kind: clusters\nfeatures: [frequency]\nmissing: m\n$", "clusters: 2..8", "clusters: 4", "clusters: 1",
        "clusters: 2..21", "clusters: many", "clusters: 2..3..4", "seed: 0", "seed: -1", "no_structure: all",
        "no_structure: All", "segments: [{ id: cluster-1, name: A }]", "segments: [{ id: cluster-1, when: x }]",
        "buffer: 5", "minimum_stay: P30D", "scores: {}")]
    [InlineData("kind: clusters\n$", "features: [frequency]", "missing: m", "features: [frequency]\nmissing: m")]
    public void The_form_of_a_scheme_is_that_of_the_reader(string text, params string[] values) =>
        Compare("schemes/new.yaml", "scheme: new\nversion: 1\n" + text, values);

    [Theory]
    [InlineData("version: $\nscheme: s\nkind: rules\nsegments: [{ id: a }]", "1", "3", "0", "1.5", "-1", "one")]
    [InlineData("version: 1\nscheme: $\nkind: rules\nsegments: [{ id: a }]", "s", "S", "[s]")]
    [InlineData("version: 1\nscheme: s\nkind: $\nsegments: [{ id: a }]", "rules", "clusters", "Rules")]
    [InlineData("version: 1\nscheme: s\nkind: rules\n$", "segments: [{ id: a }]", "name: S")]
    public void The_head_of_a_scheme_is_that_of_the_reader(string text, params string[] values) =>
        Compare("schemes/new.yaml", text, values);

    private static void Compare(string path, string text, string[] values)
    {
        string[] texts = [.. values.Select(value => text.Replace("$", value, StringComparison.Ordinal))];
        Assert.Equal(
            texts.Where(file => !Reader.Problems(path, file).Any(problem => OfForm.Contains(problem.Code))),
            texts.Where(file => SchemaFiles.Problems(path, Encoding.UTF8.GetBytes(file)).Length == 0));
    }
}
