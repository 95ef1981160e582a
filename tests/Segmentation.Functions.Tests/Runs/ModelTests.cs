using System.Globalization;
using System.Text;
using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Workspaces;
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
        orders_52w: { value: "expected_orders(orders, horizon: P52W)" }
        spend: { value: expected_spend(orders.amount) }
        clv: { value: "lifetime_value(orders.amount, horizon: 364d)", unit: money }
        """;

    private static readonly string[] Columns =
        ["p_alive", "expected_x_39w", "expected_x_52w", "expected_avg_value", "clv_52w"];

    [Fact]
    public async Task Models_of_raw_transactions_tell_of_every_customer_what_an_independent_computation_tells()
    {
        var lines = File.ReadAllLines(RealData.Path("cdnow/CDNOW_sample.txt"));
        var (models, shards, bytes) = await FitAsync(lines, shards: 1);
        var totals = RealData.Totals("cdnow_bgnbd_gg.json");
        var (orders, spend) = (models.All[0], models.All[1]);
        Assert.Equal(
            [Near(totals, "bgnbd_exact_time", "r"), Near(totals, "bgnbd_exact_time", "alpha"),
             Near(totals, "bgnbd_exact_time", "a"), Near(totals, "bgnbd_exact_time", "b")],
            new[] { orders.Orders!.R, orders.Orders.Alpha, orders.Orders.A, orders.Orders.B }, WithinThousandth);
        Assert.Equal(-9582.429, orders.LogLikelihood!.Value, 0.01);
        Assert.Equal(
            [Near(totals, "gamma_gamma_exact", "p"), Near(totals, "gamma_gamma_exact", "q"),
             Near(totals, "gamma_gamma_exact", "v")],
            new[] { spend.Spend!.P, spend.Spend.Q, spend.Spend.V }, WithinThousandth);
        Assert.Equal((LearnedModel.Fitted, LearnedModel.Fitted), (orders.Status, spend.Status));
        AssertEqual(RealData.Oracle("cdnow_bgnbd_gg_customers.csv"), shards);

        new Random(20261126).Shuffle(lines);
        var (_, shuffled, same) = await FitAsync(lines, shards: 3);
        Assert.Equal(bytes, same);
        AssertEqual(RealData.Oracle("cdnow_bgnbd_gg_customers.csv"), shuffled);
    }

    private static async Task<(LifetimeModels Models, Engine.Tracking.ScoredShard[] Shards, string Bytes)> FitAsync(
        string[] lines, int shards)
    {
        using var folder = new TempFolder();
        folder.Write("in/CDNOW_sample.txt", string.Join('\n', lines) + "\n");
        await using var spine = await PlainSpine.OpenAsync(
            folder.Data, Workspace, new Settings { Shards = shards, Parallelism = 2 });
        Assert.Null((await spine.ImportAsync(folder["in"])).Fault);
        var run = await spine.RunAsync(new RunRequest { AsOf = new DateOnly(1997, 9, 30) });
        var store = spine.Get<RunStore>();
        return (
            store.Models(run), [.. Enumerable.Range(0, shards).Select(shard => store.Shard(run, shard))],
            Encoding.UTF8.GetString(folder.Data.Read(RunStore.Name(run, RunStore.ModelsFile))));
    }

    private static void AssertEqual(CsvTable expected, Engine.Tracking.ScoredShard[] shards)
    {
        Assert.Equal(expected.Rows.Length, shards.Sum(shard => shard.Ids.Count));
        foreach (var row in expected.Rows)
        {
            var id = Encoding.UTF8.GetBytes(row["sample_id"]);
            var shard = shards[StableHash.Shard(StableHash.Of(id), shards.Length)];
            var told = new[] { "alive", "orders_39w", "orders_52w", "spend", "clv" }
                .Select(name => ((NumberColumn)shard.Find(name)!).Values[shard.IndexOf(id)]);
            Assert.Equal(
                Columns.Select(name => double.Parse(row[name], CultureInfo.InvariantCulture)), told, WithinThousandth);
        }
    }

    private static double Near(System.Text.Json.JsonElement totals, string model, string parameter) =>
        totals.GetProperty(model).GetProperty(parameter).GetDouble();

    private static bool WithinThousandth(double expected, double actual) =>
        Math.Abs(actual - expected) <= 1e-3 * Math.Abs(expected);

    private static Workspace Workspace => Some.Workspace(
        "workspace.yaml", "name: shop\nhold_if_moved: 100%\n", "sources.yaml", Sources, "measures.yaml", Measures,
        "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n");
}
