using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Explains the segments of one customer from the files of a run alone.</summary>
/// <param name="data">Where the files are.</param>
public sealed class ExplainCustomer(BlobStore data)
{
    private readonly RunStore _runs = new(data);

    /// <summary>The explanations, scheme by scheme.</summary>
    /// <param name="customer">The id of a customer of the run.</param>
    /// <param name="scheme">The only scheme to explain, or null.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="DefinitionException">When no such scheme ran.</exception>
    public IReadOnlyList<Explanation> Of(string customer, string? scheme, int run)
    {
        var id = Encoding.UTF8.GetBytes(customer);
        var scored = _runs.Shard(run, StableHash.Shard(StableHash.Of(id), _runs.Base(run).Shards));
        return Of(scored, scored.IndexOf(id), scheme, run, null);
    }

    /// <summary>The explanations of the only customer of a shard that a run's definitions and edges decided.</summary>
    /// <param name="one">The shard.</param>
    /// <param name="scheme">The only scheme to explain, or null.</param>
    /// <param name="run">The run.</param>
    /// <param name="asOf">The as-of day; null for the run's.</param>
    internal IReadOnlyList<Explanation> Of(ScoredShard one, string? scheme, int run, DateOnly? asOf = null) =>
        Of(one, 0, scheme, run, asOf);

    private Explanation[] Of(ScoredShard scored, int row, string? scheme, int run, DateOnly? asOf)
    {
        var (inputs, calibration) = (_runs.Inputs(run), _runs.Calibration(run));
        inputs = inputs with { AsOf = asOf ?? inputs.AsOf };
        var workspace = _runs.Workspace(run);
        var plans = Plans.Bind(workspace, _runs.Base(run).Tables.Keys.ToHashSet());
        var schemes = plans.Schemes.Where(plan => scheme is null || plan.Definition.Name == scheme).ToArray();
        if (schemes.Length == 0)
            throw NoScheme(scheme, plans);
        var settled = new SettledCustomer(plans, scored, row, _runs.Overrides(run));
        var customer = scored.Ids.Text(row);
        var models = new ExplainedModels(
            _runs.Models(run), plans.Measures, inputs.AsOf,
            customer.Length == 0 ? null : new(new CustomerRows(data, _runs, workspace, run, customer).Read));
        return
        [
            .. schemes.Select(plan =>
                WithModels(Explain(plan, plans, calibration, inputs, scored, row, settled), models)),
        ];
    }

    private static Explanation WithModels(Explanation explained, ExplainedModels models) => explained with
    {
        Inputs =
        [
            .. explained.Inputs.Select(input => models.Of(input.Measure) is { Count: > 0 } used
                ? input with { Models = used }
                : input),
        ],
    };

