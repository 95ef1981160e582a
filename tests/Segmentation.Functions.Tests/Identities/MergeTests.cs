using System.Buffers;
using System.Text.Json;
using EndToEnd;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Identities;

/// <summary>Customers that turn out to be one, and are two again.</summary>
public sealed class MergeTests : IDisposable
{
    private const string Header = "id,name,owner,tax,parent\n";

    private const string Sources = """
        customers:
          file: "customers*.csv"
          id: id
          name: name
          owner: owner
          parent: parent
          keys: { tax: tax }
          match: keys.tax
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money } }
        """;

    // Measures that take all customers together are told apart in another way.
    private const string More = "group_orders: { value: count(orders), rollup: sum }\n";

    // By the number of orders alone: others move nobody.
    private const string Touch = """
        scheme: rfm
        version: 1
        kind: rules
        segments:
          - { id: best, when: frequency >= 6 }
          - { id: good, when: frequency >= 2 }
          - { id: rest }
        """;

    private readonly TempFolder _folder = new();
    private int _numbers;
    private int _imports;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_customers_with_one_tax_number_are_one_with_the_rows_of_both()
    {
        await using var spine = await OpenAsync();
        await RunAsync(spine, "c1,Ann,u1,DE 123.456,\nc2,Bob,u2,999999,\nc3,,u1,de123456,\n", "c1 c1 c3 c3 c3 c3 c2");
        Assert.Equal(["c1:best", "c2:rest"], Segments(spine, 1));
        var report = Json.Read<RunReport>(new DataFolder(_folder["data2"]), "runs/1/report.json").Identity!;
        Assert.Equal((1, 1, 0, 0), (report.Groups, report.Aliases, report.KeptApart, report.SharedValues));
    }

