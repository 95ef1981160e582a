using System.Globalization;
using System.Text;
using EndToEnd;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Health;

/// <summary>Six hundred customers whose yearly revenue is drawn by lot; their region and last day stay.</summary>
internal sealed class Population : IAsyncDisposable
{
    public const int Size = 600;

    public const string Workspace = """
        name: shop
        value: arr
        currency: EUR
        hold_if_moved: 100%
        objective: { metric: arr, direction: up, target: 2000, by: 2027-01-01 }

        """;

    public const string Touch = """
        scheme: touch
        version: 1
        kind: rules
        reviewed: 2026-01-01
        review_every: P3M
        segments: [{ id: high, when: arr >= 1500 }, { id: mid, when: arr >= 700 }, { id: low }]

        """;

    private const string Sources = """
        customers: { file: "customers*.csv", id: id, fields: { arr: money, region: text, seen: date } }
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private Population()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public DataFolder Data => _folder.Data;

    /// <summary>Opens an empty data folder.</summary>
    /// <param name="shards">The number of shards.</param>
    /// <param name="changed">Definitions that are changed.</param>
    public static async Task<Population> OpenAsync(int shards = 3, params string[] changed)
    {
        var population = new Population();
        population.Spine = await PlainSpine.OpenAsync(
            population._folder.Data, Definitions(changed), new Settings { Shards = shards, Parallelism = 2 });
        return population;
    }

    /// <summary>The definitions, some of them changed.</summary>
    public static Engine.Workspaces.Workspace Definitions(params string[] changed) => Some.Workspace([
        "workspace.yaml", Workspace, "sources.yaml", Sources,
        "measures.yaml", "arr: { value: arr }\nregion: { value: region }\nsilent: { value: days_since(seen) }\n",
        "schemes/rfm.yaml", """
            scheme: areas
            version: 1
            kind: rules
            segments: [{ id: near, when: region = 'north' AND silent < 90 }, { id: far }]

            """,
        "schemes/touch.yaml", Touch, .. changed]);

    /// <summary>The customers, drawn anew.</summary>
    /// <param name="seed">Decides the draw.</param>
    /// <param name="times">What the revenue of some is multiplied by.</param>
    /// <param name="share">Of which part of them, from 0 to 1.</param>
    public static string Customers(int seed, double times = 1, double share = 1)
    {
        var (random, text) = (new Random(seed), new StringBuilder("id,arr,region,seen\n"));
        for (var customer = 0; customer < Size; customer++)
        {
            var arr = 400 + 3000 * random.NextDouble() * random.NextDouble();
            arr *= random.NextDouble() < share ? times : 1;
            text.Append(
                CultureInfo.InvariantCulture,
                $"c{customer},{arr:0.00},{(customer % 2 == 0 ? "north" : "south")},"
                + $"{new DateOnly(2026, 3, 1).AddDays(-customer % 200):yyyy-MM-dd}\n");
        }

        return text.ToString();
    }

    /// <summary>Writes another file of the next import.</summary>
    public void Write(string name, string text) => _folder.Write($"in/{_imports + 1}/{name}", text);

    /// <summary>Takes the customers into the base, and publishes a run.</summary>
    public async Task<RunReport> RunAsync(string customers, RunRequest? request = null)
    {
        var name = $"in/{++_imports}";
        _folder.Write($"{name}/customers.csv", customers);
        Assert.Null((await Spine.ImportAsync(_folder[name])).Fault);
        return await RunAsync(request);
    }

    /// <summary>Publishes a run.</summary>
    public async Task<RunReport> RunAsync(RunRequest? request = null) => Spine.Get<RunStore>().Report(
        await Spine.RunAsync((request ?? new RunRequest()) with
        {
            AsOf = request?.AsOf ?? new DateOnly(2026, 3, 1).AddDays(_imports),
        }));

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }
}
