using System.Globalization;
using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>A shop whose customers are points in a plane, with a scheme that finds out where they are dense.</summary>
internal sealed class ClusterShop : IAsyncDisposable
{
    /// <summary>The scheme.</summary>
    public const string Groups = """
        scheme: groups
        version: 1
        kind: clusters
        features: { a: { scale: none }, b: { scale: none } }
        clusters: 2..4
        missing: unclustered
        segments: [{ id: cluster-2, name: Known by now }]
        """;

    private const string Sources = """
        customers: { file: "customers*.csv", id: id, fields: { a: number, b: number, worth: money } }
        """;

    private const string Measures = """
        a: { value: a, kind: behaviour }
        b: { value: b, kind: lifecycle }
        worth: { value: worth, unit: money, kind: value }
        """;

    private readonly TempFolder _folder = new();
    private readonly int _shards;
    private int _imports;

    private ClusterShop(int shards) => _shards = shards;

    public PlainSpine Spine { get; private set; } = null!;

    public RunStore Runs => Spine.Get<RunStore>();

    /// <summary>Opens an empty shop.</summary>
    /// <param name="shards">The number of shards.</param>
    /// <param name="changed">Definitions, name by text.</param>
    public static async Task<ClusterShop> OpenAsync(int shards = 3, params string[] changed)
    {
        var shop = new ClusterShop(shards);
        await shop.ReopenAsync(changed);
        return shop;
    }

    /// <summary>Goes on under other definitions.</summary>
    public async Task ReopenAsync(params string[] changed)
    {
        if (Spine is not null)
            await Spine.DisposeAsync();
        Spine = await PlainSpine.OpenAsync(
            _folder.Data, Some.Workspace([
                "workspace.yaml", "name: shop\nvalue: worth\ncurrency: EUR\nhold_if_moved: 100%\nrefit_every: P3M\n",
                "sources.yaml", Sources, "measures.yaml", Measures,
                "schemes/rfm.yaml", "scheme: rfm\nversion: 1\nkind: rules\nsegments: [{ id: all }]\n",
                "schemes/groups.yaml", Groups, .. changed]),
            new Settings { Shards = _shards, Parallelism = 2 });
    }

    /// <summary>Customers around a point, all of the same worth.</summary>
    /// <param name="name">What their ids begin with.</param>
    /// <param name="a">The middle.</param>
    /// <param name="b">The middle.</param>
    /// <param name="count">How many.</param>
    /// <param name="worth">What each is worth.</param>
    public static IEnumerable<string> Around(string name, double a, double b, int count = 60, int worth = 10)
    {
        var random = new Random(name[0]);
        for (var i = 0; i < count; i++)
        {
            var (angle, far) = (random.NextDouble() * Math.Tau, Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())));
            yield return Line($"{name}{i}", a + far * Math.Cos(angle), b + far * Math.Sin(angle), worth);
        }
    }

    /// <summary>A customer.</summary>
    public static string Line(string id, double a, double b, int worth = 10) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},{a:0.###},{b:0.###},{worth}");

    /// <summary>Three groups that anybody would see: x, y and z, of which y is worth the most.</summary>
    public static IEnumerable<string> Three() =>
        [.. Around("x", 0, 0), .. Around("y", 12, 0, worth: 90), .. Around("z", 0, 12, 40, 30)];

    /// <summary>Takes customers, and publishes a run.</summary>
    public async Task<int> RunAsync(IEnumerable<string> customers, string asOf = "2026-01-01", bool refit = false)
    {
        var name = $"in/{++_imports}";
        _folder.Write($"{name}/customers.csv", "id,a,b,worth\n" + string.Join('\n', customers) + "\n");
        Assert.Null((await Spine.ImportAsync(_folder[name], delta: true)).Fault);
        return await Spine.RunAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null), Refit = refit });
    }

    /// <summary>The segment of a customer in a run.</summary>
    public string Segment(int run, string customer, string scheme = "groups")
    {
        var id = System.Text.Encoding.UTF8.GetBytes(customer);
        var shard = Runs.Shard(run, StableHash.Shard(StableHash.Of(id), _shards));
        return (string)CellValue.Of(shard.Find(ScoredShard.SegmentName(scheme)), shard.IndexOf(id))!;
    }

    /// <summary>The bytes of what a run learned.</summary>
    public byte[] Learned(int run) => _folder.Data.Read(RunStore.CalibrationName(run));

    /// <summary>What a run tells of the scheme.</summary>
    public ClusterReport Report(int run) => Assert.Single(Runs.Report(run).Clusters!);

    /// <summary>The moves of a run, by way and cause.</summary>
    public IEnumerable<(string? From, string? To, string Cause, long Customers)> Moves(int run) =>
        Runs.Report(run).Moves.Where(flow => flow.Scheme == "groups")
            .Select(flow => (flow.From, flow.To, flow.Cause, flow.Customers));

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }
}
