using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Segmentation.Cli.Generate;

namespace EndToEnd.Transitions;

public sealed class TransitionTests : IDisposable
{
    private static readonly string[] Schemes = ["engagement", "rfm", "status"];

    private readonly TempFolder _folder = new();
    private readonly CsvTable _before;
    private readonly CsvTable _after;
    private readonly string _first;
    private readonly string[] _lines;

    public TransitionTests()
    {
        new PlainBusiness(Customers: 400, Orders: 4_000, Seed: 21).Write(_folder["all"]);
        QuarterSplit.Write(_folder["all"], _folder["first"], _folder["then"], new DateOnly(2024, 7, 1));
        Run("first", "2024-07-01");
        _first = _folder.Text("out/transitions.ndjson");
        _before = CsvTable.Read(_folder["out/customers.csv"]);
        Run("then", "2025-01-01", "--delta");
        _after = CsvTable.Read(_folder["out/customers.csv"]);
        _lines = _folder.Text("out/transitions.ndjson").TrimEnd('\n').Split('\n');
    }

    [Fact]
    public void The_first_run_has_one_summary_line()
    {
        var message = Parse(Assert.Single(_first.TrimEnd('\n').Split('\n')));
        Assert.Equal("segmentation.run.published.v1", Text(message, "type"));
        Assert.Equal("/segmentation/starter", Text(message, "source"));
        Assert.Equal("1.0", Text(message, "specversion"));
        Assert.Equal(1, message.GetProperty("data").GetProperty("run").GetInt32());
        Assert.Equal("2024-07-01", Text(message.GetProperty("data"), "asOf"));
        foreach (var scheme in Schemes)
        {
            var sizes = message.GetProperty("data").Sizes(scheme).Where(size => size.Value > 0).ToDictionary();
            Assert.Equal(_before.Rows.CountBy(row => row[scheme]).ToDictionary(c => c.Key, c => (long)c.Value), sizes);
        }
    }

    [Fact]
    public void Every_line_is_a_CloudEvent_with_the_fields_of_the_contract()
    {
        Assert.All(_lines.Select(Parse), message =>
        {
            Assert.Equal(
                ["specversion", "id", "source", "type", "subject", "datacontenttype", "data"],
                message.EnumerateObject().Select(field => field.Name));
            Assert.Equal("1.0", Text(message, "specversion"));
            Assert.Equal("/segmentation/starter", Text(message, "source"));
            Assert.Equal("segmentation.customer.transitioned.v1", Text(message, "type"));
            Assert.Equal("application/json", Text(message, "datacontenttype"));
            var data = message.GetProperty("data");
            Assert.Equal(Text(data, "customer"), Text(message, "subject"));
            Assert.Equal(
                ["customer", "scheme", "schemeVersion", "from", "to", "direction", "cause", "causes", "run", "sequence",
                 "asOf", "reasons", "value", "currency", "owner", "playbook"],
                data.EnumerateObject().Select(field => field.Name));
            Assert.Equal(1, data.GetProperty("schemeVersion").GetInt32());
            Assert.Equal(2, data.GetProperty("run").GetInt32());
            Assert.Equal("2025-01-01", Text(data, "asOf"));
            var causes = data.GetProperty("causes").EnumerateArray().Select(cause => cause.GetString()).ToArray();
            Assert.Equal(causes.Length == 1 ? causes[0] : "mixed", Text(data, "cause"));
        });
    }

    [Fact]
    public void Ids_are_the_hashes_of_what_moved_and_no_two_are_equal()
    {
        Assert.All(_lines.Select(Parse), message =>
        {
            var data = message.GetProperty("data");
            Assert.Equal(
                Id(Text(data, "scheme")!, "1", Text(data, "customer")!, Text(data, "from"), Text(data, "to"), "2"),
                Text(message, "id"));
        });
        Assert.Equal(_lines.Length, _lines.Select(line => Text(Parse(line), "id")).Distinct().Count());
    }

