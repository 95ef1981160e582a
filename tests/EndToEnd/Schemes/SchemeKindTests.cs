using System.Text.Json;

namespace EndToEnd.Schemes;

/// <summary>Scorecards, lifecycles and schemes that use others, by the command over two small imports.</summary>
public sealed class SchemeKindTests : IDisposable
{
    private const string Life = """
        scheme: life
        version: 1
        kind: lifecycle
        entry: [trial]
        missing: unclear
        segments:
          - { id: churned, when: phase = 'gone', moves_to: [] }
          - { id: active, when: phase = 'live', moves_to: [churned] }
          - { id: engaged, when: nps > 6, missing: unknown, moves_to: [active] }
          - { id: trial, moves_to: [active] }

        """;

    private static readonly string[] First =
        ["a,1000,60,9,live", "b,100,20,3,live", "c,10,5,,trial", "d,5,10,5,trial", "e,,10,5,gone"];

    private readonly TempFolder _folder = new();

    public SchemeKindTests()
    {
        _folder.Workspace(
            "workspace.yaml", "name: kinds\nhold_if_moved: 100%\ncurrency: EUR\nvalue: arr\n",
            "sources.yaml", """
                customers:
                  file: accounts.csv
                  id: id
                  fields: { arr: money, seats: integer, nps: integer, phase: text }

                """,
            "measures.yaml", "arr: arr\nseats: seats\nnps: nps\nphase: phase\n",
            "schemes/life.yaml", Life,
            "schemes/tier.yaml", """
                scheme: value-tier
                version: 1
                kind: tiers
                of: arr
                edges: [1000]
                missing: none
                segments: [{ id: large, attention: "{life} since the start, pays {arr}" }, { id: small }]

                """,
            "schemes/touch.yaml", """
                scheme: touch
                version: 1
                kind: scorecard
                points:
                  worth: { of: arr, edges: [100, 1000], weight: 8 }
                  size: { of: seats, edges: [10, 50], weight: 5.5 }
                  detractor: { when: nps <= 6, points: -15 }
                  core: { when: life = 'active' AND value_tier_score = 2, points: 4 }
                missing: unscored
                segments: [{ id: high, from: 42 }, { id: middle, from: 20 }, { id: low }]

                """);
        Import("2026-01-01", First);
    }

    [Fact]
    public void Points_states_and_their_days_are_columns_before_the_segment()
    {
        Assert.Equal(
            [
                "customer_id,arr,seats,nps,phase,life_entered,life,worth,size,detractor,core,touch_points,touch,"
                    + "value_tier_score,value-tier",
                "a,1000,60,9,live,2026-01-01,active,24,16.5,0,4,44.5,high,2,large",
                "b,100,20,3,live,2026-01-01,active,16,11,-15,0,12,low,1,small",
                "c,10,5,,trial,2026-01-01,unclear,8,5.5,0,0,13.5,low,1,small",
                "d,5,10,5,trial,2026-01-01,trial,8,11,-15,0,4,low,1,small",
                "e,,10,5,gone,2026-01-01,churned,,,,,,unscored,,none",
            ],
            _folder.Text("out/customers.csv").TrimEnd('\n').Split('\n'));
        var touch = Explain("c", "touch");
        Assert.Contains("worth 8 points: arr = 10: score 1 of 3; edges 100, 1,000", touch, StringComparison.Ordinal);
        Assert.Contains("detractor 0 points: nps <= 6 = false", touch, StringComparison.Ordinal);
        Assert.Contains("nps <= 6: unknown, because nps is null", touch, StringComparison.Ordinal);
        Assert.Contains("would be middle with seats = 50 instead of 5", touch, StringComparison.Ordinal);
        Assert.Contains("decided by: touch_points >= 42", Explain("a", "touch"), StringComparison.Ordinal);
        Assert.Contains("decided by: nps > 6 is unknown", Explain("c", "life"), StringComparison.Ordinal);
    }

    [Fact]
    public void Moves_that_are_not_allowed_happen_and_are_told()
    {
        var shown = Import(
            "2026-02-01", "a,1000,60,9,gone", "b,1000,20,3,live", "c,10,5,4,trial", "d,5,10,5,gone", "e,7,10,5,live",
            "f,7,10,5,live");

        var days = CsvTable.Read(_folder["out/customers.csv"]).Rows;
        Assert.Equal(
            ["2026-02-01", "2026-01-01", "2026-02-01", "2026-02-01", "2026-02-01", "2026-02-01"],
            days.Select(row => row["life_entered"]));
        Assert.Contains("not allowed: 1 life: trial to churned\n", shown, StringComparison.Ordinal);
        Assert.Contains("not allowed: 1 life: (new) to active\n", shown, StringComparison.Ordinal);
        Assert.Equal(
            [("(new)", "active"), ("churned", "active"), ("trial", "churned")],
            Report.Read(_folder["out/report.json"]).GetProperty("irregularMoves").EnumerateArray().Select(flow => (
                flow.GetProperty("from").GetString() ?? "(new)", flow.GetProperty("to").GetString()!)));
        var irregular = _folder.Text("out/transitions.ndjson").TrimEnd('\n').Split('\n')
            .Where(line => line.EndsWith("\"irregular\":true}}", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("subject").GetString());
        Assert.Equal(["d", "e", "f"], irregular);
        Assert.Contains(
            "moved from trial to churned in run 2, which the scheme does not allow: its own data changed",
            Explain("d", "life"), StringComparison.Ordinal);
        Assert.Contains("in this state since 2026-01-01", Explain("b", "life"), StringComparison.Ordinal);

        // The other scheme moved a in touch: its own data are what they were but for the phase.
        Assert.Contains("life: active, now churned", Explain("a", "touch"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_state_keeps_its_customers_and_their_days()
    {
        _folder.Workspace("schemes/life.yaml", Life
            .Replace("id: active", "id: running, renamed_from: active", StringComparison.Ordinal)
            .Replace("[active]", "[running]", StringComparison.Ordinal)
            .Replace("version: 1", "version: 2", StringComparison.Ordinal));
        _folder.Workspace("schemes/touch.yaml", _folder.Text("workspace/schemes/touch.yaml")
            .Replace("'active'", "'running'", StringComparison.Ordinal));
        var shown = Import("2026-02-01", First);

        Assert.Contains("nobody moved since run 1", shown, StringComparison.Ordinal);
        Assert.Contains("a condition was unknown for: unclear 1", shown, StringComparison.Ordinal);
        // What is told are the schemes whose definitions changed, and no customer.
        Assert.All(
            File.ReadLines(_folder["out/transitions.ndjson"]),
            line => Assert.Contains("\"type\":\"segmentation.scheme.published.v1\"", line, StringComparison.Ordinal));
        Assert.All(
            CsvTable.Read(_folder["out/customers.csv"]).Rows, row => Assert.Equal("2026-01-01", row["life_entered"]));
        Assert.Equal(2, Report.Read(_folder["out/report.json"]).Sizes("life")["running"]);
    }

    public void Dispose() => _folder.Dispose();

    private string Import(string asOf, params string[] accounts)
    {
        _folder.Write($"{asOf}/accounts.csv", "id,arr,seats,nps,phase\n" + string.Join('\n', accounts) + "\n");
        return Command.Done(
            "run", _folder[asOf], "--workspace", _folder["workspace"], "--data", _folder["data"], "--out",
            _folder["out"], "--as-of", asOf).Output;
    }

    private string Explain(string customer, string scheme) =>
        Command.Done("explain", customer, "--scheme", scheme, "--data", _folder["data"]).Output;
}
