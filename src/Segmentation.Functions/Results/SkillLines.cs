using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The working time that segments need of the skills in their playbooks, against what there is.</summary>
internal static class SkillLines
{
    /// <summary>A line per scheme and skill, in the order of schemes and segments; none without effort.</summary>
    public static IEnumerable<SkillLine> Of(SegmentTallies sums, Plans plans, Workspace workspace)
    {
        for (var i = 0; workspace.Effort is not null && i < plans.Schemes.Count; i++)
        {
            var scheme = plans.Schemes[i].Definition;
            var needed = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var segment = 0; segment < scheme.Segments.Count; segment++)
            {
                foreach (var skill in SkillsOf(scheme.Segments[segment], workspace))
                    needed[skill] = needed.GetValueOrDefault(skill) + sums.Segments[i][segment].Minutes;
            }

            foreach (var (skill, minutes) in needed)
                yield return new SkillLine(
                    scheme.Name, skill, Capacity.Hours(minutes),
                    workspace.Skills.GetValueOrDefault(skill) is { } available
                        ? Capacity.Hours(available.Minutes)
                        : null);
        }
    }

    /// <summary>A sentence for each skill of which there is too little, and one for those that are unknown.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<SkillLine> skills)
    {
        foreach (var line in skills.Where(line => line.NeededHours > line.AvailableHours))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Scheme}: its customers need {line.NeededHours:#,0.##} hours of {line.Skill}, and there are "
                + $"{line.AvailableHours:#,0.##}");
        }

        var unknown = skills.Where(line => line.AvailableHours is null).Select(line => line.Skill).Distinct().ToArray();
        if (unknown.Length > 0)
            yield return $"workspace.yaml tells no hours of {string.Join(", ", unknown)}";
    }

    private static IEnumerable<string> SkillsOf(SegmentDefinition segment, Workspace workspace) =>
        segment.Playbook is { } playbook && workspace.Playbooks.GetValueOrDefault(playbook) is { } known
            ? known.Skills.Distinct()
            : [];
}
