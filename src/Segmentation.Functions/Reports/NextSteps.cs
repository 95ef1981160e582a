using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Reports;

/// <summary>What is to be done for the customers of a segment.</summary>
/// <param name="workspace">The definitions.</param>
internal sealed class NextSteps(Workspace workspace)
{
    /// <summary>The next action of a segment's playbook; null when there is none.</summary>
    public string? Of(string scheme, string segment) =>
        Playbook(scheme, segment)?.NextActionOf(segment);

    /// <summary>The playbook of a segment; null when there is none.</summary>
    private PlaybookDefinition? Playbook(string scheme, string segment)
    {
        var segments = workspace.Schemes.FirstOrDefault(one => one.Name == scheme)?.Segments;
        return segments?.FirstOrDefault(one => one.Id == segment)?.Playbook is { } name
            ? workspace.Playbooks.GetValueOrDefault(name)
            : null;
    }
}
