using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>
/// A run on the current base, made by the activities of all runs in a store that is thrown away. Nobody but its maker
/// ever sees it.
/// </summary>
internal sealed class ScratchRun : IDisposable
{
    private readonly ScratchStore _data;
    private readonly Settings _settings;
    private readonly Stages _stages;

    /// <summary>Opens the store.</summary>
    /// <param name="kept">The files, which stay as they are.</param>
    /// <param name="settings">The number of cores.</param>
    /// <param name="stages">Told how far it is.</param>
    public ScratchRun(BlobStore kept, Settings settings, Stages stages)
    {
        (_data, _settings, _stages) = (new ScratchStore(kept), settings, stages);
        var memo = new Memo();
        (Files, Base, Workspaces) = (new RunStore(_data), new BaseStore(_data), new WorkspaceStore(_data, memo));
        Work = new RunWork(_data, Files, Base, Workspaces, memo);
        Summaries = new ShardSummaries(Files, Work, memo, settings);
        Figures = new RunFigures(
            _data, Files, Work, Summaries, new Receipts(_data), new OutcomeReport(Files, Work, settings),
            settings, stages);
    }

    /// <summary>Its files, and those of the runs before it.</summary>
    public RunStore Files { get; }

    /// <summary>The base.</summary>
    public BaseStore Base { get; }

    /// <summary>The definitions, with those that are added for the run.</summary>
    public WorkspaceStore Workspaces { get; }

    /// <summary>What its steps share.</summary>
    public RunWork Work { get; }

    /// <summary>Who is in which segment.</summary>
    public ShardSummaries Summaries { get; }

    /// <summary>What it found.</summary>
    public RunFigures Figures { get; }

    /// <summary>Makes the run, up to its scored shards.</summary>
    /// <param name="inputs">What it is made from.</param>
    /// <param name="manifest">The base.</param>
    /// <param name="workspace">The definitions.</param>
    /// <param name="overrides">The segments that persons set.</param>
    /// <param name="cancel">Ends the work behind the shards in hand.</param>
    public void Make(
        RunInputs inputs, BaseManifest manifest, Workspace workspace, IReadOnlyList<Override> overrides,
        CancellationToken cancel)
    {
        Files.Begin(inputs, manifest, workspace, overrides);
        if (workspace.Customers?.Match is not null)
            new ResolveIdentity(_data, Base, Work, new IdentityLedger(_data), _settings, _stages).Run(inputs.Run);
        if (Work.Plans(inputs.Run).Measures.Lifetimes.Count > 0)
            new FitModels(_data, Work, _settings, _stages).Run(inputs.Run);
        var measure = new MeasureShard(_data, Work, _stages);
        ForEachShard(inputs.Run, piece => measure.Run(piece), cancel);
        if (Work.ToCombine(inputs.Run).Any())
            new CombineMeasures(_data, Work, _stages).Run(inputs.Run);
        cancel.ThrowIfCancellationRequested();
        new Calibrate(_data, Work, _stages).Run(inputs.Run);
        var score = new ScoreShard(_data, Files, Work, new TombstoneStore(_data), _stages);
        ForEachShard(inputs.Run, piece => score.Run(piece), cancel);
    }

    /// <summary>Does work for each shard, several at a time.</summary>
    public void ForEachShard(int run, Action<Piece> work, CancellationToken cancel) => InParallel.For(
        Work.Base(run).Shards, _settings.Parallelism, shard =>
        {
            cancel.ThrowIfCancellationRequested();
            work(new Piece(RunStore.Folder(run), shard));
        });

    /// <summary>Deletes what was written.</summary>
    public void Dispose() => _data.Dispose();
}
