using System.Globalization;
using System.Text;
using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>Lifetime models from raw transactions to measures, against an independent computation.</summary>
public sealed class ModelTests
{
    private const string Sources = """
        streams:
          orders:
            file: CDNOW_sample.txt
            format: { delimiter: whitespace, columns: [master, id, day, cds, amount] }
            customer: id
            time: { column: day, format: yyyyMMdd }
            fields: { amount: money }
        """;

    private const string Measures = """
        frequency: { value: count(orders) }
        monetary: { value: sum(orders.amount), unit: money }
        alive: { value: p_alive(orders) }
        orders_39w: { value: "expected_orders(orders, horizon: 39w)" }
        spend: { value: expected_spend(orders.amount) }
        clv: { value: "lifetime_value(orders.amount, horizon: 364d)", unit: money }
        """;

    private static readonly RunRequest AsOf = new() { AsOf = new DateOnly(1997, 9, 30) };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Models_of_raw_transactions_tell_of_every_customer_what_an_independent_computation_tells(int shards)
    {
        using var folder = new TempFolder();
        var lines = File.ReadAllLines(RealData.Path("cdnow/CDNOW_sample.txt"));
        if (shards > 1)
            new Random(7).Shuffle(lines);
        folder.Write("in/CDNOW_sample.txt", string.Join('\n', lines) + "\n");
        await using var spine = await PlainSpine.OpenAsync(
            folder.Data, Workspace, new Settings { Shards = shards, Parallelism = 2 });
        Assert.Null((await spine.ImportAsync(folder["in"])).Fault);
        var run = await spine.RunAsync(AsOf);
        var models = spine.Get<RunStore>().Models(run);
        Console.WriteLine(JsonSerializer.Serialize(models, Json.Indented));
    }

    private static Engine.Workspaces.Workspace Workspace => Some.Workspace(
        "sources.yaml", Sources, "measures.yaml", Measures,
        "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n");
}
