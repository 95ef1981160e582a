using System.Buffers;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Puts answers about customers together.</summary>
/// <param name="runs">The published runs.</param>
/// <param name="workspaces">The names of segments.</param>
public sealed class CustomerAnswers(PublishedRuns runs, WorkspaceStore workspaces)
{
    private volatile RunText? _text;

    /// <summary>Writes what the published run says of a customer, as a <see cref="CustomerAnswer"/> is written.
    /// </summary>
    /// <param name="into">Takes the answer.</param>
    /// <param name="id">The customer, or an alias.</param>
    /// <param name="visible">What its row says.</param>
    /// <param name="run">The published run; null before the first.</param>
    /// <param name="isStale">Whether base or definitions are newer than the run's.</param>
    /// <param name="measures">The measures; null to leave them out.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Null; where the run says nothing, and nothing was written, what is known of the customer.</returns>
    internal async ValueTask<CustomerStatus?> WriteAsync(
        IBufferWriter<byte> into, string id, Visible visible, PublishedRun? run, bool isStale,
        IReadOnlyDictionary<string, object?>? measures, CancellationToken cancel)
    {
        if (visible.Json is not { } stored || run is null)
            return new CustomerStatus(id, runs.IsImported(id) ? CustomerStatus.Awaiting : CustomerStatus.Unknown);
        var (identity, text) = (runs.Identity(run.Run), await TextAsync(run, cancel));
        var customer = identity.Canonical(id);
        text.Write(into, customer, stored, isStale, identity.Aliases(customer), measures);
        return null;
    }

    /// <summary>A customer's segments in a run whose files are kept; null when it was not in it.</summary>
    internal async Task<CustomerAnswer?> FromFilesAsync(
        CustomerAnswer now, PublishedRun run, CancellationToken cancel)
    {
        if (runs.Find(run.Run, now.Customer) is not var (shard, row))
            return null;
        var names = workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));
        var overrides = runs.Overrides(run.Run, now.Customer);
        var segments = new SortedDictionary<string, SegmentAnswer>(StringComparer.Ordinal);
        foreach (var scheme in names.Schemes.Where(scheme => run.Schemes.Contains(scheme.Name)))
        {
            var since = await runs.GetAsync(
                (int)(long)CellValue.Of(shard.Find(ScoredShard.SinceName(scheme.Name)), row)!, cancel);
            var scores = scheme.Columns.ToDictionary(
                score => score.Name,
                score => Number(shard.Find(ScoredShard.ScoreName(scheme.Name, score.Name)), row));
            var segment = (string)CellValue.Of(shard.Find(ScoredShard.SegmentName(scheme.Name)), row)!;
            var settled = new SettledSegments(shard, scheme.Name).Of(row, overrides);
            segments[scheme.Name] = Segment(names, scheme.Name, segment, since.PublishedAt, scores) with
            {
                Entered = scheme.EnteredColumn is null
                    ? null
                    : CellValue.Day(shard.Find(ScoredShard.EnteredName(scheme.Name)), row),
                ModelSegment = settled?.Model ?? segment,
                HeldUntil = settled?.Until,
                Override = settled?.Override,
            };
        }

        var identity = runs.Identity(run.Run);
        var customer = identity.Canonical(now.Customer);
        return now with
        {
            Customer = customer,
            Run = run.Run,
            AsOf = run.AsOf,
            PublishedAt = run.PublishedAt,
            Segments = segments,
            Aliases = Aliases(identity, customer),
        };
    }

    /// <summary>The measures of a customer in a run; null when its files are not kept.</summary>
    internal Dictionary<string, object?>? Measures(PublishedRun run, string id)
    {
        if (runs.Find(run.Run, id) is not var (shard, row))
            return null;
        return workspaces.Read(run.WorkspaceVersion).Measures.ToDictionary(
            measure => measure.Name, measure => CellValue.Of(shard.Find(measure.Name), row));
    }

    /// <summary>The text of the run that is published; that of the last one that was asked for is kept.</summary>
    private async ValueTask<RunText> TextAsync(PublishedRun run, CancellationToken cancel)
    {
        if (_text is { } text && text.Run == run.Run)
            return text;
        var names = workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));
        var all = await runs.AllAsync(new Pointer(run.Run, []), cancel);
        return _text = new RunText(run, names, all);
    }

    private static IReadOnlyList<string>? Aliases(Identity identity, string customer) =>
        identity.Aliases(customer) is { Count: > 0 } aliases ? aliases : null;

    private static decimal? Number(Column? column, int row) => CellValue.Of(column, row) switch
    {
        long score => score,
        decimal points => points,
        _ => null,
    };

    /// <summary>A segment under the name that people read.</summary>
    internal static SegmentAnswer Segment(
        Workspace names, string scheme, string segment, DateTimeOffset? since,
        IReadOnlyDictionary<string, decimal?>? scores) => new(
        segment,
        names.Schemes.FirstOrDefault(s => s.Name == scheme)?.Segments.FirstOrDefault(s => s.Id == segment)?.Name
            ?? segment,
        since, scores, segment, null, null);
}
