using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Puts the cards of segments together, from the files of published runs alone.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="ledger">Which runs there are.</param>
public sealed class SegmentCards(BlobStore data, RunLedger ledger)
{
    /// <summary>The most runs of a trend.</summary>
    public const int MostRuns = 30;

    private const int ShareDigits = 6;

    private readonly RunStore _runs = new(data);

    // What a published run says never changes.
    private readonly Memo _read = new(2 * MostRuns);

    /// <summary>The schemes of a run, by name.</summary>
    /// <param name="run">A published run whose files are kept.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<IReadOnlyList<SchemeCard>> OfAsync(int run, CancellationToken cancel)
    {
        var (report, earlier) = (Report(run), await ReportsAsync(run, cancel));
        var workspace = _read.Get($"{RunStore.Folder(run)}/workspace", () => _runs.Workspace(run));
        return [.. report.Schemes.Select(scheme => Card(scheme, report, earlier, workspace))];
    }

    /// <summary>The reports of the published runs up to one that are kept, oldest first.</summary>
    private async Task<IReadOnlyList<RunReport>> ReportsAsync(int run, CancellationToken cancel)
    {
        var (pointer, reports) = (await ledger.PointerAsync(cancel), new List<RunReport>());
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (reports.Count == MostRuns)
                break;
            if (row.Run <= run && pointer.Shows(row.Run) && row.PublishedAt is not null
                && data.Has(RunStore.Name(row.Run, RunReport.File)))
                reports.Insert(0, Report(row.Run));
        }

        return reports;
    }

    private RunReport Report(int run)
    {
        var name = RunStore.Name(run, RunReport.File);
        return _read.Get(name, () => Json.Read<RunReport>(data, name));
    }

    private static SchemeCard Card(
        SchemeReport scheme, RunReport report, IReadOnlyList<RunReport> reports, Workspace workspace)
    {
        var definition = workspace.Schemes.Single(s => s.Name == scheme.Scheme);
        var purpose = definition.Purpose;
        return new SchemeCard(
            scheme.Scheme, scheme.Version, scheme.Kind, report.Run, report.AsOf, report.Customers, report.Currency,
            [.. scheme.Segments.Select(segment => Card(
                segment, definition.Segments.First(s => s.Id == segment.Segment), workspace) with
            {
                Share = Share(segment.Customers, report.Customers) ?? 0,
                ValueShare = Share(segment.Value, scheme.Segments.Sum(s => s.Value)),
                Trend = [.. Trend(definition, segment.Segment, reports)],
                Outcomes = report.Outcomes.FirstOrDefault(
                    line => line.Scheme == scheme.Scheme && line.Segment == segment.Segment),
                Differentiators = [.. Differentiators(scheme.Scheme, segment.Segment, report, workspace)],
            })])
        {
            OutcomesSince = report.OutcomesSince,
            Name = purpose.Name,
            Description = purpose.Description,
            Owner = purpose.Owner,
            Objective = purpose.Objective,
            ReviewEvery = purpose.ReviewEvery,
            Reviewed = purpose.Reviewed,
            UseCases = purpose.UseCases,
        };
    }

    private static SegmentCard Card(SegmentReport segment, SegmentDefinition definition, Workspace workspace)
    {
        var play = definition.Playbook is { } name ? workspace.Playbooks.GetValueOrDefault(name) : null;
        return new SegmentCard(segment.Segment, segment.Name, segment.Customers, segment.Value)
        {
            Description = definition.Description,
            Playbook = definition.Playbook,
            Owner = definition.Owner,
            Objective = definition.Objective,
            Play = play,
            NextAction = play?.NextActionOf(segment.Segment),
        };
    }

    /// <summary>A share of a whole, from 0 to 1 in six digits; null of nothing.</summary>
    internal static decimal? Share(decimal? part, decimal? whole) =>
        whole is null or 0 ? null : Engine.Columns.Exact.Trimmed(decimal.Round(part!.Value / whole.Value, ShareDigits));

    /// <summary>The sizes of a segment, also under the id that it had before.</summary>
    private static IEnumerable<TrendPoint> Trend(
        SchemeDefinition scheme, string segment, IReadOnlyList<RunReport> reports) =>
        from report in reports
        from then in report.Schemes
        where then.Scheme == scheme.Name
        from size in then.Segments
        where scheme.Today(size.Segment) == segment
        select new TrendPoint(report.Run, report.AsOf, size.Customers, size.Value);

    private static IEnumerable<DifferentiatorCard> Differentiators(
        string scheme, string segment, RunReport report, Workspace workspace) => report.Differentiators
        .Where(difference => difference.Scheme == scheme && difference.Segment == segment)
        .Select(difference => new DifferentiatorCard(
            difference.Measure, workspace.Measures.Single(measure => measure.Name == difference.Measure).Unit,
            difference.Effect, difference.Mean, difference.OthersMean, difference.Category, difference.Share,
            difference.OthersShare, difference.Unknown, difference.OthersUnknown, difference.Lift));
}
