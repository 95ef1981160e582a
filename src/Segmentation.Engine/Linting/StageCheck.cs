using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Finds segments that treat customers of many stages of life alike: who has just come, and who is about to leave.
/// </summary>
/// <param name="workspace">The definitions, whose playbooks may say what to do in each stage.</param>
public sealed class StageCheck(Workspace workspace)
{
    /// <summary>The most stages that a segment may mix.</summary>
    public const int MostStages = 3;

    /// <summary>The share of a segment from which a stage counts.</summary>
    public const decimal LeastShare = 0.1m;

    /// <summary>
    /// Checks a scheme. The missing segments of both tell of the data, and are left out; so are segments of fewer than
    /// <see cref="SizeCheck.LeastCustomers"/>, and those whose playbook has a next action for each of the stages.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="lifecycle">The scheme of kind lifecycle.</param>
    /// <param name="customers">Per segment and state the customers.</param>
    public IEnumerable<Finding> Of(SchemeDefinition scheme, SchemeDefinition lifecycle, long[,] customers)
    {
        for (var segment = 0; segment < scheme.Segments.Count; segment++)
        {
            var (definition, row) = (scheme.Segments[segment], segment);
            var states = lifecycle.Segments.Select((state, i) => (state.Id, Customers: customers[row, i])).ToArray();
            var all = states.Sum(state => state.Customers);
            var mixed = states.Where(state => state.Id != lifecycle.Missing && state.Customers >= all * LeastShare)
                .ToArray();
            if (all < SizeCheck.LeastCustomers || definition.Id == scheme.Missing || mixed.Length <= MostStages
                || Has(definition.Playbook, mixed.Select(state => state.Id)))
                continue;
            var parts = mixed.Select(state => $"{state.Id} {Percent.Of(state.Customers, all)}");
            yield return Finding.Warning(
                ProblemCode.MixesStages, scheme,
                $"customers of {mixed.Length} stages of {lifecycle.Name}: {string.Join(", ", parts)}",
                $"at most {MostStages} with {Percent.Of(LeastShare)} or more",
                $"divide it by {lifecycle.Name}, or give its playbook next_action for each of them") with
            {
                Segment = definition.Id,
            };
        }
    }

    /// <summary>Whether a playbook says what to do in each of some stages.</summary>
    private bool Has(string? playbook, IEnumerable<string> stages) =>
        playbook is not null && workspace.Playbooks.GetValueOrDefault(playbook) is { } play
        && stages.All(stage => play.NextActions.Any(action => action.Segment == stage));
}