    [Fact]
    public void Lines_are_numbered_in_the_order_of_customer_and_scheme()
    {
        var data = _lines.Select(line => Parse(line).GetProperty("data")).ToArray();
        Assert.Equal(Enumerable.Range(1, data.Length), data.Select(d => d.GetProperty("sequence").GetInt32()));
        var keys = data.Select(d => (Text(d, "customer")!, Text(d, "scheme")!)).ToArray();
        Assert.Equal(
            keys.OrderBy(k => k.Item1, StringComparer.Ordinal).ThenBy(k => k.Item2, StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Lines_are_the_difference_of_the_two_results()
    {
        var before = _before.ById();
        var expected =
            from row in _after.Rows
            from scheme in Schemes
            let id = row["customer_id"]
            let was = before.TryGetValue(id, out var old) ? old[scheme] : null
            where was != row[scheme]
            select (id, scheme, was, row[scheme], Direction(scheme, was, row[scheme]), was is null);
        var actual = _lines.Select(line => Parse(line).GetProperty("data")).Select(d => (
            Text(d, "customer")!, Text(d, "scheme")!, Text(d, "from"),
            Text(d, "to")!, Text(d, "direction")!, Text(d, "cause") == "first-seen"));
        Assert.Equal(expected, actual);
        Assert.Contains(_lines, line => line.Contains("upgrade", StringComparison.Ordinal));
        Assert.Contains(_lines, line => line.Contains("downgrade", StringComparison.Ordinal));
        Assert.Contains(_lines, line => line.Contains("first-seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_ordered_nothing_was_not_moved_by_its_own_data()
    {
        var (before, after) = (_before.ById(), _after.ById());
        var moves = _lines.Select(line => Parse(line).GetProperty("data"))
            .Where(data => Text(data, "from") is not null).ToLookup(
                data => before[Text(data, "customer")!]["frequency"] == after[Text(data, "customer")!]["frequency"]);
        Assert.NotEmpty(moves[true]);
        Assert.All(moves[true], data => Assert.DoesNotContain(
            "own-data", data.GetProperty("causes").EnumerateArray().Select(cause => cause.GetString())));
        Assert.Contains(moves[false], data => Text(data, "cause") == "own-data");
    }

    [Fact]
    public void Reasons_and_value_are_the_numbers_of_the_two_results()
    {
        var (before, after) = (_before.ById(), _after.ById());
        foreach (var data in _lines.Select(line => Parse(line).GetProperty("data")))
        {
            var id = Text(data, "customer")!;
            Assert.Equal(after[id].Exact("monetary"), data.GetProperty("value").GetDecimal());
            foreach (var reason in data.GetProperty("reasons").EnumerateArray())
            {
                var measure = Text(reason, "measure")!;
                Assert.Equal(
                    before.TryGetValue(id, out var old) ? old[measure] : "", Cell(reason.GetProperty("before")));
                Assert.Equal(after[id][measure], Cell(reason.GetProperty("after")));
            }
        }
    }

    [Fact]
    public void The_report_counts_the_lines()
    {
        var report = Report.Read(_folder["out/report.json"]);
        Assert.Equal(_lines.Length, report.GetProperty("moves").EnumerateArray().Sum(
            flow => flow.GetProperty("customers").GetInt32()));
        Assert.Equal(
            _lines.Length, report.GetProperty("movesByCause").EnumerateObject().Sum(cause => cause.Value.GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string import, string asOf, params string[] more) => Command.Done(
        ["run", _folder[import], "--data", _folder["data"], "--out", _folder["out"], "--as-of", asOf, .. more]);

    private string Direction(string scheme, string? from, string to)
    {
        if (from is null)
            return "first";
        var order = Parse(_first).GetProperty("data").Sizes(scheme).Keys.ToList();
        return order.IndexOf(to) < order.IndexOf(from) ? "upgrade" : "downgrade";
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetDecimal().ToString("0.######", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Base32 of SHA-256 as a number in base 32: 256 bits and four zeros make 52 digits.</summary>
    private static string Id(params string?[] parts)
    {
        const int Digits = 52;
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))),
            isUnsigned: true, isBigEndian: true) << 4;
        var text = new char[Digits];
        for (var at = Digits - 1; at >= 0; at--, number >>= 5)
            text[at] = "abcdefghijklmnopqrstuvwxyz234567"[(int)(number & 31)];
        return new string(text);
    }
}
