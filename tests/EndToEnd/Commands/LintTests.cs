using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace EndToEnd.Commands;

/// <summary>What <c>segment lint</c> shows of grids and of the published run.</summary>
public sealed class LintTests : IDisposable
{
    private const int Customers = 1_000;

    private const string Touch = """
        version: 1
        kind: rules
        segments: [{ id: high, when: seats >= 5, missing: excluded }, { id: low }]

        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Each_finding_is_told_of_its_planted_case_after_the_problems()
    {
        Write(
            "life", """
                version: 1
                kind: lifecycle
                segments:
                  - { id: trial, when: phase = 'p0', missing: excluded, moves_to: [live] }
                  - { id: live, when: phase = 'p1', missing: excluded, moves_to: [gone] }
                  - { id: paused, when: phase = 'p2', missing: excluded, moves_to: [live] }
                  - { id: gone, moves_to: [] }

                """,
            "touch", Touch, "touch-again", Touch,
            "mood", """
                version: 1
                kind: rules
                segments: [{ id: odd, when: "nps IN (1, 3)", missing: excluded }, { id: even }]

                """,
            "sizes", """
                version: 1
                kind: rules
                segments:
                  - { id: nobody, when: seats > 100, missing: excluded }
                  - { id: few, when: "seats = 0 AND nps = 1 AND phase = 'p3'", missing: excluded }
                  - { id: most }

                """);
        var summary = Run();
        Assert.Matches(
            @"\b18 findings \(segment lint tells all\), the worst: [a-z-]+ value-blind: explains ", Flat(summary));
        string[] expected =
        [
            "one-measure-decides life", "one-measure-decides mood", "one-measure-decides touch",
            "one-measure-decides touch-again", "mixes-stages touch/high", "mixes-stages touch/low",
        ];
        var lint = Lint();
        var told = Told(lint);
        var mixed = told.Where(one => one.StartsWith("mixes-stages touch/", StringComparison.Ordinal));
        Assert.Equal(expected, told.Skip(1).Take(4).Concat(mixed));
        Assert.Contains("near-identical mood/odd", told);
        Assert.Contains("near-identical touch", told);
        Assert.Equal(
            ["large-segment sizes/most", "empty-segment sizes/nobody", "small-segment sizes/few"], told.TakeLast(3));
        Assert.All(lint.Split("\nworkspace ")[1].Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var codes = Report.Read(_folder["out/report.json"]).GetProperty("findings").EnumerateArray()
            .Select(finding => finding.GetProperty("code").GetString()!).Distinct().Order();
        Assert.Equal(
            new[]
            {
                ProblemCode.EmptySegment, ProblemCode.LargeSegment, ProblemCode.MixesStages, ProblemCode.NearIdentical,
                ProblemCode.OneMeasureDecides, ProblemCode.SmallSegment, ProblemCode.ValueBlind,
            }, codes);
    }

    [Fact]
    public void Schemes_of_several_measures_have_no_findings_and_each_cell_of_a_grid_is_told()
    {
        Write(
            "worth", """
                version: 1
                kind: grid
                scores: { a: { of: arr, quantiles: 3 }, s: { of: seats, quantiles: 3 } }
                missing: unscored
                segments: [{ id: high, when: a + s >= 5 }, { id: middle, when: a + s >= 4 }, { id: low }]

                """,
            "size", """
                version: 1
                kind: tiers
                of: seats
                share: [80%]
                missing: none
                segments: [{ id: large }, { id: small }]

                """);
        Assert.Contains("no run is published", Flat(Lint()), StringComparison.Ordinal);
        Assert.DoesNotContain("finding", Run(), StringComparison.Ordinal);
        Assert.EndsWith(
            "\nworth: 9 cells, each in one segment: high 3, middle 3, low 3\n"
                + "run 1 as of 2026-06-01, 1,000 customers: no findings\n", Lint(), StringComparison.Ordinal);
        Assert.Contains(
            "no findings: run 1 in", Command.Done("lint", "--data", _folder["data"]).Output, StringComparison.Ordinal);
        var shares = Report.Read(_folder["out/report.json"]).GetProperty("decisionShares").EnumerateArray()
            .Select(share => $"{share.GetProperty("scheme")} {share.GetProperty("measure")}").Order();
        Assert.Equal(["size seats", "worth arr", "worth seats"], shares);
    }

    [Fact]
    public void The_starter_on_a_generated_shop_has_findings_of_sizes_alone()
    {
        Command.Done(
            "generate", _folder["shop"], "--business", "e-commerce", "--customers", "1000", "--imports", "1");
        Command.Done("run", _folder["shop"], "--workspace", "starter", "--data", _folder["data"]);
        var told = Told(Command.Done("lint", "--workspace", "starter", "--data", _folder["data"]).Output);
        Assert.Contains("empty-segment status/lead", told);
        Assert.All(told, finding => Assert.Matches("^(small|large|empty)-segment (rfm|engagement|status)/", finding));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(params string[] schemes)
    {
        _folder.Workspace(
            "workspace.yaml", "name: planted\nvalue: arr\n",
            "sources.yaml", """
                customers:
                  file: accounts.csv
                  id: id
                  fields: { arr: money, seats: integer, nps: integer, phase: text }

                """,
            "measures.yaml", "arr: arr\nseats: seats\nnps: nps\nphase: phase\n");
        foreach (var scheme in schemes.Chunk(2))
            _folder.Workspace($"schemes/{scheme[0]}.yaml", $"scheme: {scheme[0]}\n{scheme[1]}");
        // Every value occurs with every other about equally often.
        var rows = Enumerable.Range(0, Customers).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"c{i},{100 + 10 * (i % 7)},{i % 10},{1 + i / 10 % 3},p{i / 30 % 4}"));
        _folder.Write("in/accounts.csv", "id,arr,seats,nps,phase\n" + string.Join('\n', rows) + "\n");
    }

    private string Run() => Command.Done(
        "run", _folder["in"], "--workspace", _folder["workspace"], "--data", _folder["data"], "--out", _folder["out"],
        "--as-of", "2026-06-01").Output;

    private string Lint() =>
        Command.Done("lint", "--workspace", _folder["workspace"], "--data", _folder["data"]).Output;

    /// <summary>Code and place of each finding: those behind the line of the run.</summary>
    private static string[] Told(string output) =>
    [
        .. Flat(output.Split("findings\n")[1]).Split(']')[..^1].Select(one => one.Trim().Split(": "))
            .Select(parts => $"{parts[^1]} {parts[0]}"),
    ];

    /// <summary>Wrapped lines as one.</summary>
    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