    private Explanation Explain(
        SchemePlan plan, Plans plans, RunCalibration calibration, RunInputs inputs, ScoredShard scored, int row,
        SettledCustomer settled)
    {
        var scheme = plan.Definition;
        var names = plans.Measures.Definitions.Select(m => m.Name).ToArray();
        var measures = names.Select(name => scored.Find(name)!.Take([row])).ToArray();
        var segment = (string)CellValue.Of(scored.Find(ScoredShard.SegmentName(scheme.Name)), row)!;
        var definition = scheme.Segments.First(s => s.Id == segment);
        var model = settled.Of(scheme.Name)?.Model ?? segment;
        var since = (long)CellValue.Of(scored.Find(ScoredShard.SinceName(scheme.Name)), row)!;
        var asOf = Days.Of(inputs.AsOf);
        var decided = plans.Set.Decide(measures, calibration.Find, asOf, 1, settled.Settle);
        var unknown = plan.Unknown(decided);
        var search = new ChangeSearch(plans, plan, calibration.Find, asOf, settled.Settle);
        var changes = search.Of(measures, names);
        var cluster = ExplainedCluster.Of(plan, measures);
        var modelled = scheme.Segments.First(s => s.Id == model);
        var inputsOf = new ExplainedInputs(plans, plan, calibration.Edges(scheme.Name), scored, row);
        var move = LastMove.Latest(data, _runs, inputs.Run, (int)since, scored.Ids.Text(row), scheme.Name);
        return new Explanation(
            scored.Ids.Text(row), inputs.Run, inputs.AsOf, scheme.Name,
            segment, definition.Name)
        {
            Description = definition.Description,
            Playbook = definition.Playbook,
            SinceRun = since,
            Entered = scheme.EnteredColumn is null
                ? null
                : CellValue.Day(scored.Find(ScoredShard.EnteredName(scheme.Name)), row),
            DecidedBy = cluster?.DecidedBy(modelled.Name) ?? DecidedBy(plan, modelled, unknown),
            Inputs = [.. cluster?.Inputs() ?? inputsOf.All()],
            Unknown = [.. unknown.Select(condition => Why(condition, decided))],
            RunnerUp = cluster is not null ? cluster.RunnerUp : changes.Count == 0 ? null : changes[0].Change.Segment,
            Margin = cluster is not null ? cluster.Margin : changes.Count == 0 ? null : changes[0].Distance,
            ModelSegment = model,
            Held = Held(settled.Of(scheme.Name), scheme),
            Override = settled.Of(scheme.Name)?.Override,
            Move = move,
            NearestChange = [.. changes.Select(change => change.Change)],
            WayBack = scheme.Segments.ToList().FindIndex(one => one.Id == move?.From) is var from and >= 0
                && search.Of(measures, names, from) is [var back, ..] ? back.Change : null,
        };
    }

    private static HeldSegment? Held(SettledSegment? settled, SchemeDefinition scheme) => settled?.By switch
    {
        HoldKind.Buffer => new HeldSegment("buffer", null, settled.Model, null, null),
        HoldKind.MinimumStay => new HeldSegment("minimum-stay", settled.Until, settled.Model, null, null),
        HoldKind.ConfirmRuns => new HeldSegment(
            "confirm-runs", null, settled.Model, settled.Confirmations, scheme.Holds.ConfirmRuns),
        _ => null,
    };

    private static string DecidedBy(SchemePlan plan, SegmentDefinition segment, IReadOnlyList<Condition> unknown) =>
        segment.When?.Text
        ?? (segment.Id != plan.Definition.Missing ? "no other segment's condition holds"
            : unknown.LastOrDefault(condition => condition.IfUnknown == UnknownPolicy.Unknown) is { } sending
            ? $"{sending.Expression.Text} is unknown"
            : $"no value for {string.Join(" or ", plan.Definition.Scores.Select(s => s.Measure).Distinct())}");

    private static string Why(Condition condition, SchemeResults one)
    {
        string[] nulls =
        [
            .. condition.Expression.References.Where(read => one.Column(read.Slot).IsNull(0)).Select(read => read.Name),
        ];
        var because = nulls.Length switch
        {
            0 => "",
            1 => $", because {nulls[0]} is null",
            _ => $", because {string.Join(" and ", nulls)} are null",
        };
        return $"{condition.Expression.Text}: unknown{because}";
    }

    private static DefinitionException NoScheme(string? scheme, Plans plans)
    {
        var why = plans.Skipped.Where(skipped => scheme is null || skipped.Scheme == scheme)
            .Select(skipped => $"scheme {skipped.Scheme} was skipped: {skipped.Why}").ToArray();
        if (why.Length > 0 || scheme is null)
            return new DefinitionException(
                "run", why.Length > 0 ? string.Join(", ", why) : "it has no schemes",
                "a scheme that ran", "import what it needs");
        var names = plans.Schemes.Select(plan => plan.Definition.Name)
            .Concat(plans.Skipped.Select(s => s.Scheme)).ToArray();
        return new DefinitionException(
            "--scheme", $"unknown scheme {Sentence.Quoted(scheme)}",
            $"one of {string.Join(", ", names)}", Suggestion.For(scheme, names));
    }
}
