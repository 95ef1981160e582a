using System.Text;
using System.Text.Json;
using EndToEnd;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Exports;

/// <summary>Customers with names that are dangerous in spreadsheets and with ids of CRMs, in a folder of one test.
/// </summary>
internal sealed class Store : IAsyncDisposable
{
    public const string Customers = """
        id,name,owner,mail,crm,sf
        -7,=1+1,u1,a@x.example,201,001A
        00004,"Ann, ""the"" best",u1,b@x.example,202,
        c3,Cy,,c@x.example,,001C
        c4,@Di,u2,d@x.example,204,
        c5,"+Ed
        two",u2,e@x.example,205,001E
        é6,Flo,u2,a@x.example,206,001F

        """;

    private const string Sources = """
        customers:
          file: "customers*.csv"
          id: id
          name: name
          owner: owner
          keys: { hubspot: crm, salesforce: sf }
          fields: { mail: text }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, fields: { amount: money } }
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private Store()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public TempFolder Folder => _folder;

    /// <summary>What <c>run.json</c> says.</summary>
    public ExportManifest Manifest => JsonSerializer.Deserialize<ExportManifest>(Bytes("run.json"), Json.Options)!;

    /// <summary>Opens an empty data folder.</summary>
    /// <param name="shards">The number of shards.</param>
    /// <param name="matches">Whether customers with the same mail are one.</param>
    /// <param name="exports">Whether runs are shown.</param>
    public static async Task<Store> OpenAsync(int shards = 3, bool matches = false, bool exports = true)
    {
        var store = new Store();
        var sources = matches
            ? Sources.Replace("  fields:", "  match: [mail]\n  fields:", StringComparison.Ordinal)
            : Sources;
        store.Spine = await PlainSpine.OpenAsync(
            store._folder.Data, Some.Workspace("sources.yaml", sources),
            new Settings { Shards = shards, Parallelism = 2, Exports = exports });
        return store;
    }

    /// <summary>Takes dumps into the base, and publishes a run.</summary>
    public async Task<int> RunAsync(params string[] namesAndTexts)
    {
        var name = $"in/{++_imports}";
        foreach (var file in namesAndTexts.Chunk(2))
            _folder.Write($"{name}/{file[0]}", file[1]);
        Assert.Null((await Spine.ImportAsync(_folder[name], delta: true)).Fault);
        return await Spine.RunAsync(Request);
    }

    /// <summary>Publishes a first run in which the first customer buys once and each next one once more.</summary>
    public Task<int> FirstRunAsync() => RunAsync("customers.csv", Customers, "orders.csv", Orders(
        ("-7", 1), ("00004", 2), ("c3", 3), ("c4", 4), ("c5", 5), ("é6", 6)));

    public static string Orders(params (string Customer, int Count)[] orders) =>
        "id,day,amount\n" + string.Concat(orders.SelectMany(
            order => Enumerable.Repeat($"{order.Customer},2026-01-01,-10.50\n", order.Count)));

    public static RunRequest Request => new() { AsOf = new DateOnly(2026, 6, 1) };

    public byte[] Bytes(string file) => _folder.Data.Read($"{ExportFolder.Latest}/{file}");

    /// <summary>The rows of a file, the header first.</summary>
    public string[][] Rows(string file) => Rows(Bytes(file));

    public static string[][] Rows(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return Csv.Parse(Encoding.UTF8.GetBytes(text));
    }

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }
}
