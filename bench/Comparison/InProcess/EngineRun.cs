using Segmentation.Engine.Base;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Comparison.InProcess;

/// <summary>
/// The engine alone, as a program would use it: from the bytes of dumps to segments in memory, without a base, tables
/// or messages.
/// </summary>
internal sealed class EngineRun
{
    private const int Shards = 64;

    private readonly Plans _plans;
    private readonly ScoredShard[] _shards = new ScoredShard[Shards];

    private EngineRun(Workspace workspace, IReadOnlyDictionary<string, string> dumps, int threads)
    {
        var sources = workspace.Sources.Where(source => dumps.ContainsKey(source.Name)).ToDictionary(
            source => source.Name,
            source => SourceRows.Read(dumps[source.Name], source, workspace, Shards, threads));
        _plans = Plans.Bind(workspace, sources.Keys.ToHashSet());
        var asOf = sources.Values.Max(source => source.NewestDay) + 1;
        var measured = new MeasuredShard[Shards];
        InParallel.For(Shards, threads, shard => measured[shard] = _plans.Measures.Compute(
            new Shard(sources.ToDictionary(
                source => source.Key, source => source.Value.Merge(shard, workspace.TimeZone))),
            asOf));
        var edges = _plans.Schemes.ToDictionary(plan => plan.Definition.Name, plan => Learn(plan, measured));
        InParallel.For(Shards, threads, shard => _shards[shard] = Scored(measured[shard], edges, asOf));
    }

    /// <summary>Segments customers as of the day after the newest event.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="dumps">The file of each source, UTF-8; sources without one have no rows.</param>
    /// <param name="threads">How many chunks, and shards, are worked on at once.</param>
    /// <exception cref="ImportException">When a dump lacks a column.</exception>
    public static EngineRun Of(Workspace workspace, IReadOnlyDictionary<string, string> dumps, int threads) =>
        new(workspace, dumps, threads);

    /// <summary>The segments of each scheme, in its order, with the number of their customers.</summary>
    public IEnumerable<(string Scheme, string Segment, int Customers)> Sizes() =>
        from plan in _plans.Schemes
        let name = plan.Definition.Name
        let codes = _shards.Select(shard => ((TextColumn)shard.Find(ScoredShard.SegmentName(name))!).Codes).ToArray()
        from segment in Enumerable.Range(0, plan.Ids.Count)
        select (name, plan.Ids.Text(segment), codes.Sum(shard => shard.AsSpan().Count(segment)));

    /// <summary>Writes <c>customers.csv</c>: a line per customer by code point of the id.</summary>
    public void Write(Stream output, int threads)
    {
        var csv = new CustomersCsv(_plans);
        output.Write(csv.Header());
        SortedLines.Write(output, _shards, csv.Into, threads);
    }

    private static Edges[] Learn(SchemePlan plan, MeasuredShard[] measured)
    {
        var calibrator = new Calibrator(plan.Inputs);
        foreach (var shard in measured)
            calibrator.Add(shard.Measures, shard.Ids.Count);
        return calibrator.Learn();
    }

    private ScoredShard Scored(MeasuredShard measured, Dictionary<string, Edges[]> edges, int asOf)
    {
        var results = _plans.Set.Decide(measured.Measures, name => edges[name], asOf, measured.Ids.Count);
        var (names, columns) = (_plans.Measures.Definitions.Select(m => m.Name).ToList(), measured.Measures.ToList());
        foreach (var plan in _plans.Schemes)
        {
            var (scheme, decision) = (plan.Definition, results.Of(plan));
            names.AddRange(scheme.Columns.Select(column => ScoredShard.ScoreName(scheme.Name, column.Name)));
            columns.AddRange(decision.Columns);
            names.Add(ScoredShard.SegmentName(scheme.Name));
            columns.Add(new TextColumn(decision.Segments, plan.Ids));
        }

        return new ScoredShard(measured.Ids, names, columns);
    }
}
