using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Profiles;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>What the linter finds in the segments of a run: docs/lint.md tells of each code.</summary>
/// <param name="workspace">The definitions.</param>
/// <param name="plans">The measures and schemes.</param>
/// <param name="shards">Who is in which segment.</param>
/// <param name="profile">What makes segments different.</param>
internal sealed class SegmentReview(Workspace workspace, Plans plans, ShardSummary[] shards, RunProfile profile)
{
    /// <summary>The fewest customers of a base in which anything is found: below it is chance.</summary>
    public const long LeastBase = 100;

    /// <summary>What the measures of a run's schemes decide.</summary>
    /// <param name="inputs">The run.</param>
    /// <param name="plans">The measures and schemes.</param>
    /// <param name="calibration">The edges.</param>
    /// <param name="sample">Some of the customers.</param>
    public static IReadOnlyList<DecisionShare> Decisions(
        RunInputs inputs, Plans plans, RunCalibration calibration, CustomerSample sample) => DecisionShare.Of(
        plans.Set, sample, calibration.Edges, Days.Of(inputs.AsOf),
        StableHash.Of(Encoding.UTF8.GetBytes(inputs.WorkspaceVersion)));

    /// <summary>All findings, the worst first.</summary>
    /// <param name="decisions">What the measures decide.</param>
    public IReadOnlyList<Finding> Findings(IReadOnlyList<DecisionShare> decisions)
    {
        if (shards.Sum(shard => (long)shard.Ids.Count) < LeastBase)
            return [];
        var schemes = Enumerable.Range(0, plans.Schemes.Count).ToArray();
        var ofSchemes = schemes.SelectMany(scheme => OfScheme(scheme, decisions));
        var ofPairs = schemes.SelectMany(one => schemes.Where(other => one < other)
            .SelectMany(other => OfPair(one, other, CustomersOf(one, other))));
        return Finding.Ordered([.. OfValue(), .. ofSchemes, .. ofPairs]);
    }

    /// <summary>Whether the scheme of a finding says why it is so.</summary>
    public bool IsAccepted(Finding finding) => plans.Schemes
        .First(plan => plan.Definition.Name == finding.Scheme).Definition.Purpose.Accepts.ContainsKey(finding.Code);

    private IEnumerable<Finding> OfScheme(int scheme, IReadOnlyList<DecisionShare> decisions)
    {
        var (plan, definition) = (plans.Schemes[scheme], plans.Schemes[scheme].Definition);
        int[] measures = [.. plans.Set.MeasuresOf(plan).Union(Value is { } value ? [value] : [])];
        DecisionShare[] own = [.. decisions.Where(share => share.Scheme == definition.Name)];
        return
        [
            .. DecisionCheck.Of(definition, own),
            .. SizeCheck.Of(definition, profile.Sizes[scheme]),
            .. TwinCheck.Of(
                definition, [.. measures.Select(measure => plans.Measures.Definitions[measure].Name)],
                (measure, a, b) => profile.Effect(measures[measure], scheme, a, b)),
        ];
    }

    private IEnumerable<Finding> OfPair(int one, int other, long[,] customers)
    {
        var (first, second) = (plans.Schemes[one].Definition, plans.Schemes[other].Definition);
        var stages = new StageCheck(workspace);
        return
        [
            .. TwinCheck.Of(first, second, Agreement.AdjustedRand(customers)),
            .. IsLifecycle(second) && !IsLifecycle(first) ? stages.Of(first, second, customers) : [],
            .. IsLifecycle(first) && !IsLifecycle(second) ? stages.Of(second, first, Turned(customers)) : [],
        ];
    }

    private IEnumerable<Finding> OfValue() => Value is { } value
        ? ValueCheck.Of(workspace.Value!,
            [.. plans.Schemes.Select((plan, scheme) => (plan.Definition, profile.EtaSquared(value, scheme)))])
        : [];

    /// <summary>The place of the measure meant by value; null when the workspace names none.</summary>
    private int? Value => workspace.Value is { } name ? plans.Measures.Find(name) : null;

    private long[,] CustomersOf(int one, int other) => ShardSummary.Crossed(
        shards, (one, profile.Sizes[one].Length), (other, profile.Sizes[other].Length));

    private static long[,] Turned(long[,] customers)
    {
        var turned = new long[customers.GetLength(1), customers.GetLength(0)];
        for (var row = 0; row < turned.GetLength(0); row++)
        {
            for (var column = 0; column < turned.GetLength(1); column++)
                turned[row, column] = customers[column, row];
        }

        return turned;
    }

    private static bool IsLifecycle(SchemeDefinition scheme) => scheme.Kind == SchemeKind.Lifecycle;
}
