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
    [InlineData("Juniper Mill", "touch", "moved from high-touch to mid-touch in run 4: its own data changed")]
    [InlineData("Cedar & Sons", "touch", "moved from low-touch to high-touch in run 3: a person set it")]
    [InlineData("Cedar & Sons", "touch", "ana@tidewater.example set it to high-touch until")]
    [InlineData("Cedar & Sons", "touch", "the definition says low-touch, in 4 runs in a row")]
    [InlineData("Acme", "touch", "Mid touch (mid-touch)")]
    [InlineData("ACME Corp.", "touch", "Mid touch (mid-touch)")]
    public void Accounts_with_a_story_are_found_and_explained_by_name(string account, string scheme, string told) =>
        Assert.Contains(
            told, Command.Done("explain", account, "--scheme", scheme, "--data", demo.Data).Output,
            StringComparison.Ordinal);

    [Fact]
    public void Globex_did_not_change_and_the_cut_rose_above_it() => Assert.Contains(
        "arr: 20900.04, the same; the cut moved from 20684.376 to 21255.528",
        Command.Done("explain", "Globex Marine", "--scheme", "touch", "--data", demo.Data).Output,
        StringComparison.Ordinal);

    [Fact]
    public void Companies_with_one_tax_number_are_one_under_both_names()
    {
        Assert.Contains(
            $"customer {demo.IdOf("Acme")} in run 6, as of 2026-06-01: Acme\n",
            Command.Done("explain", "ACME Corp.", "--scheme", "touch", "--data", demo.Data).Output,
            StringComparison.Ordinal);
        Assert.Contains("identity: 43 ids stand for 43 other customers", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Juniper_Mill_wobbles_in_every_month_and_moves_once()
    {
        var id = demo.IdOf("Juniper Mill");
        var arr = Enumerable.Range(1, 6).Select(import => demo.Results(import).Rows
            .Single(row => row["customer_id"] == id)["arr"]).ToArray();
        Assert.All(arr.Zip(arr.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        var move = Assert.Single(demo.Moves, move => move.GetProperty("customer").GetString() == id
            && move.GetProperty("scheme").GetString() == "touch");
        Assert.Equal(("mid-touch", "own-data"), (
            move.GetProperty("to").GetString()!, move.GetProperty("cause").GetString()!));
    }

    [Fact]
    public void The_summary_names_who_needs_attention_and_what_nobody_can_get()
    {
        Assert.Contains(
            "Needs attention\n  Northwind Labs: renews in 47 days, and recommends us with 3 of 10 (173,290\n    EUR at stake)",
            demo.Output, StringComparison.Ordinal);
        Assert.Contains("Quiet Pine: pays 64,800 EUR a year, and has not been seen for 93 days", demo.Output,
            StringComparison.Ordinal);
        Assert.Contains("nobody can get f = 2", demo.Output, StringComparison.Ordinal);
        Assert.Contains("others changed; the cut moved", demo.Output, StringComparison.Ordinal);
        Assert.Contains("  Champions ", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_needs_attention_for_a_new_reason_is_told_of_as_the_schema_says()
    {
        var told = File.ReadAllLines(Path.Combine(demo.Data, "runs", "6", "raised.ndjson"))
            .Select(line => $"{line[..^1]},\"time\":\"2026-06-01T06:00:12Z\"}}").ToArray();
        Assert.Contains(told, line => line.Contains("\"reason\":\"value-at-risk\"", StringComparison.Ordinal));
        Assert.All(told, line => Assert.Equal("", Messages.MessageSchemas.Problems(line)));
    }

    [Fact]
    public void The_summary_ends_with_the_health_of_the_segmentation_and_one_run_shows_a_table_of_it()
    {
        const string Told = "segment of 4 schemes\nHealth: watch. rfm: since 2026-01-01, frequency has shifted.\n";
        Assert.Contains(Told + "results: ", demo.Output, StringComparison.Ordinal);
        var run = Command.Done("runs", "6", "--data", demo.Data).Output;
        Assert.Contains(Told, run, StringComparison.Ordinal);
        Assert.EndsWith(
            """

            health      verdict  shift       apart  balance  to-fro  unknown    set
              activity  stable    0.10  ██▎   0.00     0.33   0.0 %    0.2 %  0.0 %
              renewal   stable    0.02  ▌     0.01     0.62   0.0 %   14.8 %  0.0 %
              rfm       watch     0.12  ██▉   0.05     0.92   0.0 %    0.0 %  0.0 %
              touch     stable    0.02  ▌     0.56     0.85   0.0 %    0.0 %  0.0 %
            watch: rfm: since 2026-01-01, frequency has shifted (PSI 0.12)
            objective: accounts_at_risk is not known: no measure or outcome of this name
              has a value here

            """, run, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_half_of_the_accounts_have_one_invoice()
    {
        var customers = demo.Results(6).Rows;
        Assert.InRange(customers.Count(row => row["frequency"] == "1") / (double)customers.Length, 0.50, 0.60);
    }

    [Fact]
    public void The_summary_fits_80_columns_but_for_paths() => Assert.All(
        demo.Output.Split('\n').Where(line => !line.Contains('/')), line => Assert.InRange(line.Length, 0, 80));

    [Theory]
    [InlineData("high-touch", "touch", "arr 38,917 EUR on average, others 9,432 (d = 3.12)")]
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

    [Fact]
    public void A_comparison_of_two_months_is_what_a_plain_loop_over_both_results_says()
    {
        using var folder = new TempFolder();
        var output = Command.Done(
            "compare", "--from", "3", "--to", "2026-06-30", "--data", demo.Data, "--out", folder["out/review.json"]).Output;
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        var compared = JsonDocument.Parse(File.ReadAllBytes(folder["out/review.json"])).RootElement;
        Assert.Equal(0, compared.GetProperty("missing").GetArrayLength());
        var (then, now) = (demo.Results(3).ById(), demo.Results(6).ById());
        string? Segment(Dictionary<string, CsvTable.Row> run, string id, string scheme) =>
            run.TryGetValue(id, out var row) ? row[scheme] : null;
        foreach (var scheme in compared.GetProperty("schemes").EnumerateArray())
        {
            var name = scheme.GetProperty("scheme").GetString()!;
            Assert.Equal(
                then.Keys.Union(now.Keys).CountBy(id => (Segment(then, id, name), Segment(now, id, name)))
                    .Select(cell => (cell.Key.Item1, cell.Key.Item2, cell.Value)).Order(),
                scheme.GetProperty("matrix").EnumerateArray().Select(cell => (
                    cell.GetProperty("from").GetString(), cell.GetProperty("to").GetString(),
                    cell.GetProperty("customers").GetInt32())).Order());
            foreach (var segment in scheme.GetProperty("segments").EnumerateArray())
            {
                var id = segment.GetProperty("segment").GetString();
                foreach (var (run, side) in new[] { (then, "then"), (now, "now") })
                {
                    var own = run.Values.Where(row => row[name] == id).ToArray();
                    Assert.Equal(own.Length, segment.GetProperty(side).GetProperty("customers").GetInt32());
                    Assert.Equal(
                        own.Sum(row => row["arr"].Length == 0 ? 0 : row.Exact("arr")),
                        segment.GetProperty(side).GetProperty("value").GetDecimal());
                }
            }
        }

        Assert.Equal(
            demo.Moves.Count(move => move.GetProperty("run").GetInt32() > 3),
            compared.GetProperty("causes").EnumerateArray().Sum(cause => cause.GetProperty("moves").GetInt32()));
    }

    [Fact]
    public void The_quarterly_page_and_the_page_of_a_run_are_whole_and_small()
    {
        using var folder = new TempFolder();
        Command.Done("compare", "--from", "2026-03-31", "--data", demo.Data, "--out", folder["review.html"]);
        foreach (var page in new[]
        {
            folder.Bytes("review.html"),
            File.ReadAllBytes(Path.Combine(demo.Folder, "results", "import-06", "report.html")),
        })
        {
            Assert.InRange(page.Length, 10_000, 300_000);
            Assert.EndsWith("</html>\n", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_digest_tells_an_owner_who_needs_attention_and_what_to_do()
    {
        var digest = Command.Done("digest", "--role", "cs", "--data", demo.Data).Output;
        Assert.StartsWith("# For cs, head of customer success\n", digest, StringComparison.Ordinal);
        Assert.Contains("**Northwind Labs**: ", digest, StringComparison.Ordinal);
        Assert.Contains("What to do: ", digest, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_reported_is_one_message()
    {
        using var folder = new TempFolder();
        folder.Write("taken", "mine");
        Assert.StartsWith(
            "--from: no run 9 is published; expected a published run, from run 1 to run 6",
            Command.Fails(2, "compare", "--from", "9", "--data", demo.Data), StringComparison.Ordinal);
        Assert.StartsWith(
            "--owner: nobody has the owner 'u-99'",
            Command.Fails(2, "digest", "--owner", "u-99", "--data", demo.Data), StringComparison.Ordinal);
        Assert.StartsWith(
            "--out: found ", Command.Fails(2, "compare", "--from", "3", "--data", demo.Data, "--out", folder["x.txt"]),
            StringComparison.Ordinal);
        Command.Fails(1, "digest", "--data", demo.Data, "--out", folder["taken/digest.md"]);
        Assert.Contains(
            "no run is published yet", Command.Fails(1, "compare", "--from", "1", "--data", folder["nothing"]),
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

        /// <summary>The results behind an import.</summary>
        internal CsvTable Results(int import) =>
            CsvTable.Read(Path.Combine(Folder, "results", $"import-0{import}", "customers.csv"));

        public string IdOf(string name) => CsvTable.Read(Directory.GetFiles(
            Path.Combine(Folder, "tidewater", "import-01"), "*companies*").Single())
            .Rows.Single(row => row["Company name"] == name)["Record ID"];

        public void Dispose() => _folder.Dispose();
    }
}
