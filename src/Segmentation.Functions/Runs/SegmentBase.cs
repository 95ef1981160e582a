using Segmentation.Engine.Base;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Segments the whole base: measures, calibration, decisions, comparison with the
/// published run, files. Publishing is the last step.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="workspace">The definitions.</param>
/// <param name="settings">The number of cores.</param>
/// <param name="stages">Told of the progress.</param>
public sealed class SegmentBase(DataFolder data, Workspace workspace, Settings settings, Stages stages)
{
    private readonly BaseStore _store = new(data);
    private readonly RunStore _runs = new(data);

    /// <summary>Makes and publishes a run.</summary>
    /// <param name="manifest">The version of the base.</param>
    /// <param name="receipt">The import that the run follows.</param>
    /// <param name="asOf">The as-of day.</param>
    /// <param name="output">Where customers.csv and the other results are
    /// written before publishing; null for nowhere.</param>
    /// <param name="now">The time, for cleaning up.</param>
    public RunReport Run(BaseManifest manifest, Receipt receipt, DateOnly asOf, string? output, DateTimeOffset now)
    {
        var published = _runs.Published;
        var inputs = new RunInputs(
            (published ?? 0) + 1, manifest.Version, workspace.Name,
            WorkspaceFolder.Version(workspace), asOf, published);
        var plans = Plans.Bind(workspace, manifest.Tables.Keys.ToHashSet());
        _runs.Begin(inputs, manifest, workspace);
        var omitted = Measure(inputs, manifest, plans);
        var calibration = Calibrate(inputs, manifest, plans);
        var moves = Score(inputs, manifest, plans, calibration);
        var run = new ScoredRun(inputs, receipt, plans, calibration, moves, omitted);
        var report = new ResultFiles(data, _runs, workspace, stages, settings).Write(run, manifest.Shards, output);
        data.DeleteFolder(RunStore.Name(inputs.Run, "measures"));
        _runs.CleanUp(now);
        _store.Sweep([manifest, .. _runs.Bases()]);
        // The last step: a command that is killed before it is done makes the same run again.
        _runs.Publish(inputs.Run);
        return report;
    }

    private Omitted Measure(RunInputs inputs, BaseManifest manifest, Plans plans)
    {
        using var stage = stages.Begin("measure", manifest.Shards);
        var omitted = new Omitted[manifest.Shards];
        var day = Days.Of(inputs.AsOf);
        InParallel.For(manifest.Shards, settings.Parallelism, number =>
        {
            var shard = ReadShard(manifest, number);
            var measured = plans.Measures.Compute(shard, day);
            omitted[number] = new Omitted(measured.Overflows, measured.LaterEvents);
            var names = plans.Measures.Definitions.Select(m => m.Name).ToArray();
            data.Write(MeasuresName(inputs.Run, number), new ScoredShard(measured.Ids, names, measured.Measures).Write);
            stage.Step(1, measured.Ids.Count);
        });
        return new Omitted(omitted.Sum(o => o.Overflows), omitted.Sum(o => o.LaterEvents));
    }

    private RunCalibration Calibrate(RunInputs inputs, BaseManifest manifest, Plans plans)
    {
        using var stage = stages.Begin("calibrate", manifest.Shards);
        var calibrators = plans.Schemes.Select(scheme => new Calibrator(scheme.Inputs)).ToArray();
        for (var shard = 0; shard < manifest.Shards; shard++)
        {
            var measures = ReadMeasures(inputs.Run, shard);
            foreach (var calibrator in calibrators)
                calibrator.Add(measures.Columns, measures.Ids.Count);
            stage.Step(1, measures.Ids.Count);
        }

        var calibration = new RunCalibration(plans.Schemes
            .Select((scheme, i) => (scheme.Definition, Edges: calibrators[i].Learn()))
            .ToDictionary(s => s.Definition.Name, s => (IReadOnlyList<ScoreCalibration>)
                [.. s.Definition.Scores.Zip(s.Edges, ScoreCalibration.Of)]));
        data.Write(RunStore.Name(inputs.Run, "calibration.json"), calibration.ToJson());
        return calibration;
    }

    private List<Move> Score(RunInputs inputs, BaseManifest manifest, Plans plans, RunCalibration calibration)
    {
        using var stage = stages.Begin("score", manifest.Shards);
        var moves = new List<Move>[manifest.Shards];
        var before = inputs.Published is { } last ? _runs.Calibration(last) : null;
        InParallel.For(manifest.Shards, settings.Parallelism, shard =>
        {
            var measures = ReadMeasures(inputs.Run, shard);
            var published = inputs.Published is { } run ? _runs.Shard(run, shard) : null;
            var scorer = new ShardScorer(plans, calibration, inputs, measures);
            var scored = scorer.Score(published);
            _runs.WriteShard(inputs.Run, shard, scored);
            moves[shard] = published is null
                ? []
                : scorer.Moves(published, scored, before!, workspace.Value, Owners(manifest, shard), shard);
            stage.Step(1, measures.Ids.Count);
        });
        return [.. moves.SelectMany(m => m)];
    }

    private CustomerTexts Owners(BaseManifest manifest, int shard)
    {
        var files = manifest.Tables.GetValueOrDefault(SourceDefinition.CustomersName);
        return new CustomerTexts(
            workspace.Customers, files is null ? null : _store.ReadTable(files[shard].File), "owner");
    }

    private Shard ReadShard(BaseManifest manifest, int shard)
    {
        var tables = new Dictionary<string, (RowLayout, Table)>();
        foreach (var source in workspace.Sources)
        {
            if (manifest.Tables.TryGetValue(source.Name, out var files))
                tables[source.Name] = (RowLayout.Of(source), _store.ReadTable(files[shard].File));
        }

        var absent = manifest.Tables.GetValueOrDefault(AbsentCustomers.Table);
        return new Shard(tables, absent is null ? null : _store.ReadTable(absent[shard].File).Ids);
    }

    private ScoredShard ReadMeasures(int run, int shard)
    {
        using var stream = data.Open(MeasuresName(run, shard));
        return ScoredShard.Read(stream);
    }

    private static string MeasuresName(int run, int shard) => RunStore.Name(run, $"measures/{shard}");
}
