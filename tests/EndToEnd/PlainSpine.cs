using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace EndToEnd;

/// <summary>
/// Import and run without any orchestration: the activities in a plain loop, one at a time, in the order of
/// <see cref="ImportDumps"/> and <see cref="SegmentCustomers"/>.
/// </summary>
internal sealed class PlainSpine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PlainSpine(DataFolder data, Workspace workspace, Settings? settings, Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton((settings ?? new Settings { Shards = 3, Parallelism = 2 }) with { Data = data.Root });
        services.AddSingleton(data);
        more?.Invoke(services);
        services.AddSegmentation(new ConfigurationBuilder().Build());
        _services = services.BuildServiceProvider();
        Version = Get<WorkspaceStore>().Keep(workspace);
        Get<WorkspaceStore>().Use(Version);
    }

    /// <summary>The version of the definitions.</summary>
    public string Version { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a data folder.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="workspace">The definitions; they become the current ones.</param>
    /// <param name="settings">The settings; null for three shards.</param>
    /// <param name="more">Adds services that take the place of some.</param>
    public static async Task<PlainSpine> OpenAsync(
        DataFolder data, Workspace workspace, Settings? settings = null, Action<IServiceCollection>? more = null)
    {
        Directory.CreateDirectory(data.Root);
        var spine = new PlainSpine(data, workspace, settings, more);
        foreach (var start in spine._services.GetServices<IHostedService>())
            await start.StartAsync(Cancel);
        return spine;
    }

    /// <summary>A service or an activity.</summary>
    public T Get<T>() => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    /// <summary>Takes an import; a fault is part of the outcome.</summary>
    public Task<ImportOutcome> ImportAsync(string folder, bool delta = false) =>
        ImportAsync(new ImportRequest(folder, IsInbox: false) { Delta = delta, Workspace = Version });

    /// <summary>Takes an import; a fault is part of the outcome.</summary>
    public async Task<ImportOutcome> ImportAsync(ImportRequest request)
    {
        var work = NewWork();
        ImportOutcome outcome;
        try
        {
            var collected = Get<CollectDumps>().Run(new DumpsToCollect(work, request));
            outcome = Finish(ref work, collected, Build(work));
        }
        catch (Exception fault) when (fault is SegmentationException or IOException)
        {
            var failed = new TaskFailedException(nameof(ImportDumps), 0, fault);
            outcome = new ImportOutcome(null, null, false, false, null, Fault.Of(failed));
        }

        await SettleAsync(work, request, outcome);
        return outcome;
    }

    /// <summary>Names the work of an import.</summary>
    public static ImportWork NewWork() => new(NewToken(), 0);

    /// <summary>Builds an import whose dumps were collected on the current base.</summary>
    public BuildSize Build(ImportWork work)
    {
        var size = Get<PlanBuild>().Run(work);
        for (var build = 0; build < size.Builds; build++)
        {
            for (var source = 0; source < size.Sources; source++)
                BuildSource(new SourceStep(work, build, source));
            Get<CloseBuild>().Run(new BuildStep(work, build, size.Sources));
        }

        return size;
    }

    /// <summary>Commits a build, and builds again for as long as others were committed meanwhile.</summary>
    public ImportOutcome Finish(ref ImportWork work, CollectedDumps collected, BuildSize size)
    {
        while (size.Builds > 0 && !Get<CommitBase>().Run(work))
        {
            work = work with { Attempt = work.Attempt + 1 };
            size = Build(work);
        }

        return new ImportOutcome(collected.Import, collected.AsOf, size.AlreadyTaken, size.Reread, null, null);
    }

    /// <summary>Writes down what came of an import.</summary>
    public Task SettleAsync(ImportWork work, ImportRequest request, ImportOutcome outcome) =>
        Get<SettleImport>().RunAsync(
            new SettledImport(work, request, outcome, Get<TimeProvider>().GetUtcNow().UtcDateTime), Cancel);

    /// <summary>Makes a run that is asked for, publishes and relays it; tells its number.</summary>
    public async Task<int> RunAsync(RunRequest? request = null) => await MakeAsync(await TakeAsync(request));

    /// <summary>Makes the run that was asked for first; tells its number.</summary>
    public async Task<int> RunQueuedAsync() => await MakeAsync(await TakeQueuedAsync());

    /// <summary>Makes a run that was begun, publishes and relays it; tells its number.</summary>
    public async Task<int> MakeAsync(int run)
    {
        await ScoreAsync(run);
        await Get<PrepareFiles>().RunAsync(run, Cancel);
        await ProjectAsync(run);
        await Get<PublishRun>().RunAsync(run, Cancel);
        await RelayAsync(run);
        await Get<WriteOutput>().RunAsync(run, Cancel);
        await Get<WriteExports>().RunAsync(run, Cancel);
        await Get<FinishRun>().RunAsync(run, Cancel);
        return run;
    }

    /// <summary>Asks for a run and begins it.</summary>
    public async Task<int> TakeAsync(RunRequest? request = null)
    {
        await Get<QueueRun>().RunAsync(new QueuedRun(NewToken(), request ?? new RunRequest()), Cancel);
        return await TakeQueuedAsync();
    }

    private async Task<int> TakeQueuedAsync()
    {
        var (run, todo) = await Get<TakeRun>().RunAsync(new RunTaker(NewToken(), RelayAfter: int.MaxValue), Cancel);
        Assert.Equal(TakenRun.Make, todo);
        return run;
    }

    /// <summary>Scores a run that was begun, up to its report.</summary>
    public async Task ScoreAsync(int run)
    {
        var frozen = await Get<FreezeRun>().RunAsync(run, Cancel);
        if (frozen.Matches)
            Get<ResolveIdentity>().Run(run);
        if (frozen.IsMeasured)
            Measure(run, frozen);
        foreach (var shard in frozen.Pieces)
            Get<ScoreShard>().Run(new Piece(RunStore.Folder(run), shard));
        await Get<CloseRun>().RunAsync(run, Cancel);
    }

    private void Measure(int run, FrozenRun frozen)
    {
        if (frozen.Fits)
            Get<FitModels>().Run(run);
        foreach (var piece in Pieces(RunStore.Folder(run), frozen.Shards))
            Get<MeasureShard>().Run(piece);
        if (frozen.Combines)
            Get<CombineMeasures>().Run(run);
        Get<Calibrate>().Run(run);
    }

    /// <summary>Writes the rows of a scored run; tells how many customers' differ.</summary>
    public async Task<long> ProjectAsync(int run)
    {
        long changed = 0;
        foreach (var piece in Pieces(RunStore.Folder(run), Get<RunStore>().Base(run).Shards))
            changed += await Get<ProjectShard>().RunAsync(piece, Cancel);
        return changed;
    }

    /// <summary>Sends the messages of a published run.</summary>
    public async Task RelayAsync(int run)
    {
        var files = await Get<CountRelays>().RunAsync(run, Cancel);
        foreach (var piece in Pieces(RunStore.Folder(run), files))
            await Get<RelayTransitions>().RunAsync(piece, Cancel);
        await Get<AnnounceRun>().RunAsync(run, Cancel);
    }

    /// <summary>Gives a run up.</summary>
    public Task GiveUpAsync(int run) =>
        Get<GiveUpRun>().RunAsync(new GivenUp(run, new Fault(false, "given up")), Cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void BuildSource(SourceStep step)
    {
        if (Get<PlanSource>().Run(step) is not { Folder: { } folder } planned)
            return;
        foreach (var piece in Pieces(folder, planned.Chunks))
            Get<ParseChunk>().Run(piece);
        Get<SettleSource>().Run(folder);
        foreach (var piece in Pieces(folder, planned.Shards))
            Get<MergeShard>().Run(piece);
        Get<CloseSource>().Run(folder);
    }

    private static IEnumerable<Piece> Pieces(string of, int count) =>
        Enumerable.Range(0, count).Select(number => new Piece(of, number));

    /// <summary>A name that nothing else has, whatever works on the same folder.</summary>
    private static string NewToken() => Path.GetRandomFileName();
}
