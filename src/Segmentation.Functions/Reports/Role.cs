using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Reports;

/// <summary>Somebody who answers for definitions: a team of the workspace, or who a scheme or playbook names.</summary>
/// <param name="Name">Its name in a command: the team, else the person.</param>
/// <param name="Person">Who that is.</param>
internal sealed record Role(string Name, string Person)
{
    /// <summary>Those who have a digest without being asked for: teams, and who schemes and segments name.</summary>
    public static IReadOnlyList<Role> Usual(Workspace workspace) => Of(workspace, workspace.Schemes
        .SelectMany(scheme => scheme.Segments.Select(segment => segment.Owner).Prepend(scheme.Purpose.Owner)));

    /// <summary>The same, and whom playbooks name, sometimes in many words.</summary>
    public static IReadOnlyList<Role> All(Workspace workspace) =>
    [
        .. Usual(workspace).Concat(Of(
            workspace, workspace.Playbooks.Values.SelectMany(play => new[] { play.Owner, play.DecisionMakerOwner })))
            .DistinctBy(role => role.Person),
    ];

    /// <summary>Whether somebody asks for this role.</summary>
    public bool Is(string asked) =>
        asked.Equals(Name, StringComparison.OrdinalIgnoreCase)
        || asked.Equals(Person, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The segments for which the role answers: those of its schemes, its own, and those of its playbooks. Who is named
    /// by no scheme, segment or playbook answers for all.
    /// </summary>
    public IReadOnlySet<(string Scheme, string Segment)> Segments(Workspace workspace)
    {
        var own = new HashSet<(string Scheme, string Segment)>();
        var all = new HashSet<(string Scheme, string Segment)>();
        foreach (var scheme in workspace.Schemes)
        {
            foreach (var segment in scheme.Segments)
            {
                all.Add((scheme.Name, segment.Id));
                var playbook = segment.Playbook is { } name ? workspace.Playbooks.GetValueOrDefault(name) : null;
                string?[] owners = [scheme.Purpose.Owner, segment.Owner, playbook?.Owner, playbook?.DecisionMakerOwner];
                if (owners.OfType<string>().Any(Is))
                    own.Add((scheme.Name, segment.Id));
            }
        }

        return own.Count == 0 ? all : own;
    }

    private static IReadOnlyList<Role> Of(Workspace workspace, IEnumerable<string?> named) =>
    [
        .. workspace.Stewardship.Owners.Select(team => new Role(team.Name, team.Person))
            .Concat(named.OfType<string>().Order(StringComparer.Ordinal).Select(person => new Role(person, person)))
            .DistinctBy(role => role.Person),
    ];
}
