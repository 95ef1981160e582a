using System.Globalization;
using System.Text;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Scoring;

/// <summary>A workspace of 40 measures and six schemes, one of each kind and one that uses the others.</summary>
internal static class Definitions
{
    /// <summary>The number of measures.</summary>
    public const int Measures = 40;

    private static readonly string[] Types = ["integer", "money", "number", "text"];

    private static readonly (string Name, string Text)[] Schemes =
    [
        ("rfm", """
            kind: grid
            scores: { r: { of: m0, quantiles: 5, better: less }, f: { of: m4, quantiles: 5 }, m: { of: m1, quantiles: 5 } }
            missing: none
            segments:
              - { id: best, when: r >= 4 AND f >= 4 AND m >= 4 }
              - { id: loyal, when: r >= 3 AND f >= 4 }
              - { id: growing, when: r >= 4 AND f >= 2 }
              - { id: new, when: r >= 4 }
              - { id: fading, when: r = 3 }
              - { id: risk, when: r = 2 AND (f >= 3 OR m >= 4) }
              - { id: lost }
            """),
        ("state", """
            kind: lifecycle
            segments:
              - { id: early, when: m8 < 100, moves_to: [grown, gone] }
              - { id: grown, when: m12 >= 300 AND m5 > 20, moves_to: [gone] }
              - { id: gone, moves_to: [early] }
            """),
        ("status", """
            kind: rules
            segments:
              - { id: a, when: m16 > 500 AND m3 = 'x' }
              - { id: b, when: "m20 BETWEEN 100 AND 900 AND m7 IN ('y', 'z')" }
              - { id: c, when: m24 + m28 > 1000 }
              - { id: d, when: m6 > 0.5 OR m9 < 10 }
              - { id: e }
            """),
        ("tier", """
            kind: tiers
            of: m13
            share: [50%, 80%, 95%]
            missing: none
            segments: [{ id: a }, { id: b }, { id: c }, { id: d }]
            """),
        ("touch", """
            kind: scorecard
            points:
              worth: { of: m17, quantiles: 10, weight: 5 }
              width: { of: m32, edges: [100, 400, 800], weight: 7 }
              alert: { when: m10 > 0.9, points: -15 }
            missing: none
            segments: [{ id: high, from: 50 }, { id: mid, from: 30 }, { id: low }]
            """),
        ("whole", """
            kind: rules
            segments:
              - { id: first, when: "rfm = 'best' AND touch = 'high'" }
              - { id: second, when: "tier IN ('a', 'b') OR worth > 20" }
              - { id: third }
            """),
    ];

    /// <summary>The workspace, bound.</summary>
    public static (MeasurePlan Measures, SchemeSet Schemes) Bind()
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(
            Files().ToDictionary(file => file.Path, file => Encoding.UTF8.GetBytes(file.Text)), problems);
        problems.ThrowIfAny();
        var measures = MeasurePlan.Bind(workspace!, problems);
        problems.ThrowIfAny();
        var schemes = SchemeSet.Bind(workspace!.Schemes, measures!, problems);
        problems.ThrowIfAny();
        return (measures!, schemes!);
    }

    private static IEnumerable<(string Path, string Text)> Files()
    {
        yield return ("workspace.yaml", "name: scoring\n");
        yield return ("sources.yaml", Lines(
            "customers:\n  file: c.csv\n  id: id\n  fields:\n", i => $"    f{i}: {Types[i % Types.Length]}"));
        yield return ("measures.yaml", Lines("", i => $"m{i}: f{i}"));
        foreach (var (name, text) in Schemes)
            yield return ($"schemes/{name}.yaml", $"scheme: {name}\nversion: 1\n{text}\n");
    }

    private static string Lines(string head, Func<int, FormattableString> line) => head + string.Join(
        '\n', Enumerable.Range(0, Measures).Select(i => line(i).ToString(CultureInfo.InvariantCulture))) + "\n";
}
