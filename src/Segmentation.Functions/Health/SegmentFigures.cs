using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Health;

/// <summary>Puts together what a run keeps of its schemes: sizes, moves and worth of segments.</summary>
/// <param name="report">What the run found.</param>
/// <param name="plans">Its measures and schemes.</param>
/// <param name="profile">The means of measures.</param>
/// <param name="workspace">Its definitions.</param>
/// <param name="before">What the published run kept; null before the first.</param>
internal sealed class SegmentFigures(
    RunReport report, Plans plans, RunProfile profile, Workspace workspace, HealthRecord? before)
{
    private const int Digits = 6;

    private readonly int? _value = workspace.Value is { } name ? plans.Measures.Find(name) : null;
    private readonly int? _lifetime = Enumerable.Range(0, plans.Measures.Definitions.Count)
        .Where(measure => plans.Measures.LifetimesOf(measure).Any(IsWorth))
        .Select(measure => (int?)measure).FirstOrDefault();

    /// <summary>Eta squared of value between the segments of a scheme; null when it is not known.</summary>
    /// <param name="index">The place of the scheme in the report.</param>
    public double? Separation(int index) => _value is { } value ? profile.EtaSquared(value, index) : null;

    /// <summary>What is kept of a scheme.</summary>
    /// <param name="index">Its place in the report.</param>
    /// <param name="counted">Its baseline and its columns.</param>
    public SchemeRecord Record(int index, CountedScheme counted)
    {
        var scheme = report.Schemes[index];
        SegmentSize[] sizes =
            [.. scheme.Segments.Select(segment => new SegmentSize(segment.Segment, segment.Customers))];
        var last = before?.Find(scheme.Scheme);
        return new SchemeRecord(
            scheme.Scheme, scheme.Version,
            counted.Kept ?? new SchemeBaseline(
                report.Run, report.AsOf, sizes, scheme.Segments.Sum(segment => segment.Unknown), Separation(index),
                counted.Columns)
            {
                LastFit = counted.LastFit,
            },
            sizes, counted.Kept is null ? [] : Flows(scheme, last?.Flows ?? []),
            last is null ? [] : Migration(scheme, sizes), Values(index, scheme, last));
    }

    private SegmentFlow[] Flows(SchemeReport scheme, IReadOnlyList<SegmentFlow> earlier) =>
    [
        .. report.Moves.Where(move => move.Scheme == scheme.Scheme && move is { From: not null, To: not null })
            .Select(move => new SegmentFlow(move.From!, move.To!, move.Customers)).Concat(earlier)
            .GroupBy(flow => (flow.From, flow.To))
            .Select(flows => new SegmentFlow(flows.Key.From, flows.Key.To, flows.Sum(flow => flow.Customers)))
            .OrderBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal),
    ];

    /// <summary>Who moved is told by the report; all others stayed.</summary>
    private MigrationCell[] Migration(SchemeReport scheme, SegmentSize[] sizes)
    {
        var moves = report.Moves.Where(move => move.Scheme == scheme.Scheme)
            .GroupBy(move => (move.From, move.To)).ToDictionary(
                flows => flows.Key, flows => flows.Sum(flow => flow.Customers));
        foreach (var size in sizes)
        {
            var came = moves.Where(move => move.Key.To == size.Segment).Sum(move => move.Value);
            moves[(size.Segment, size.Segment)] = size.Customers - came;
        }

        var all = moves.GroupBy(move => move.Key.From ?? "").ToDictionary(
            from => from.Key, from => from.Sum(move => move.Value));
        int Place(string? segment) => Array.FindIndex(sizes, size => size.Segment == segment) is var place and >= 0
            ? place
            : int.MaxValue;
        return
        [
            .. moves.Where(move => move.Value > 0)
                .OrderBy(move => Place(move.Key.From)).ThenBy(move => move.Key.From, StringComparer.Ordinal)
                .ThenBy(move => Place(move.Key.To)).ThenBy(move => move.Key.To, StringComparer.Ordinal)
                .Select(move => new MigrationCell(
                    move.Key.From, move.Key.To, move.Value,
                    Math.Round((double)move.Value / all[move.Key.From ?? ""], Digits))),
        ];
    }

    private SegmentSeries[] Values(int index, SchemeReport scheme, SchemeRecord? last)
    {
        if (_value is null && _lifetime is null)
            return [];
        var definitions = plans.Schemes[index].Definition.Segments;
        return [.. scheme.Segments.Select((segment, i) =>
        {
            var renamed = definitions.FirstOrDefault(one => one.Id == segment.Segment)?.RenamedFrom;
            var earlier = last?.Values.FirstOrDefault(series => series.Segment == segment.Segment)
                ?? last?.Values.FirstOrDefault(series => series.Segment == renamed);
            var point = new ValuePoint(
                report.Run, report.AsOf, segment.Customers, Mean(_value, index, i), Mean(_lifetime, index, i));
            var others = (earlier?.Points ?? []).Where(other => other.AsOf != report.AsOf);
            return new SegmentSeries(
                segment.Segment,
                [.. others.Append(point).OrderBy(one => one.AsOf).TakeLast(SegmentSeries.Most)]);
        })];
    }

    private static bool IsWorth(LifetimeCall call) =>
        call.Measure is LifetimeMeasure.Value or LifetimeMeasure.Remaining;

    private decimal? Mean(int? measure, int scheme, int segment) =>
        measure is { } of ? profile.Mean(of, scheme, segment) : null;
}
