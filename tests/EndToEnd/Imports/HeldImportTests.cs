using System.Globalization;
using System.Text.Json;

namespace EndToEnd.Imports;

/// <summary>An import whose tier column became empty, after one in which it was filled.</summary>
public sealed class HeldImportTests : IDisposable
{
    private readonly SmallBusiness _business = new();

    private string Data => _business.Folder["data"];

    public void Dispose() => _business.Dispose();

    [Fact]
    public void It_is_held_and_says_which_field_lost_how_much_and_how_to_go_on()
    {
        _business.Import(false, "customers.csv", Customers(40, "gold"));
        var before = Base();
        var error = Command.Fails(1, _business.Arguments(Empty()));
        var id = Held();
        Assert.Equal(
            "customers.csv, field tier: filled 0 % of 40 rows, 100 % in the last import; expected at most 30 points less; "
            + $"the import is held and nothing was changed; segment imports {id} --confirm takes it as it is, "
            + "--discard throws it away, with the same --data",
            error);
        Assert.Equal(before, Base());
        Assert.Single(Rows("runs"), row => row.Contains(" published ", StringComparison.Ordinal) && !row.StartsWith("run", StringComparison.Ordinal));
        var shown = Command.Done("imports", id, "--data", Data).Output;
        Assert.StartsWith($"import {id} is held; nothing was changed\n{error}\ncustomers.csv as customers: read 40",
            shown, StringComparison.Ordinal);
        Assert.Contains("-100.0", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Confirmed_it_is_taken_with_its_run_and_output_once()
    {
        _business.Import(false, "customers.csv", Customers(40, "gold"));
        Command.Fails(1, _business.Arguments(Empty()));
        var id = Held();
        File.Delete(_business.Folder["out/report.json"]);
        var output = Command.Done("imports", id, "--confirm", "--data", Data).Output;
        Assert.Contains("run 2: 40 customers", output, StringComparison.Ordinal);
        Assert.Equal((2, id), (_business.Report.GetProperty("run").GetInt32(), ImportOf(_business.Report)));
        Assert.EndsWith(",", _business.Customers().Split(' ')[0], StringComparison.Ordinal);
        Assert.Contains("accepted", Row(id), StringComparison.Ordinal);
        foreach (var decision in new[] { "--confirm", "--discard" })
            Assert.Equal(
                $"import {id}: it is accepted; expected a held import; segment imports shows which are held",
                Command.Fails(1, "imports", id, decision, "--data", Data));
        Assert.Contains("taken before", _business.Again(_business.Folder["import-2"]).Output, StringComparison.Ordinal);
        _business.Import(false, "customers.csv", Customers(41, ""));
    }

    [Fact]
    public void Discarded_it_leaves_the_base_as_it_was_and_the_next_is_compared_with_the_last_one_taken()
    {
        _business.Import(false, "customers.csv", Customers(40, "gold"));
        var before = Base();
        Command.Fails(1, _business.Arguments(Empty()));
        var id = Held();
        Assert.Equal(
            $"import {id} is discarded; the base is as it was\n",
            Command.Done("imports", id, "--discard", "--data", Data).Output);
        Assert.Equal(before, Base());
        Assert.Contains("discarded", Row(id), StringComparison.Ordinal);
        Assert.StartsWith(
            $"import {id} was held and is discarded", Command.Done("imports", id, "--data", Data).Output,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(_business.Folder[$"data/dumps/held/{id}"]));
        _business.Import(false, "customers.csv", Customers(39, "gold") + " z,");
        Assert.Equal(-2.5m, Field("customers", "tier").GetProperty("changePoints").GetDecimal());
    }

    [Fact]
    public void A_full_import_that_removes_too_many_is_held_and_confirmed_in_the_same_way()
    {
        _business.Import(false, "customers.csv", Customers(40, "gold"));
        var manifest = """{"mode":"full","files":[{"name":"customers.csv"}]}""";
        var error = Command.Fails(1, _business.Arguments(
            _business.Write("manifest.json", manifest, "customers.csv", Customers(31, ""))));
        Assert.StartsWith(
            "customers.csv, field tier: filled 0 % of 31 rows, 100 % in the last import; import: it would remove 9 of "
            + "40 customers; expected at most 30 points less, and at most 20 %;",
            error, StringComparison.Ordinal);
        Command.Done("imports", Held(), "--confirm", "--data", Data);
        Assert.Equal(31, _business.Customers().Split(' ').Length);
        Assert.Equal(9, _business.Report.GetProperty("import").GetProperty("removed").GetInt32());
    }

    [Theory]
    [InlineData("hold_if_emptied: 100%", 0)]
    [InlineData("hold_if_emptied: 10%", 0)]
    [InlineData("hold_if_emptied: 9.5%", 1)]
    [InlineData("", 0)]
    public void The_workspace_says_how_much_a_field_may_lose(string setting, int code)
    {
        _business.Folder.Workspace("workspace.yaml", $"name: small\nhold_if_moved: 100%\nvalue: fees\n{setting}\n");
        _business.Import(false, "customers.csv", Customers(40, "gold"));
        var half = Customers(40, "gold").Replace("5,gold", "5,", StringComparison.Ordinal);
        Assert.Equal(code, Command.Run(_business.Arguments(_business.Write("customers.csv", half))).Code);
    }

    [Fact]
    public void Wrong_usage_is_told()
    {
        Assert.StartsWith(
            "segment imports: --confirm without an import; expected the id of a held import",
            Command.Fails(2, "imports", "--confirm", "--data", Data), StringComparison.Ordinal);
        Assert.StartsWith(
            "segment imports: both --confirm and --discard; expected one of them",
            Command.Fails(2, "imports", "x", "--confirm", "--discard", "--data", Data), StringComparison.Ordinal);
        Assert.StartsWith(
            "'x': unknown import", Command.Fails(1, "imports", "x", "--confirm", "--data", Data),
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public void The_report_tells_the_fields_of_every_source_by_group_and_any_cut_tells_the_same()
    {
        var customers = _business.Write(
            "customers.csv", Customers(40, "gold"), "contracts.csv",
            "contract_id,customer_id,start,status,fee k1,c1,2024-01-01,live,5 k2,c2,2024-03-05,live,",
            "usage.csv", "contract_id,day,uses k1,2024-02-01,3 k1,2024-02-03,4");
        _business.Again(customers);
        var first = Lines();
        Assert.Equal(
        [
            "sales customers.tier 40 100 - -", "sales contracts.time 2 100 2024-03-05 -",
            "sales contracts.fee 2 50 - -",
            "digital usage.time 2 100 2024-02-03 -", "digital usage.uses 2 100 - -",
        ], first);
        var other = new Pipeline(_business.Folder, "other", _business.Folder["workspace"])
        {
            Settings = new() { Shards = 5, ChunkBytes = 40 },
        };
        other.Run(customers, "2025-01-01");
        Assert.Equal(first, Lines("other/out/report.json"));
        _business.Import(true, "usage.csv", "contract_id,day,uses k1,2024-02-02, k2,2024-02-09,4");
        Assert.Equal(
        [
            "sales customers.tier 40 100 - -", "sales contracts.time 2 100 2024-03-05 -",
            "sales contracts.fee 2 50 - -",
            "digital usage.time 2 100 2024-02-09 0", "digital usage.uses 2 50 - -50",
        ], Lines());
        var shown = Command.Done("imports", "--data", Data).Output;
        Assert.All(shown.Split('\n'), line => Assert.DoesNotContain("held", line, StringComparison.Ordinal));
    }

    private static string Customers(int count, string tier) => "id,tier " + string.Join(
        ' ', Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{tier}")));

    private static string ImportOf(JsonElement report) => report.GetProperty("import").GetProperty("id").GetString()!;

    private string Empty() => _business.Write("customers.csv", Customers(40, ""));

    private string Base() => _business.Folder.Text("data/base/manifest.json");

    private string[] Rows(string command) => Command.Done(command, "--data", Data).Output.Split('\n');

    private string Row(string id) => Rows("imports").First(row => row.Contains(id, StringComparison.Ordinal));

    /// <summary>The id of the held import.</summary>
    private string Held() => Rows("imports").Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Single(cells => cells is [{ Length: 16 }, "held", ..])[0];

    private JsonElement Field(string source, string field) => _business.Report.GetProperty("fields").EnumerateArray()
        .Single(line => Text(line, "source") == source && Text(line, "field") == field);

    private string[] Lines(string report = "out/report.json") =>
    [
        .. Report.Read(_business.Folder[report]).GetProperty("fields").EnumerateArray().Select(line => string.Join(
            ' ', Text(line, "group"), $"{Text(line, "source")}.{Text(line, "field")}", Text(line, "rows"),
            Text(line, "filledPercent"), Text(line, "newest"), Text(line, "changePoints"))),
    ];

    private static string Text(JsonElement line, string name) =>
        line.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : "-";
}
