using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Cost;

/// <summary>What orchestrations call, and what that makes the Azure Storage provider do.</summary>
/// <param name="Activities">Activities called.</param>
/// <param name="SubOrchestrations">Orchestrations called.</param>
/// <param name="Executions">Executions that begin: starts, and each ContinueAsNew.</param>
/// <param name="Steps">Activities that wait for one another.</param>
/// <param name="MostCalls">The most that one execution calls.</param>
internal sealed record Orchestration(
    long Activities, long SubOrchestrations, long Executions, long Steps, long MostCalls)
{
    // RunAsync of SegmentCustomers: TakeRun, FreezeRun, Calibrate, CloseRun, PrepareFiles, PublishRun, WriteOutput,
    // CountRelays, AnnounceRun, WriteExports, FinishRun, and the TakeRun that finds nothing more. No measure of the
    // workload is combined.
    private const int RunSteps = 12;

    // RunAsync of ImportDumps: CollectDumps, PlanBuild, CommitBase, SettleImport, StartSegmentation, AnnounceImport;
    // and CloseBuild of BuildImport.
    private const int ImportSteps = 7;

    // InspectInbox, before the import and after it.
    private const int InboxSteps = 2;

    // PlanSource, SettleSource, CloseSource of BuildImport.
    private const int SourceSteps = 3;

    // SegmentCustomers, and ImportDumps of an inbox folder, look again before they end.
    private const int TwoExecutions = 2;

    /// <summary>
    /// Rows of the longest history: start and end, two rows for each call, and two for each time that it is replayed,
    /// at most once for each result.
    /// </summary>
    public long MostHistoryRows => (4 * MostCalls) + 4;

    /// <summary>Results that orchestrators are replayed for, at most.</summary>
    public long Episodes => Activities + SubOrchestrations + Executions;

    /// <summary>Messages through the provider's queues: there and back for each call, and one for each start.</summary>
    public long QueueMessages => (2 * (Activities + SubOrchestrations)) + Executions;

    /// <summary>A run: measure, score and project each shard, and relay its moves, the summary first.</summary>
    public static Orchestration Run(int shards, bool hasMoves)
    {
        var relays = hasMoves ? shards : 0;
        var waves = InWaves(3, shards) + InWaves(1, 1) with { Steps = 1 } + InWaves(1, relays) with
        {
            Steps = (relays + SegmentCustomers.RelaysAtOnce - 1) / SegmentCustomers.RelaysAtOnce,
        };
        return waves + Called(RunSteps, TwoExecutions, waves.SubOrchestrations);
    }

    /// <summary>An import from the inbox.</summary>
    public static Orchestration InboxImport(int sources, int chunks, int shards) =>
        Import(sources, chunks, shards) + Called(InboxSteps, 1);

    /// <summary>An import that was asked for.</summary>
    /// <param name="sources">The sources that it has files for.</param>
    /// <param name="chunks">The chunks of all of them.</param>
    /// <param name="shards">The shards of the base.</param>
    public static Orchestration Import(int sources, int chunks, int shards) =>
        Called(ImportSteps + (SourceSteps * sources), 1, sources) + new Orchestration(0, 1, 0, 0, 0)
        + Enumerable.Range(0, sources).Select(source => InWaves(1, (chunks + source) / sources))
            .Aggregate((a, b) => a + b)
        + InWaves(sources, shards);

    public static Orchestration operator +(Orchestration a, Orchestration b) => new(
        a.Activities + b.Activities, a.SubOrchestrations + b.SubOrchestrations, a.Executions + b.Executions,
        a.Steps + b.Steps, Math.Max(a.MostCalls, b.MostCalls));

    private static Orchestration Called(int activities, int executions, long others = 0) =>
        new(activities, 0, executions, activities, activities + others);

    private static Orchestration InWaves(int times, int pieces)
    {
        var waves = (pieces + Waves.LargestWave - 1) / Waves.LargestWave;
        return new Orchestration(
            (long)times * pieces, (long)times * waves, 0, 0, Math.Min(pieces, Waves.LargestWave));
    }
}
