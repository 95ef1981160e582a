using System.Text;

namespace Segmentation.Functions.Tests.Linting;

/// <summary>A workspace that the linter has nothing to say about, and how to break it.</summary>
internal static class Mended
{
    /// <summary>Stands in a broken text before the character that the problem must point to.</summary>
    public const char Mark = '¦';

    private static readonly (string Path, string Text)[] Written =
    [
        ("workspace.yaml", """
            name: shop
            time_zone: Europe/Berlin
            currency: EUR
            value: monetary
            resegment: daily at 06:00
            review_every: P3M
            reviewed: 2026-11-01
            objective: { metric: repeat_rate, direction: up, target: 0.35, by: 2026-12-31 }
            owners: { cs: head of customer success }
            skills: { talk: 40h }
            """),
        ("sources.yaml", """
            customers:
              file: customers*.csv
              id: id
              name: name
              fields:
                city: text
                since: date
                plan: text
                age: { column: age, type: integer, kind: demographic }
                union_member: boolean
            streams:
              orders:
                file: orders*.csv
                customer: id
                time: day
                key: number
                where: "status <> 'cancelled'"
                fields:
                  amount: money
                  channel: text
              visits: { file: visits.csv, via: { column: order, stream: orders } }
            """),
        ("measures.yaml", """
            recency_days: { value: days_since(last(orders.time)), unit: days, kind: behaviour }
            frequency: { value: count(orders), unit: orders, kind: behaviour }
            monetary: { value: sum(orders.amount), unit: money, kind: value }
            tenure_days: { value: days_since(since), unit: days, kind: lifecycle }
            tariff: { value: plan, kind: firmographic }
            age_years: { value: age, unit: years }
            effort_budget: { value: monetary, allocate: 160h }
            """),
        ("outcomes.yaml", """
            start: monetary
            cost_to_serve: monetary
            churned: { event: count(orders WHERE channel = 'none'), value: sum(orders.amount), horizon: P365D }
            """),
        ("schemes/rfm.yaml", """
            scheme: rfm
            version: 3
            kind: grid
            use_cases: [retention]
            needs: [orders]
            scores:
              f: { of: frequency, quantiles: 3 }
              m: { of: monetary, quantiles: 3, better: less }
            missing: prospect
            segments:
              - { id: best, name: The best, when: "f >= 3 AND m >= 2", playbook: grow }
              - { id: good, when: f >= 2, playbook: grow }
              - { id: rest, playbook: keep }
              - { id: prospect, playbook: keep }
            """),
        ("schemes/status.yaml", """
            scheme: status
            version: 1
            kind: rules
            use_cases: [retention]
            segments:
              - { id: active, when: recency_days <= 90, playbook: grow }
              - { id: idle, when: "recency_days > 90 AND monetary >= 100", playbook: keep }
              - { id: unknown, when: recency_days IS NULL, playbook: keep }
              - { id: gone, playbook: keep }
            """),
        ("schemes/size.yaml", """
            scheme: size
            version: 1
            kind: tiers
            use_cases: [pricing]
            of: monetary
            edges: [1000, 100]
            missing: none
            segments:
              - { id: large, playbook: grow }
              - { id: middle, playbook: grow }
              - { id: small, playbook: keep }
              - { id: none, playbook: keep }
            """),
        ("tables/plans.csv", """
            plan,price
            Basic,10
            Pro,40
            """),
        ("playbooks/grow.yaml", "description: Offer more.\nskills: [talk]"),
        ("playbooks/keep.yaml", "description: Ask what is missing."),
    ];

    /// <summary>The files of the workspace.</summary>
    public static Dictionary<string, byte[]> Files() => Written.ToDictionary(
        file => file.Path, file => Encoding.UTF8.GetBytes(file.Text.ReplaceLineEndings("\n") + "\n"),
        StringComparer.Ordinal);

    /// <summary>The files with a text of one of them replaced, and the place that is marked in the new text.</summary>
    /// <param name="path">The file; one that is not there is new.</param>
    /// <param name="right">The text that is replaced; empty for the whole file.</param>
    /// <param name="broken">The new text, with a <see cref="Mark"/> unless the problem is with the whole file.</param>
    public static (Dictionary<string, byte[]> Files, int Line, int Column) Broken(
        string path, string right, string broken)
    {
        var files = Files();
        var text = right.Length == 0 ? broken : Replaced(Encoding.UTF8.GetString(files[path]), right, broken);
        var (line, column) = Place(text);
        files[path] = Encoding.UTF8.GetBytes(text.Replace(Mark.ToString(), "", StringComparison.Ordinal));
        return (files, line, column);
    }

    private static string Replaced(string text, string right, string broken)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the workspace has no '{right}'");
        return text[..at] + broken + text[(at + right.Length)..];
    }

    private static (int Line, int Column) Place(string text)
    {
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? (0, 0) : (text[..at].Count(c => c == '\n') + 1, at - text.LastIndexOf('\n', at));
    }
}
