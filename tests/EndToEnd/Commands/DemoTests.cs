using System.Text.Json;

namespace EndToEnd.Commands;

/// <summary>What the demo shows; it runs once for all tests.</summary>
public sealed class DemoTests(DemoTests.Shown demo) : IClassFixture<DemoTests.Shown>
{
    [Theory]
    [InlineData("own-data")]
    [InlineData("clock-decay")]
    [InlineData("population-shift")]
    public void Every_cause_moves_somebody(string cause) =>
        Assert.Contains(demo.Moves, move => move.GetProperty("cause").GetString() == cause);

    [Theory]
    [InlineData("Harbor Foods", "touch", "moved from mid-touch to high-touch in run 5: its own data changed")]
    [InlineData("Globex Marine", "touch", "moved from high-touch to mid-touch in run 4: others changed; the cut moved")]
    [InlineData("Quiet Pine", "activity", "moved from quiet to silent in run 6: time passed")]
    [InlineData("Northwind Labs", "renewal", "moved from later to at-risk in run 6: time passed")]
    [InlineData("Juniper Mill", "touch", "moved from high-touch to mid-touch in run 6: its own data changed")]
    [InlineData("Cedar & Sons", "touch", "Low touch (low-touch)")]
    [InlineData("Acme", "touch", "Mid touch (mid-touch)")]
    [InlineData("ACME Corp.", "touch", "Low touch (low-touch)")]
    public void Accounts_with_a_story_are_found_and_explained_by_name(string account, string scheme, string told) =>
        Assert.Contains(
            told, Command.Done("explain", account, "--scheme", scheme, "--data", demo.Data).Output,
            StringComparison.Ordinal);

    [Fact]
    public void Globex_did_not_change_and_the_cut_rose_above_it() => Assert.Contains(
        "arr: 20900.04, the same; the cut moved from 20489.4 to 21004.656",
        Command.Done("explain", "Globex Marine", "--scheme", "touch", "--data", demo.Data).Output,
        StringComparison.Ordinal);

    [Fact]
    public void Juniper_Mill_wobbles_by_its_own_data_in_every_month()
    {
        var id = JsonSerializer.Serialize(demo.IdOf("Juniper Mill"));
        var moves = demo.Moves.Where(move => move.GetProperty("customer").GetRawText() == id
            && move.GetProperty("scheme").GetString() == "touch").ToArray();
        Assert.Equal(
            ["mid-touch", "high-touch", "mid-touch", "high-touch", "mid-touch"],
            moves.Select(move => move.GetProperty("to").GetString()));
        Assert.All(moves, move => Assert.Equal("own-data", move.GetProperty("cause").GetString()));
    }

    [Fact]
    public void The_summary_names_who_needs_attention_and_what_nobody_can_get()
    {
        Assert.Contains(
            "Northwind Labs: renews in 47 days, recommends with 3 of 10, last met 90 days", demo.Output,
            StringComparison.Ordinal);
        Assert.Contains("Quiet Pine: pays 64,800 EUR a year and has not been seen for 93 days", demo.Output,
            StringComparison.Ordinal);
        Assert.Contains("nobody can get f = 2", demo.Output, StringComparison.Ordinal);
        Assert.Contains("others changed; the cut moved", demo.Output, StringComparison.Ordinal);
        Assert.Contains("  Champions ", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_half_of_the_accounts_have_one_invoice()
    {
        var customers = CsvTable.Read(Path.Combine(demo.Folder, "results", "import-06", "customers.csv")).Rows;
        Assert.InRange(customers.Count(row => row["frequency"] == "1") / (double)customers.Length, 0.50, 0.60);
    }

    [Fact]
    public void The_summary_fits_80_columns_but_for_paths() => Assert.All(
        demo.Output.Split('\n').Where(line => !line.Contains('/')), line => Assert.InRange(line.Length, 0, 80));

    [Theory]
    [InlineData("high-touch", "touch", "arr 38,593 EUR on average, others 9,304 (d = 3.15)")]
    [InlineData("mid-touch", "touch", "service: interaction moderate, self-service balanced, cost moderate")]
    [InlineData("at-risk", "renewal", "Meet them before any offer, with an answer to their last complaint.")]
    [InlineData("champions", "rfm", "Next action")]
    public void The_card_of_a_segment_fits_80_columns(string segment, string scheme, string told)
    {
        var card = Command.Done("explain", "--segment", segment, "--scheme", scheme, "--data", demo.Data).Output;
        Assert.Contains(told, card, StringComparison.Ordinal);
        Assert.All(card.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void The_commands_that_the_demo_shows_do_what_the_demo_did()
    {
        using var folder = new TempFolder();
        var lines = demo.Output.Split('\n').Where(line => line.StartsWith("./segment run ", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(6, lines.Length);
        foreach (var line in lines.Take(2))
        {
            var arguments = line.Split(' ')[1..];
            arguments[^1] = folder["own"];
            Command.Done([.. arguments, "--out", folder["out"]]);
        }

        foreach (var file in new[] { "customers.csv", "transitions.ndjson" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(demo.Folder, "results", "import-02", file)), folder.Bytes($"out/{file}"));
        }
    }

    [Fact]
    public void The_demo_leaves_files_beside_its_own_alone() =>
        Assert.Equal("mine", File.ReadAllText(Path.Combine(demo.Folder, "precious.txt")));

    [Fact]
    public void A_demo_that_somebody_serves_is_refused_and_left_alone()
    {
        using var folder = new TempFolder();
        using var held = LocalRuntime.Worker.Hosting.DataFolderLock.TryAcquire(folder["data/demo/data"]);
        folder.Write("data/demo/data/mine", "mine");
        Assert.Contains(
            "another process works in it", Command.Fails(1, "demo", "--exit", "--data", folder["data"]),
            StringComparison.Ordinal);
        Assert.Equal("mine", folder.Text("data/demo/data/mine"));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        using var folder = new TempFolder();
        folder.Write("data", "mine");
        Assert.StartsWith(
            "--data: found a file", Command.Fails(2, "demo", "--exit", "--data", folder["data"]),
            StringComparison.Ordinal);
    }

    public sealed class Shown : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Shown()
        {
            _folder.Write("data/demo/precious.txt", "mine");
            Output = Command.Done("demo", "--exit", "--data", _folder["data"]).Output;
            Folder = _folder["data/demo"];
            Data = _folder["data/demo/data"];
            Moves =
            [
                .. Enumerable.Range(2, 5).SelectMany(import =>
                    File.ReadLines(Path.Combine(Folder, "results", $"import-0{import}", "transitions.ndjson")))
                    .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data")),
            ];
        }

        public string Output { get; }

        public string Folder { get; }

        public string Data { get; }

        public IReadOnlyList<JsonElement> Moves { get; }

        public string IdOf(string name) => CsvTable.Read(Directory.GetFiles(
            Path.Combine(Folder, "tidewater", "import-01"), "*companies*").Single())
            .Rows.Single(row => row["Company name"] == name)["Record ID"];

        public void Dispose() => _folder.Dispose();
    }
}
