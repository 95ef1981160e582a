using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>The playbook of a segment, section by section, and the next action.</summary>
internal static class PlaybookText
{
    private const string Indent = "  ";
    private const string Deeper = "    ";

    /// <summary>Shows the playbook; nothing when the segment has none.</summary>
    public static void Show(IAnsiConsole console, SegmentCard segment)
    {
        if (segment.Playbook is not { } name)
            return;
        console.Line();
        console.Paint($"Playbook: {segment.Play?.Title ?? name} ({name})", "bold");
        if (segment.Play is not { } play)
        {
            console.Sentence("the workspace has no file of this playbook", Indent);
            return;
        }

        if (play.Description is { } description)
            console.Sentence(description, Indent);
        foreach (var (section, text) in Sections(play))
            console.Sentence($"{section}: {text}", Indent);
        ShowList(console, "do", play.Do);
        ShowList(console, "avoid", play.Avoid);
        ShowNext(console, segment, play);
    }

    private static IEnumerable<(string Section, string Text)> Sections(PlaybookDefinition play) => new[]
    {
        ("goal", play.Goal),
        ("best for", play.BestFor),
        ("service", Joined(
            Said("interaction ", play.LevelOfInteraction), Said("self-service ", play.SelfService),
            Said("cost ", play.Cost))),
        ("owner", play.Owner),
        ("with who decides", play.DecisionMakerOwner),
        ("skills", Joined([.. play.Skills])),
        ("onboarding", play.Onboarding is not { } start ? null : Joined(
            start.TrainingLength is { } length ? $"{DurationText.Of(length)} of training" : null, start.ResourceType)),
        ("value plan", play.Onboarding?.ValuePlan),
        ("engagement", play.Engagement is not { } meet ? null : Joined(
            meet.Cadence is { } cadence ? DurationText.Every(cadence) : null,
            meet.Modes.Count == 0 ? null : $"by {Joined([.. meet.Modes])}")),
        ("plan", play.Engagement?.Plan),
        ("health", Joined([.. play.HealthMeasures.Select(Weighted)])),
        ("reward", play.Reward),
        ("success", play.Success),
    }.Where(section => !string.IsNullOrEmpty(section.Item2)).Select(section => (section.Item1, section.Item2!));

    private static void ShowList(IAnsiConsole console, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        console.Line($"{Indent}{name}:");
        foreach (var item in items)
            console.Sentence($"- {item}", Deeper);
    }

    private static void ShowNext(IAnsiConsole console, SegmentCard segment, PlaybookDefinition play)
    {
        if (segment.NextAction is null && play.NextActions.Count == 0)
            return;
        console.Line();
        console.Paint("Next action", "bold");
        if (segment.NextAction is { } action)
            console.Sentence(action, Indent);
        else
            ShowList(
                console, "by the customer's segment",
                [.. play.NextActions.Select(next => $"{next.Segment}: {next.Text}")]);
    }

    private static string Weighted(HealthMeasure health) =>
        string.Create(CultureInfo.InvariantCulture, $"{health.Measure} {health.Weight * 100:0.##} %");

    private static string? Said(string what, string? value) => value is null ? null : what + value;

    private static string Joined(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
