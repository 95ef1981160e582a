using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Health;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Health;

/// <summary>
/// Looks at the segmentation itself: how far the customers of a run are from those of the first run under the same
/// definitions, and what every scheme is like.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="work">What the steps of a run share.</param>
/// <param name="summaries">Who is in which segment.</param>
/// <param name="settings">The number of cores.</param>
/// <param name="stages">Told how far it is.</param>
public sealed class RunHealth(
    BlobStore data, RunStore runs, RunWork work, ShardSummaries summaries, Settings settings, Stages stages)
{
    /// <summary>What a run kept for the health of later ones; null when it kept nothing.</summary>
    internal HealthRecord? Find(int run) => data.Has(RunStore.Name(run, HealthRecord.File))
        ? Json.Read<HealthRecord>(data, RunStore.Name(run, HealthRecord.File))
        : null;

    /// <summary>The report with the health of a run, whose file is written.</summary>
    /// <param name="report">What the run found.</param>
    internal RunReport Added(RunReport report)
    {
        using var stage = stages.Begin("health");
        stage.Step(0, report.Customers);
        var (plans, workspace) = (work.Plans(report.Run), work.Workspace(report.Run));
        var before = work.Inputs(report.Run).Published is { } published ? Find(published) : null;
        var profile = summaries.Of(report.Run).Profile;
        var counted = Counted(report, plans, before);
        var figures = new SegmentFigures(report, plans, profile, workspace, before);
        SchemeRecord[] records = [.. counted.Select((scheme, i) => figures.Record(i, scheme))];
        var objectives = new ObjectiveFigures(report, plans, profile, workspace, before);
        data.Write(
            RunStore.Name(report.Run, HealthRecord.File),
            JsonSerializer.SerializeToUtf8Bytes(
                new HealthRecord(report.Run, records, objectives.Starts), Json.Options));
        var schemes = records.Select((record, i) =>
            new SchemeCheckup(report, i, record, Usual(before, record.Scheme), counted[i], workspace)
                .Of(figures.Separation(i)));
        return report with { Health = HealthText.Whole([.. schemes], objectives.Progress) };
    }

    /// <summary>
    /// What the run before kept of a scheme, when its moves may happen once more; null when it had just begun anew, or
    /// only took back, or only decided again for some.
    /// </summary>
    private SchemeRecord? Usual(HealthRecord? before, string scheme) =>
        before?.Find(scheme) is { } last && last.Baseline.Run != before.Run
        && work.Inputs(before.Run).Kind is RunKind.Full or RunKind.Release
            ? last
            : null;

    /// <summary>Per scheme its columns as they are now, and the baseline that they are compared with.</summary>
    private CountedScheme[] Counted(RunReport report, Plans plans, HealthRecord? before)
    {
        var names = plans.Schemes.Select(plan => Columns(plan, plans)).ToArray();
        var fits = plans.Schemes.Select(plan => LastFit(report.Run, plans, plan)).ToArray();
        var kept = report.Schemes.Select((_, i) => Kept(report, i, before, names[i], fits[i])).ToArray();
        (string Name, ColumnType Type)[] toLearn =
            [.. names.Where((_, i) => kept[i] is null).SelectMany(columns => columns).Distinct()];
        var learned = Learned(report, toLearn);
        var bins = new Dictionary<CountedColumn, Bins>();
        for (var scheme = 0; scheme < names.Length; scheme++)
        {
            foreach (var (name, _) in names[scheme])
            {
                var since = kept[scheme]?.Run ?? report.Run;
                bins[new CountedColumn(name, since)] =
                    kept[scheme]?.Columns.First(column => column.Column == name).Bins ?? learned[name];
            }
        }

        var tally = new HealthTally(bins, Days.Of(report.AsOf));
        InParallel.For(work.Base(report.Run).Shards, settings.Parallelism, shard =>
            tally.Add(runs.Shard(report.Run, shard)));
        return [.. names.Select((columns, i) => new CountedScheme(kept[i], fits[i],
        [
            .. columns.Select(column => (column, Key: new CountedColumn(column.Name, kept[i]?.Run ?? report.Run)))
                .Select(c => new ColumnBaseline(c.column.Name, c.column.Type, bins[c.Key], tally.Of(c.Key))),
        ]))];
    }

    /// <summary>The baseline that a scheme goes on with; null when it begins anew.</summary>
    private SchemeBaseline? Kept(
        RunReport report, int index, HealthRecord? before, (string Name, ColumnType Type)[] columns, int lastFit)
    {
        var scheme = report.Schemes[index];
        if (before?.Find(scheme.Scheme) is not { Baseline: { } baseline } record || record.Version != scheme.Version
            || report.DefinitionChanges.Any(change => change.Scheme == scheme.Scheme)
            || work.Inputs(report.Run).Refit || baseline.LastFit != lastFit
            || (baseline.Customers < PopulationShift.LeastCustomers && HasEnough(report)))
            return null;
        return baseline.Columns.Select(column => (column.Column, column.Type)).SequenceEqual(columns)
            ? baseline
            : null;
    }

    private static bool HasEnough(RunReport report) => report.Customers >= PopulationShift.LeastCustomers;

    /// <summary>The newest run that fitted anything that a scheme decides by; 0 when it uses nothing fitted.</summary>
    private int LastFit(int run, Plans plans, SchemePlan plan)
    {
        var models = work.Models(run);
        var fitted = plans.Set.MeasuresOf(plan).SelectMany(plans.Measures.Needed).Distinct()
            .SelectMany(plans.Measures.LifetimesOf).SelectMany(call => call.Keys)
            .Select(key => models.Find(key)?.Run ?? 0);
        return plans.Set.Reached(plan).Select(one => one.Definition.Learned?.Run ?? 0).Concat(fitted).Max();
    }

    /// <summary>
    /// Learns the bins of columns from a sample of the run's customers. Of so few that nothing is told, nothing is kept
    /// either: edges and categories would be values of single customers.
    /// </summary>
    private Dictionary<string, Bins> Learned(RunReport report, (string Name, ColumnType Type)[] columns)
    {
        if (columns.Length == 0)
            return [];
        if (!HasEnough(report))
        {
            return columns.ToDictionary(
                column => column.Name, column => Bins.Learn(Bins.Ages(Column.Nulls(column.Type, 0), 0)));
        }

        var run = report.Run;
        var sample = CustomerSample.Of(
            Enumerable.Range(0, work.Base(run).Shards).Select(shard => runs.Shard(run, shard)), columns);
        var day = Days.Of(work.Inputs(run).AsOf);
        return columns.Zip(sample.Measures).ToDictionary(
            column => column.First.Name, column => Bins.Learn(Bins.Ages(column.Second, day)));
    }

    /// <summary>The columns of a run's files that a scheme decides by: its measures, then its scores.</summary>
    private static (string Name, ColumnType Type)[] Columns(SchemePlan plan, Plans plans) =>
    [
        .. plans.Set.MeasuresOf(plan).Select(
            measure => (plans.Measures.Definitions[measure].Name, plans.Measures.Type(measure))),
        .. plan.Definition.Columns.Select(
            score => (ScoredShard.ScoreName(plan.Definition.Name, score.Name), score.Type)),
    ];
}

/// <summary>What a scheme is compared with, and its columns as they are now.</summary>
/// <param name="Kept">The baseline; null when this run is the first.</param>
/// <param name="LastFit">The newest run that fitted anything that it decides by; 0 when nothing is.</param>
/// <param name="Columns">Its measures and scores now, in the bins of the baseline.</param>
internal sealed record CountedScheme(SchemeBaseline? Kept, int LastFit, IReadOnlyList<ColumnBaseline> Columns);