    [Fact]
    public async Task A_merge_and_a_split_are_told_and_histories_stay_whole()
    {
        await using var spine = await OpenAsync();
        await RunAsync(spine, "c1,Ann,u1,,\nc3,Acme,u1,DE123456,\n", "c1 c1 c3 c3 c3 c3");
        Assert.Equal(["c1:good", "c3:good"], Segments(spine, 1));
        await RunAsync(spine, "c1,Ann,u1,DE123456,\n", "c1");
        Assert.Equal(["c1:best"], Segments(spine, 2));
        Assert.Equal(
            ["c1:good>best:identity-merge", "c3:good>:identity-merge"], await HistoryAsync(spine, "c1", "c3"));
        var entry = Assert.Single(spine.Get<IdentityLedger>().Entries);
        Assert.Equal(("c1", "c3", "keys.tax", 2, "merged"),
            (entry.Canonical, entry.Alias, entry.By.Single(), entry.Since, entry.State));

        Assert.Equal("c1", spine.Get<FindCustomer>().Id("c3", 2));
        Assert.Equal("c1", spine.Get<FindCustomer>().Id("Acme", 2));
        Assert.Equal("c1", spine.Get<FindCustomer>().Id("Ann", 2));
        var answer = await AnswerAsync(spine, "c3");
        Assert.Equal(("c1", "c3"), (answer.Customer, answer.Aliases!.Single()));

        var identity = spine.Get<PublishedRuns>().Identity(2);
        spine.Get<IdentityLedger>().SplitOff(identity.Groups[0], "c3", 2, "two companies", "ana");
        await RunAsync(spine);
        Assert.Equal(["c1:good", "c3:good"], Segments(spine, 3));
        Assert.Equal(
            ["c1:best>good:identity-split", "c1:good>best:identity-merge", "c3:>good:identity-split",
                "c3:good>:identity-merge"],
            await HistoryAsync(spine, "c1", "c3"));
        Assert.Equal("split", Assert.Single(spine.Get<IdentityLedger>().Entries).State);

        // A third comes, and the two stay two.
        await RunAsync(spine, "c4,Di,u1,DE123456,\n", "c4");
        Assert.Equal(["c1:good", "c3:good"], Segments(spine, 4));
        Assert.Equal(["c4"], spine.Get<RunStore>().Matches(4).Identity.Aliases("c1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(More)]
    public async Task Own_data_and_a_merge_are_told_apart(string more)
    {
        await using var spine = await OpenAsync(more: more);
        await RunAsync(spine, "c1,Ann,u1,,\nc3,Cy,u1,DE123456,\n", "c1 c3 c3");
        await RunAsync(spine, "c1,Ann,u1,DE123456,\n", "c1 c1 c1 c1");
        Assert.Equal(["c1:rest>best:own-data+identity-merge"], await HistoryAsync(spine, "c1"));
    }

    [Fact]
    public async Task The_same_customers_are_one_for_any_number_of_shards()
    {
        string[]? first = null;
        foreach (var shards in new[] { 1, 2, 7 })
        {
            await using var spine = await OpenAsync(shards);
            await RunAsync(
                spine, string.Concat(Enumerable.Range(10, 40).Select(i => $"c{i},N{i},u1,{1000 + i % 25},\n")),
                string.Join(' ', Enumerable.Range(10, 40).Select(i => $"c{i}")));
            var found = Segments(spine, 1);
            Assert.Equal(25, found.Length);
            Assert.Equal(first ??= found, found);
        }
    }

    [Fact]
    public async Task A_parent_that_is_an_alias_and_look_ups_by_its_name_lead_to_the_customer()
    {
        await using var spine = await OpenAsync(more: More);
        await RunAsync(spine, "c1,Ann,u1,DE123456,\nc2,Sub,u1,,c3\nc3,Acme,u1,DE123456,\n", "c2");
        var directory = spine.Get<CustomerDirectories>().Of(1);
        var found = new CustomerSearch("acme", null, null).In(directory);
        Assert.Equal(["c1"], found.Select(directory.Ids.Text));
        Assert.Equal("Acme", new RunNames(new DataFolder(_folder["data2"]), 1).Of("c3").Name);
        Assert.Equal(1, Enumerable.Range(0, 2).Select(shard => spine.Get<RunStore>().Shard(1, shard))
            .Sum(shard => CellValue.Of(shard.Find("group_orders"), shard.IndexOf("c1"u8)) as long? ?? 0));
    }

    [Fact]
    public async Task An_explanation_tells_what_a_model_read_of_a_customer_and_its_aliases_when_the_run_is_done()
    {
        await using var spine = await OpenAsync(
            more: "alive: { value: p_alive(orders) }\n", touch: Touch.Replace("frequency >= 6", "alive > 2"));
        await RunAsync(spine, "c1,Ann,u1,DE123456,\nc2,Bob,u2,,\nc3,,u1,DE123456,\n", "c1 c2", day: "2026-01-01");
        await RunAsync(spine, "c1,Ann,u1,DE123456,\n", "c3", day: "2026-01-31");
        await spine.Get<FinishRun>().RunAsync(2, Cancel);

        var explain = new ExplainCustomer(new DataFolder(_folder["data2"]));
        Assert.Equal([(1, 30, 151), (0, 0, 151)], new[] { "c1", "c2" }.Select(id =>
        {
            var model = explain.Of(id, "rfm", 2)[0].Inputs.Single(input => input.Measure == "alive").Models!.Single();
            return (model.Repeats!.Value, model.LastDays!.Value, model.AgeDays!.Value);
        }));
    }

    public void Dispose() => _folder.Dispose();

    private Task<PlainSpine> OpenAsync(int shards = 2, string more = "", string touch = Touch) => PlainSpine.OpenAsync(
        new DataFolder(_folder[$"data{shards}"]),
        Some.Workspace("sources.yaml", Sources, "measures.yaml", $"{Some.Measures}\n{more}", "schemes/rfm.yaml", touch),
        new Settings { Shards = shards, Parallelism = 2 });

    /// <summary>Imports customers and an order for each id named, and publishes a run.</summary>
    private async Task RunAsync(
        PlainSpine spine, string customers = "", string orders = "", string day = "2026-01-01")
    {
        if (customers.Length > 0)
        {
            var name = $"in/{++_imports}";
            _folder.Write($"{name}/customers.csv", Header + customers);
            _folder.Write($"{name}/orders.csv", "id,day,number,amount\n" + string.Concat(
                orders.Split(' ').Select(id => $"{id},{day},{++_numbers},10.00\n")));
            Assert.Null((await spine.ImportAsync(_folder[name], delta: true)).Fault);
        }

        await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
    }

    /// <summary>Every customer with its segment, by id.</summary>
    private static string[] Segments(PlainSpine spine, int run)
    {
        var runs = spine.Get<RunStore>();
        return
        [
            .. Enumerable.Range(0, runs.Base(run).Shards).Select(shard => runs.Shard(run, shard))
                .SelectMany(shard => Enumerable.Range(0, shard.Ids.Count).Select(row =>
                    $"{shard.Ids.Text(row)}:{CellValue.Of(shard.Find("rfm.segment"), row)}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<string[]> HistoryAsync(PlainSpine spine, params string[] ids)
    {
        var pointer = await spine.Get<PublishedRuns>().PointerAsync(Cancel);
        var moves = new List<string>();
        foreach (var id in ids)
        {
            moves.AddRange((await spine.Get<CustomerResults>().HistoryAsync(id, pointer, Cancel))
                .SelectMany(row => JsonSerializer.Deserialize<StoredMove[]>(row.Moves, Json.Options)!)
                .Select(move => $"{id}:{move.From}>{move.To}:{string.Join('+', move.Causes)}"));
        }

        return [.. moves];
    }

    private static async Task<CustomerAnswer> AnswerAsync(PlainSpine spine, string id)
    {
        var (pointer, visible) = await spine.Get<CustomerResults>().ReadAsync(id, Cancel);
        var run = await spine.Get<PublishedRuns>().GetAsync(pointer.Published, Cancel);
        var text = new ArrayBufferWriter<byte>();
        Assert.Null(await spine.Get<CustomerAnswers>().WriteAsync(text, id, visible, run, false, null, Cancel));
        return JsonSerializer.Deserialize<CustomerAnswer>(text.WrittenSpan, Json.Options)!;
    }
}
