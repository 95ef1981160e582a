using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>Puts a preview together from a scratch run and the run that it is compared with.</summary>
internal sealed class PreviewBuilder
{
    private const int Digits = 6;

    private readonly ScratchRun _scratch;
    private readonly RunInputs _inputs;
    private readonly Workspace _workspace;
    private readonly IReadOnlyList<Problem> _problems;
    private readonly Plans _plans;
    private readonly RunReport? _published;
    private readonly IReadOnlySet<string> _changed;
    private readonly Migration[] _migrations;
    private readonly Funnel[] _funnels;
    private readonly Lock _lock = new();

    /// <summary>Reads what the run is compared with.</summary>
    /// <param name="scratch">The run; its shards are scored.</param>
    /// <param name="inputs">What it was made from.</param>
    /// <param name="workspace">Its definitions.</param>
    /// <param name="problems">What the linter warns of in them.</param>
    public PreviewBuilder(
        ScratchRun scratch, RunInputs inputs, Workspace workspace, IReadOnlyList<Problem> problems)
    {
        (_scratch, _inputs, _workspace, _problems) = (scratch, inputs, workspace, problems);
        _plans = scratch.Work.Plans(inputs.Run);
        _published = inputs.Published is { } published ? scratch.Files.Report(published) : null;
        _changed = ChangedSchemes.Of(
            inputs.Published is { } last ? scratch.Work.Workspace(last) : null, workspace);
        _migrations = [.. _plans.Schemes.Select(plan => new Migration(plan.Definition))];
        _funnels = [.. _plans.Schemes.Select(NewFunnel)];
    }

    /// <summary>The preview.</summary>
    public PreviewReport Build(CancellationToken cancel)
    {
        _scratch.ForEachShard(_inputs.Run, piece => Add(piece.Number), cancel);
        var report = _scratch.Figures.Report(_inputs.Run, _scratch.Figures.Moves(_inputs.Run));
        var names = _plans.Schemes.Select(plan => plan.Definition.Name).ToHashSet();
        return new PreviewReport(
            _inputs.Published, _inputs.Workspace, _inputs.WorkspaceVersion, _published?.WorkspaceVersion,
            _inputs.BaseVersion, _inputs.AsOf, report.Customers, _workspace.Currency,
            [.. report.Schemes.Select((scheme, i) => Scheme(scheme, i, report.Customers))],
            [.. _published?.Schemes.Select(scheme => scheme.Scheme).Where(name => !names.Contains(name)) ?? []],
            Overlaps(), report.MovesByCause, report.Moves, _plans.Skipped,
            [.. _problems.Select(problem => problem.WithCode())], report.Findings, report.Held,
            report.Held is { } held ? [MoveGuard.Foretold(held), .. report.Warnings] : report.Warnings);
    }

    private Funnel NewFunnel(SchemePlan plan) => new(plan, _plans.Set);

    private void Add(int shard)
    {
        var scored = _scratch.Files.Shard(_inputs.Run, shard);
        var funnels = _plans.Schemes.Select(NewFunnel).ToArray();
        foreach (var funnel in funnels)
            funnel.Add(scored, Days.Of(_inputs.AsOf));
        lock (_lock)
        {
            for (var scheme = 0; scheme < funnels.Length; scheme++)
                _funnels[scheme].Add(funnels[scheme]);
        }

        if (_inputs.Published is not { } published)
            return;
        var before = _scratch.Files.Shard(published, shard);
        var (then, now) = (Values(before, _scratch.Work.Workspace(published)), Values(scored, _workspace));
        foreach (var migration in _migrations)
            migration.Add(before, scored, then, now);
    }

    private static Int128[] Values(ScoredShard shard, Workspace workspace) =>
        workspace.Value is { } value && shard.Find(value) is { } column
            ? ExactSum.Units(column)
            : new Int128[shard.Ids.Count];

    private SchemePreview Scheme(SchemeReport scheme, int index, long customers)
    {
        var published = _published?.Schemes.FirstOrDefault(one => one.Scheme == scheme.Scheme);
        var (definition, isValued) = (_plans.Schemes[index].Definition, _workspace.Value is not null);
        var matrix = _migrations[index].Cells(isValued);
        var moved = matrix.Where(cell => cell is { From: not null, To: not null } && cell.From != cell.To).ToArray();
        string[] order = [.. definition.Segments.Select(segment => segment.Id)];
        var down = moved.Where(cell => Direction.Of(order, cell.From, cell.To) == Direction.Downgrade).ToArray();
        var count = moved.Sum(cell => cell.Customers);
        return new SchemePreview(
            scheme.Scheme, scheme.Version, published is null, _changed.Contains(scheme.Scheme), count,
            customers == 0 ? 0 : Exact.Trimmed(decimal.Round((decimal)count / customers, Digits)),
            isValued ? moved.Sum(cell => cell.Value) : null, down.Sum(cell => cell.Customers),
            isValued ? down.Sum(cell => cell.Value) : null, Segments(scheme, published, definition), matrix,
            _funnels[index].Steps)
        {
            Held = scheme.Held,
        };
    }

    private static SegmentPreview[] Segments(
        SchemeReport scheme, SchemeReport? published, SchemeDefinition definition)
    {
        // A candidate may give one id to two published segments.
        var before = published?.Segments.GroupBy(segment => definition.Today(segment.Segment)).ToDictionary(
            same => same.Key,
            same => same.First() with
            {
                Customers = same.Sum(one => one.Customers),
                Value = same.First().Value is null ? null : same.Sum(one => one.Value),
            }) ?? [];
        return
        [
            .. scheme.Segments.Select(now => (now, then: before.GetValueOrDefault(now.Segment)))
                .Select(both => new SegmentPreview(
                    both.now.Segment, both.now.Name, both.then?.Customers, both.now.Customers, both.then?.Value,
                    both.now.Value)),
            .. before.Where(then => scheme.Segments.All(now => now.Segment != then.Key))
                .Select(then => new SegmentPreview(
                    then.Key, then.Value.Name, then.Value.Customers, null, then.Value.Value, null)),
        ];
    }

    private SchemeOverlap[] Overlaps()
    {
        var shards = _scratch.Summaries.Of(_inputs.Run).Shards;
        var places = Enumerable.Range(0, _plans.Schemes.Count).ToArray();
        return
        [
            .. places.SelectMany(one => places.Where(other => one < other && (IsChanged(one) || IsChanged(other)))
                .Select(other => Overlap.Of(_plans, one, other, shards))),
        ];
    }

    private bool IsChanged(int scheme) => _changed.Contains(_plans.Schemes[scheme].Definition.Name);
}
