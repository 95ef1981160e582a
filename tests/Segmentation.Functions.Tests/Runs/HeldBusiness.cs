using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>A small business under schemes that may hold customers, and with segments that persons set.</summary>
internal sealed class HeldBusiness : IDisposable
{
    public const string Sources = """
        customers: { file: "customers*.csv", id: id }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, fields: { amount: money } }
        """;

    public const string Measures = """
        frequency: { value: count(orders) }
        recent: { value: count(orders IN LAST 90 DAYS) }
        silent: { value: days_since(last(orders.time)) }
        """;

    // Above half of all in frequency.
    public const string Busy = """
        scheme: busy
        version: 1
        kind: grid
        scores: { f: { of: frequency, quantiles: 2 } }
        missing: none
        segments: [{ id: often, when: f = 2 }, { id: seldom }, { id: none }]

        """;

    public const string Live = """
        scheme: live
        version: 1
        kind: rules
        segments: [{ id: awake, when: silent <= 90 }, { id: asleep }]

        """;

    public const string After = """
        scheme: after
        version: 1
        kind: rules
        segments:
          - { id: both, when: live = 'awake' AND busy = 'often' }
          - { id: one, when: live = 'awake' }
          - { id: no }

        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The files of the business.</summary>
    public TempFolder Folder => _folder;

    public void Dispose() => _folder.Dispose();

    /// <summary>A file of orders of one day.</summary>
    public static string Orders(string day, params (string Customer, int Count)[] orders) => "id,day,amount\n"
        + string.Concat(orders.SelectMany(order => Enumerable.Repeat($"{order.Customer},{day},10\n", order.Count)));

    /// <summary>Opens the business under its definitions, some of them changed.</summary>
    public Task<PlainSpine> OpenAsync(params string[] changed) => PlainSpine.OpenAsync(
        _folder.Data, Some.Workspace([
            "workspace.yaml", "name: shop\nhold_if_moved: 100%\n", "sources.yaml", Sources, "measures.yaml", Measures,
            "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n",
            "schemes/busy.yaml", Busy, "schemes/live.yaml", Live, .. changed]));

    /// <summary>
    /// Takes orders, each in a file of its own, and publishes a run with segments that persons set; tells who moved.
    /// </summary>
    public async Task<Move[]> RunAsync(PlainSpine spine, string asOf, Override[] set, params string[] orders)
    {
        var name = $"in/{++_imports}";
        for (var i = 0; i < orders.Length; i++)
            _folder.Write($"{name}/orders-{i}.csv", orders[i]);
        Assert.Null((await spine.ImportAsync(_folder[name], delta: true)).Fault);
        var run = await spine.TakeAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null) });
        await spine.Get<FreezeRun>().RunAsync(run, Cancel);
        if (set.Length > 0)
            _folder.Data.Write(
                RunStore.Name(run, RunStore.OverridesFile), JsonSerializer.SerializeToUtf8Bytes(set, Json.Options));
        await spine.ScoreAsync(run);
        var moves = Enumerable.Range(0, 3).SelectMany(shard => Moves(spine, run, shard))
            .Where(move => move.Transition.To != "all")
            .OrderBy(move => move.Transition.Customer, StringComparer.Ordinal)
            .ThenBy(move => move.Transition.Scheme, StringComparer.Ordinal).ToArray();
        await spine.ProjectAsync(run);
        await spine.Get<PublishRun>().RunAsync(run, Cancel);
        return moves;
    }

    /// <summary>The moves of a shard; the walk that found their causes ended where the customers are.</summary>
    private Move[] Moves(PlainSpine spine, int run, int shard)
    {
        var moves = MovesOf.Shard(_folder.Data, run, shard);
        if (moves.Length == 0)
            return [];
        var work = spine.Get<RunWork>();
        var published = spine.Get<RunStore>().Shard(work.Inputs(run).Published!.Value, shard);
        var walk = new CauseWalk(work, run, shard, work.Measures(run, shard), published);
        Assert.All(walk.Ways([.. moves.Select(move => move.Transition)]), way =>
            Assert.Equal(way.Key.To, way.Value[^1].Segment));
        return moves;
    }
}
