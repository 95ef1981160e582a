using System.Text;
using EndToEnd;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Erasure;

/// <summary>A data folder with customers of whom one is erased, step by step in a plain loop.</summary>
internal sealed class Estate : IAsyncDisposable
{
    /// <summary>Whoever is erased.</summary>
    public const string Gone = "C-00417";

    /// <summary>What must be found nowhere.</summary>
    public static readonly string[] Traces =
        [Gone, "Ann Archer", "ann@archer.example", "my dog ate the invoice", "ORD-77001", "ORD-77002"];

    public const string Customers =
        "id,name,email,since\nC-00416,Bo Baker,bo@baker.example,2025-01-01\n"
        + "C-00417,Ann Archer,ann@archer.example,2025-02-01\nC-00418,Cy Carter,cy@carter.example,2025-03-01\n";

    public const string Orders =
        "id,day,number,amount\nC-00416,2026-01-01,ORD-66001,10.00\nC-00417,2026-01-02,ORD-77001,20.00\n"
        + "C-00417,2026-01-03,ORD-77002,much of C-00417\nC-00418,2026-01-04,ORD-88001,30.00\nC-00418,1.4.,ORD-88002,1\n"
        + "C-00417,2026-01-05,ORD-77003,7,Ann Archer\n,2026-01-06,C-00417,8\n";

    public const string Tickets =
        "number,day,text\nORD-66001,2026-02-01,all is well\nORD-77001,2026-02-02,\"my dog ate the invoice\nand more\"\n"
        + "ORD-88001,2026-02-03,thanks\nORD-99999,2026-02-04,who am I\n";

    private const string Sources = """
        customers: { file: "customers*.csv", id: id, name: name, fields: { email: text, since: date } }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money } }
          tickets: { file: "tickets*.csv", via: { column: number, stream: orders }, time: day, fields: { text: text } }
        """;

    private const string Scheme = """
        scheme: rfm
        version: 1
        kind: rules
        segments: [{ id: many, when: monetary > 15, attention: "{monetary} is a lot" }, { id: few }]
        """;

    private const StringComparison Exactly = StringComparison.Ordinal;

    private readonly TempFolder _folder = new();
    private int _imports;

    private Estate()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public TempFolder Folder => _folder;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty folder.</summary>
    /// <param name="match">The field in which customers who are one are the same; null when nobody is.</param>
    public static async Task<Estate> OpenAsync(string? match = null)
    {
        var estate = new Estate();
        var data = estate._folder["data"];
        estate.Spine = await PlainSpine.OpenAsync(
            estate._folder.Data,
            Some.Workspace(
                "sources.yaml",
                match is null ? Sources : Sources.Replace("name: name,", $"name: name, match: {match},", Exactly),
                "schemes/rfm.yaml", Scheme),
            null,
            services => services.AddSingleton(new RuntimeTraces((customer, _) => LocalStores.ForgetAsync(
                data, Path.Combine(data, Clients.TopicFile), EventMessage.SessionOf(customer)))));
        return estate;
    }

    /// <summary>Takes dumps into the base.</summary>
    public async Task<ImportOutcome> ImportAsync(params string[] namesAndTexts)
    {
        var outcome = await Spine.ImportAsync(Drop(namesAndTexts));
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

    /// <summary>Takes all dumps, and publishes two runs between which the one who is erased moves.</summary>
    public async Task FillAsync()
    {
        await ImportAsync("customers.csv", Customers, "orders.csv", Orders, "tickets.csv", Tickets, "notes.txt",
            "nobody reads this\nAnn Archer called\n");
        await Spine.RunAsync(Request);
        await ImportAsync("orders.csv", Orders.Replace("20.00", "2.00", StringComparison.Ordinal));
        await Spine.RunAsync(Request);
    }

    /// <summary>Erases a customer, each step as often as said.</summary>
    public async Task EraseAsync(string customer = Gone, int times = 1)
    {
        var hash = Ask(customer);
        foreach (var step in Steps(hash))
        {
            for (var time = 0; time < times; time++)
                await step();
        }
    }

    /// <summary>Writes down who is to be erased; tells the hash that stands for it.</summary>
    public string Ask(string customer)
    {
        var hash = Spine.Get<TombstoneStore>().HashOf(customer);
        Spine.Get<Erasures>().Write(hash, new ErasedCustomer(customer, []));
        return hash;
    }

    /// <summary>The steps in the order of the orchestration.</summary>
    public IEnumerable<Func<Task>> Steps(string hash) =>
    [
        () => Done(() => Spine.Get<BuryCustomer>().Run(hash)),
        () => Done(() => Spine.Get<CleanDumps>().Run(hash)),
        () => Done(() => Spine.Get<EraseBase>().Run(hash)),
        () => Done(() => Spine.Get<CleanDumps>().Run(hash)),
        () => RunErasureAsync(hash),
        async () => Assert.True(await Spine.Get<EraseRuns>().RunAsync(hash, Cancel)),
        () => Spine.Get<FinishErasure>().RunAsync(hash, Cancel),
    ];

    /// <summary>The files, tables, and what else lies in the data folder, that contain a text.</summary>
    public string[] FilesWith(params string[] texts) =>
    [
        .. from file in Directory.EnumerateFiles(_folder["data"], "*", SearchOption.AllDirectories)
           let bytes = ReadShared(file)
           from text in texts
           where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
               || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0
               || file.Contains(text, StringComparison.Ordinal)
           select $"{Path.GetRelativePath(_folder["data"], file)}: {text}",
    ];

    public string Text(string name) => File.ReadAllText(_folder[$"data/{name}"]);

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }

    public static RunRequest Request => new() { AsOf = new DateOnly(2026, 6, 1) };

    private async Task RunErasureAsync(string hash)
    {
        var run = await Spine.Get<QueueErasure>().RunAsync(hash, Cancel);
        if (run > 0 && (await Spine.Get<RunLedger>().GetAsync(run, Cancel)).State == RunState.Queued)
            await Spine.RunQueuedAsync();
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
