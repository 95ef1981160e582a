using Microsoft.AspNetCore.Http;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Compares two published runs, for the review of a quarter.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="ledger">Which runs there are.</param>
/// <param name="overrides">The segments that persons set.</param>
/// <param name="reads">Who asked for which scheme.</param>
/// <param name="settings">The number of cores.</param>
public sealed class CompareRuns(
    BlobStore data, RunLedger ledger, OverrideLedger overrides, ReadLedger reads, Settings settings)
{
    private const int SoonDays = 30;

    private readonly KeptRuns _kept = new(data, ledger);
    private readonly RunStore _runs = new(data);
    private readonly WorkspaceStore _workspaces = new(data, new Memo());

    /// <summary>The comparison.</summary>
    /// <param name="from">The number or day of the earlier run.</param>
    /// <param name="to">The number or day of the later run; null for the newest.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="RefusedException">When there is nothing to compare.</exception>
    public async Task<RunComparison> OfAsync(string from, string? to, CancellationToken cancel)
    {
        var all = await _kept.AllAsync(cancel);
        var (then, now) = (KeptRuns.Find(all, "from", from), KeptRuns.Find(all, "to", to));
        if (then.Run >= now.Run)
        {
            throw new RefusedException(
                StatusCodes.Status400BadRequest, "bad-run", "from and to",
                then.Run == now.Run
                    ? $"both are {Said.Run(now.Run)}"
                    : $"{Said.Run(then.Run)} is later than {Said.Run(now.Run)}",
                "an earlier run and a later one", "name an earlier day or run as from");
        }

        var (before, after) = (Report(then, "from"), Report(now, "to"));
        var missing = new List<string>();
        var crossing = Cross(then.Run, now.Run, missing);
        // What was worth something else then, or in another currency, stands beside nothing.
        if (!(crossing?.IsRetained ?? before.Currency == after.Currency))
            before = WithoutValues(before);
        var moves = new MovesBetween(
            [.. all.Where(run => run.Run > then.Run && run.Run <= now.Run).Select(run => run.Run)], _kept, missing);
        var parts = new ComparedParts(before, after, crossing, moves);
        return new RunComparison(
            Side(then, before), Side(now, after), after.Workspace, after.Currency,
            parts.Customers(), parts.Schemes(), moves.Causes(null), Definitions(then, now), parts.Objectives(),
            parts.Served(), after.Skills, await OverridesAsync(now, cancel),
            await UnreadAsync(then, now, after, missing, cancel), Reviews(now), missing);
    }

    private RunReport Report(KeptRun run, string where) =>
        _kept.Report(run.Run) ?? throw KeptRuns.NotKept(where, run.Run);

    /// <summary>Who went where; null when the files of either run are not kept.</summary>
    private Crossing? Cross(int from, int to, List<string> missing)
    {
        if (new[] { from, to }.FirstOrDefault(run => !_runs.Has(run)) is > 0 and var gone)
        {
            missing.Add(
                $"who was where in {Said.Run(gone)}, and for how much, is not kept: there is no matrix, and nobody "
                + "knows who came, who went, and what was kept of the value");
            return null;
        }

        var (then, now) = (_runs.Workspace(from), _runs.Workspace(to));
        var isRetained = now.Value is not null && (then.Value, then.Currency) == (now.Value, now.Currency);
        if (!isRetained)
        {
            missing.Add(now.Value is null
                ? "the workspace names no value, so that retention is not known"
                : $"value is {Worth(then)} in {Said.Run(from)} and {Worth(now)} in {Said.Run(to)}: what was kept of it "
                    + "is not known");
        }

        return Crossing.Of(_runs, from, to, isRetained, settings.Parallelism);
    }

    private static RunReport WithoutValues(RunReport report) => report with
    {
        Schemes =
        [
            .. report.Schemes.Select(scheme => scheme with
            {
                Segments = [.. scheme.Segments.Select(segment => segment with { Value = null })],
            }),
        ],
    };

    private static string Worth(Workspace workspace) =>
        workspace.Value is null ? "nothing" : $"{workspace.Value} in {workspace.Currency ?? "no currency"}";

    private static ComparedSide Side(KeptRun run, RunReport report) => new(
        run.Run, run.AsOf, run.PublishedAt, report.Customers,
        report.Schemes is [var first, ..] && first.Segments.Any(segment => segment.Value is not null)
            ? first.Segments.Sum(segment => segment.Value)
            : null,
        report.Health?.Verdict, report.Health?.Summary);

    private ChangedDefinitions[] Definitions(KeptRun from, KeptRun to)
    {
        var (changes, live) = (new List<ChangedDefinitions>(), from.WorkspaceVersion);
        foreach (var one in _workspaces.Deployments.Where(one => one.At > from.PublishedAt && one.At <= to.PublishedAt))
        {
            if (one.Version == live)
                continue;
            var schemes = ChangedSchemes.Of(_workspaces.Read(live), _workspaces.Read(one.Version));
            changes.Add(new ChangedDefinitions(
                one.Version, one.At, one.How, one.Author, one.Note, [.. schemes.Order(StringComparer.Ordinal)]));
            live = one.Version;
        }

        return [.. changes];
    }

    private async Task<OpenOverride[]> OverridesAsync(KeptRun to, CancellationToken cancel) =>
    [
        .. (await overrides.AllAsync(cancel))
            .Where(row => row.ExpiryDay > to.AsOf
                && (row.ExpiryDay <= to.AsOf.AddDays(SoonDays) || row.ConflictRuns > 0))
            .OrderBy(row => row.ExpiryDay).ThenBy(row => row.Customer, StringComparer.Ordinal)
            .ThenBy(row => row.Scheme, StringComparer.Ordinal)
            .Select(row => new OpenOverride(
                row.Customer, row.Scheme, row.Segment, row.Author, row.ExpiryDay, row.ConflictRuns)),
    ];

    /// <summary>The schemes that nobody asked for between the two publications.</summary>
    private async Task<string[]> UnreadAsync(
        KeptRun from, KeptRun to, RunReport report, List<string> missing, CancellationToken cancel)
    {
        var (first, last) = (Utc(from.PublishedAt), Utc(to.PublishedAt));
        if (await reads.BeganAsync(cancel) is not { } began || began > last)
            return [];
        if (began > first)
            missing.Add($"who asks for which scheme is counted since {Said.Day(began)}");
        var read = (await reads.BetweenAsync(first, last, cancel)).Select(one => one.Scheme).ToHashSet();
        return [.. report.Schemes.Select(scheme => scheme.Scheme).Where(scheme => !read.Contains(scheme))];
    }

    private static DateOnly Utc(DateTimeOffset time) => Days.At(time, TimeZoneInfo.Utc);

    private DueReview[] Reviews(KeptRun to)
    {
        var workspace = _workspaces.Read(to.WorkspaceVersion);
        var plan = new ReviewPlan(new ReviewBook(data).All);
        return
        [
            .. workspace.Schemes.Select(scheme => (scheme.Name, State: plan.Of(workspace, scheme.Name, to.AsOf)))
                .Prepend((Name: ReviewBook.Workspace, State: plan.Of(workspace, to.AsOf)))
                .Where(review => review.State.Due <= to.AsOf.AddDays(SoonDays))
                .Select(review => new DueReview(review.Name, review.State.Due!.Value, review.State.Overdue)),
        ];
    }
}
