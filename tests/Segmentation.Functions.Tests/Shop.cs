using EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests;

/// <summary>The small workspace with a data folder of one test, worked on by a plain loop.</summary>
internal sealed class Shop : IAsyncDisposable
{
    /// <summary>Six customers with names and owners.</summary>
    public const string Customers = "id,name,owner\nc1,Ann,u1\nc2,Bob,u1\nc3,Cy,u1\nc4,Di,u2\nc5,Ed,u2\nc6,Flo,u2\n";

    private const string Sources = """
        customers: { file: "customers*.csv", id: id, name: name, owner: owner }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money } }
          returns: { file: "returns*.csv", via: { column: number, stream: orders }, time: day }
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private Shop()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public TempFolder Folder => _folder;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty data folder.</summary>
    /// <param name="more">Adds services that take the place of some.</param>
    /// <param name="settings">Another workspace.yaml; null for one that never holds a run.</param>
    public static async Task<Shop> OpenAsync(Action<IServiceCollection>? more = null, string? settings = null)
    {
        var shop = new Shop();
        string[] changed = settings is null ? [] : ["workspace.yaml", settings];
        shop.Spine = await PlainSpine.OpenAsync(
            shop._folder.Data, Some.Workspace(["sources.yaml", Sources, .. changed]), null, more);
        return shop;
    }

    /// <summary>Six customers, of whom the first buys once and each next one once more.</summary>
    public Task<int> FirstRunAsync() => RunAsync(
        "customers.csv", Customers,
        "orders.csv", Orders([.. Enumerable.Range(1, 6).SelectMany(i => Enumerable.Repeat(i, i))]));

    /// <summary>Takes dumps into the base.</summary>
    public async Task<ImportOutcome> ImportAsync(params string[] namesAndTexts)
    {
        var outcome = await Spine.ImportAsync(Drop(namesAndTexts), delta: true);
        Assert.Null(outcome.Fault);
        return outcome;
    }

    /// <summary>Writes dumps into a folder of their own; tells its path.</summary>
    public string Drop(params string[] namesAndTexts)
    {
        var name = $"in/{++_imports}";
        foreach (var file in namesAndTexts.Chunk(2))
            _folder.Write($"{name}/{file[0]}", file[1]);
        return _folder[name];
    }

    /// <summary>Takes dumps into the base, and publishes a run.</summary>
    public async Task<int> RunAsync(params string[] namesAndTexts)
    {
        await ImportAsync(namesAndTexts);
        return await Spine.RunAsync(Request);
    }

    /// <summary>Takes dumps into the base, and scores a run that is not published.</summary>
    public async Task<int> ScoreAsync(params string[] namesAndTexts)
    {
        await ImportAsync(namesAndTexts);
        var run = await Spine.TakeAsync(Request);
        await Spine.ScoreAsync(run);
        return run;
    }

    /// <summary>Orders of 10.00 with numbers of their own, one per number of a customer.</summary>
    public string Orders(params int[] customers)
    {
        var first = ++_imports * 1000;
        return "id,day,number,amount\n" + string.Concat(
            customers.Select((customer, i) => $"c{customer},2026-01-01,{first + i},10.00\n"));
    }

    public ValueTask PublishAsync(int run) =>
        new(Spine.Get<Functions.Results.PublishRun>().RunAsync(run, Cancel));

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }

    private static RunRequest Request => new() { AsOf = new DateOnly(2026, 6, 1) };
}
