using System.Globalization;
using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Lifetime;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>Lifetime models that stay from run to run, what a refit moves, and what stands in for a model.</summary>
public sealed class RefitTests : IDisposable
{
    private const string Sources = """
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, fields: { amount: money } }
        """;

    private const string Measures = """
        frequency: { value: count(orders) }
        alive: { value: "p_alive(orders, model: mbg-nbd)" }
        clv: { value: "lifetime_value(orders.amount, horizon: 90d, model: mbg-nbd, margin: 30%)", unit: money }
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fit_stays_until_a_refit_and_what_only_the_refit_moves_has_recalibration_as_its_cause()
    {
        await using var spine = await OpenAsync(Live("clv >= 9"));
        await RunAsync(spine, "2026-06-30", Orders(200, "2026-01-01", seed: 1));
        var before = Models(1);
        Assert.Equal((1, LearnedModel.Fitted), (before.All[1].Run, before.All[1].Status));

        // Those who come now order far more often, but the day is the same: the fit stays, and moves nobody.
        Assert.DoesNotContain("recalibration", (await RunAsync(
            spine, "2026-06-30", Orders(150, "2026-03-01", seed: 2, offset: 1000, gap: 9))).Select(move => move.Cause));
        Assert.Equal(Json(before), Json(Models(2)));

        var moves = await RunAsync(spine, "2026-06-30", null, refit: true);
        Assert.Equal((3, LearnedModel.Fitted), (Models(3).All[1].Run, Models(3).All[1].Status));
        Assert.NotEmpty(moves);
        Assert.All(moves, move => Assert.Equal("recalibration", move.Cause));
        Assert.Empty(await RunAsync(spine, "2026-06-30", null));
        Assert.Equal(Json(Models(3)), Json(Models(4)));
    }

    [Fact]
    public async Task A_changed_definition_is_told_from_a_refit_of_the_same_run()
    {
        await using (var before = await OpenAsync(Live("clv >= 6", "clv >= 20")))
        {
            await RunAsync(before, "2026-06-30", Orders(200, "2026-01-01", seed: 1));
            await RunAsync(before, "2026-06-30", Orders(150, "2026-03-01", seed: 2, offset: 1000, gap: 9));
        }

        await using var spine = await OpenAsync(Live("clv >= 9", "clv >= 12"));
        var moves = await RunAsync(spine, "2026-06-30", null, refit: true);
        var causes = moves.SelectMany(move => move.Causes).Distinct().Order();
        Assert.Equal(["definition-change", "recalibration"], causes);
    }

    [Fact]
    public async Task A_gate_that_failed_is_tried_again_and_a_refit_that_is_due_comes_by_itself()
    {
        await using var spine = await OpenAsync(Live("clv >= 9"));
        await RunAsync(spine, "2026-04-30", Orders(60, "2026-01-01", seed: 1, until: "2026-04-30"));
        Assert.Equal("60 customers have ordered; a model needs 100", Models(1).All[1].Why);
        await RunAsync(spine, "2026-05-01", Orders(200, "2026-01-01", seed: 2, offset: 1000, until: "2026-04-30"));
        Assert.Equal((2, LearnedModel.Fitted), (Models(2).All[1].Run, Models(2).All[1].Status));
        await RunAsync(spine, "2026-07-31", null);
        Assert.Equal(2, Models(3).All[1].Run);
        await RunAsync(spine, "2026-08-01", null);
        Assert.Equal(4, Models(4).All[1].Run);
    }

    [Theory]
    [InlineData("a,2026-01-01,10\n", 1)]
    [InlineData("a,2026-01-01,-10\na,2026-02-01,-20\nb,2026-02-01,\n", 2)]
    [InlineData("a,2026-01-01,9999999999999\na,2026-06-30,9999999999999\nb,2027-01-01,1\n", 1)]
    public async Task Few_or_odd_customers_get_the_naive_rule_with_its_reason_and_numbers_that_are_numbers(
        string orders, int customers)
    {
        await using var spine = await OpenAsync(Live("clv >= 9"));
        await RunAsync(spine, "2026-06-30", "id,day,amount\n" + orders);
        Assert.Equal([customers, customers], Models(1).All.Select(model => (int)model.Customers));
        Assert.All(Models(1).All, model => Assert.EndsWith("customers have ordered; a model needs 100", model.Why));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 10)]
    public async Task Customers_who_are_all_alike_get_a_flag_or_the_naive_rule(int repeats, int amount)
    {
        await using var spine = await OpenAsync(Live("clv >= 9"));
        var days = Enumerable.Range(0, repeats + 1).Select(i => $"2026-0{i + 1}-01");
        await RunAsync(spine, "2026-06-30", "id,day,amount\n" + string.Concat(Enumerable.Range(0, 120).SelectMany(
            i => days.Select(day => $"c{i},{day},{amount}\n"))));
        Assert.All(Models(1).All, model => Assert.True(model.Why is { Length: > 0 } || model.Warnings.Count > 0));
        var clv = Enumerable.Range(0, 3).Select(shard => spine.Get<RunStore>().Shard(1, shard).Find("clv")!);
        Assert.All(clv, column => Assert.All(
            Enumerable.Range(0, column.Count), row => Assert.True(Convert.ToDouble(CellValue.Of(column, row), null) >= 0)));
    }

    [Fact]
    public async Task An_explanation_tells_what_a_model_knew_of_the_customer()
    {
        await using var spine = await OpenAsync(Live("alive >= 0.5"));
        await RunAsync(spine, "2026-06-30", "id,day,amount\nann,2026-01-01,5\nann,2026-01-31,8\nann,2026-03-02,10\n");
        var model = new ExplainCustomer(_folder.Data).Of("ann", "live", 1)[0].Inputs
            .Single(input => input.Measure == "alive").Models!.Single();
        Assert.Equal(
            new ExplainedModel(
                "mbg-nbd of orders", "naive", "1 customers have ordered; a model needs 100", 1, new DateOnly(2026, 6, 30))
            {
                Repeats = 2,
                LastDays = 60,
                AgeDays = 180,
                MeanSpend = null,
            },
            model);
    }

    /// <summary>Orders of customers who order at rates of their own, and leave after some of them.</summary>
    private static string Orders(
        int customers, string first, int seed, int offset = 0, int gap = 25, string until = "2026-06-30")
    {
        var (random, text) = (new Random(seed), new System.Text.StringBuilder("id,day,amount\n"));
        var (from, to) = (DateOnly.Parse(first, null), DateOnly.Parse(until, null));
        for (var customer = 0; customer < customers; customer++)
        {
            var mean = gap * -Math.Log(1 - random.NextDouble()) + 3;
            var leaves = random.NextDouble() * 0.4;
            var spend = 5 + 30 * random.NextDouble() * random.NextDouble();
            for (var day = from.AddDays(random.Next(40)); day <= to;)
            {
                text.Append(CultureInfo.InvariantCulture, $"c{offset + customer},{day:yyyy-MM-dd},{spend * (0.5 + random.NextDouble()):0.00}\n");
                if (random.NextDouble() < leaves)
                    break;
                day = day.AddDays(1 + (int)(-mean * Math.Log(1 - random.NextDouble())));
            }
        }

        return text.ToString();
    }

    private static string Live(string good, string best = "frequency < 0") => $$"""
        scheme: live
        version: 1
        kind: rules
        segments: [{ id: best, when: {{best}} }, { id: good, when: {{good}} }, { id: other }]
        """;

    private static string Json(LifetimeModels models) => JsonSerializer.Serialize(models, Functions.Hosting.Json.Options);

    private LifetimeModels Models(int run) => new RunStore(_folder.Data).Models(run);

    private Task<PlainSpine> OpenAsync(string scheme) => PlainSpine.OpenAsync(_folder.Data, Some.Workspace(
        "workspace.yaml", "name: shop\nhold_if_moved: 100%\n", "sources.yaml", Sources, "measures.yaml", Measures,
        "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n",
        "schemes/live.yaml", scheme));

    /// <summary>Takes orders, if there are any, and publishes a run; tells who moved between segments.</summary>
    private async Task<Engine.Tracking.Transition[]> RunAsync(
        PlainSpine spine, string asOf, string? orders, bool refit = false)
    {
        if (orders is not null)
        {
            var name = $"in/{++_imports}";
            _folder.Write($"{name}/orders.csv", orders);
            Assert.Null((await spine.ImportAsync(_folder[name], delta: true)).Fault);
        }

        var run = await spine.TakeAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null), Refit = refit });
        await spine.ScoreAsync(run);
        Engine.Tracking.Transition[] moves =
        [
            .. Enumerable.Range(0, 3).SelectMany(shard => MovesOf.Shard(_folder.Data, run, shard))
                .Select(move => move.Transition)
                .Where(move => move.From is not null),
        ];
        await spine.ProjectAsync(run);
        await spine.Get<Functions.Results.PublishRun>().RunAsync(run, TestContext.Current.CancellationToken);
        return moves;
    }
}
