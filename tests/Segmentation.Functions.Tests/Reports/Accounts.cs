using System.Globalization;
using System.Text;
using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Reports;

/// <summary>Accounts with owners and yearly revenue, some of which turn out to be the same company.</summary>
internal sealed class Accounts : IAsyncDisposable
{
    public const string Workspace = """
        name: shop
        value: arr
        currency: EUR
        hold_if_moved: 100%
        owners: { cs: head of success, ops: operations }
        objective: { metric: arr, direction: up, target: 2000, by: 2027-01-01 }

        """;

    public const string Touch = """
        scheme: touch
        version: 1
        kind: rules
        owner: head of success
        reviewed: 2026-01-01
        review_every: P1M
        segments:
          - { id: high, name: High, when: arr >= 200, playbook: keep, attention: "pays {arr} a year" }
          - { id: low, name: Low }

        """;

    private const string Sources = """
        customers:
          file: "customers*.csv"
          id: id
          name: name
          owner: owner
          keys: { tax: tax }
          match: keys.tax
          fields: { arr: money }
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private Accounts()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public DataFolder Data => _folder.Data;

    public RunStore Runs => Spine.Get<RunStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty data folder.</summary>
    public static async Task<Accounts> OpenAsync(int shards = 3, params string[] changed)
    {
        var accounts = new Accounts();
        accounts.Spine = await PlainSpine.OpenAsync(
            accounts._folder.Data,
            Some.Workspace([
                "workspace.yaml", Workspace, "sources.yaml", Sources,
                "measures.yaml", "arr: { value: arr, unit: money }\n",
                "schemes/rfm.yaml", "scheme: odd\nversion: 1\nkind: rules\nsegments: [{ id: all, name: All }]\n",
                "schemes/touch.yaml", Touch, "playbooks/keep.yaml", "name: Keep\nowner: sales\nnext_action: Call them.\n",
                .. changed]),
            new Settings { Shards = shards, Parallelism = 2 });
        return accounts;
    }

    /// <summary>Publishes a run over all accounts there are now: each id with its revenue, and its tax number.</summary>
    public Task<int> RunAsync(string asOf, params (string Id, decimal Arr, string Tax)[] all) =>
        RunAsync(asOf, [], all);

    /// <summary>The same, with segments that persons set.</summary>
    public async Task<int> RunAsync(
        string asOf, Override[] set, params (string Id, decimal Arr, string Tax)[] all)
    {
        var (name, text) = ($"in/{++_imports}", new StringBuilder("id,name,owner,tax,arr\n"));
        for (var i = 0; i < all.Length; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{all[i].Id},\"<b>{all[i].Id}</b> & *Co*\",u{i % 2},{all[i].Tax},{all[i].Arr}\n");
        }

        _folder.Write($"{name}/customers.csv", text.ToString());
        _folder.Write($"{name}/manifest.json", """{"mode": "full", "files": [{"name": "customers.csv"}]}""");
        Assert.Null((await Spine.ImportAsync(_folder[name])).Fault);
        var run = await Spine.TakeAsync(
            new RunRequest { AsOf = DateOnly.Parse(asOf, CultureInfo.InvariantCulture) });
        if (set.Length > 0)
        {
            await Spine.Get<FreezeRun>().RunAsync(run, Cancel);
            Data.Write(
                RunStore.Name(run, RunStore.OverridesFile), JsonSerializer.SerializeToUtf8Bytes(set, Json.Options));
        }

        return await Spine.MakeAsync(run);
    }

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }
}
