using System.Globalization;
using Segmentation.Functions.Lookup;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>An explanation as a person reads it.</summary>
internal static class ExplanationText
{
    private const int MostChanges = 3;
    private const string Rounded = "#,##0.##";
    private const string Small = "0.####";

    /// <summary>Shows the explanations of a customer.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="explanations">One per scheme.</param>
    /// <param name="name">The customer's name; null when it has none.</param>
    public static void Show(IAnsiConsole console, IReadOnlyList<Explanation> explanations, string? name)
    {
        var first = explanations[0];
        var named = name is null ? "" : $": {name}";
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"customer {first.Customer} in run {first.Run}, as of {first.AsOf:yyyy-MM-dd}{named}"));
        foreach (var explanation in explanations)
            Show(console, explanation);
    }

    private static void Show(IAnsiConsole console, Explanation explanation)
    {
        console.Line();
        console.Write(new Markup(
            $"[bold]{Markup.Escape($"{explanation.Scheme}: {explanation.Name} ({explanation.Segment})")}[/]\n"));
        if (explanation.Description is { } description)
            console.Line($"  {description}");
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  since run {explanation.SinceRun}, {(IsModel(explanation) ? "" : $"the definition says "
                + $"{explanation.ModelSegment}, ")}decided by: {OneLine(explanation.DecidedBy)}"));
        if (explanation.Entered is { } entered)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"  in this state since {entered:yyyy-MM-dd}"));
        foreach (var line in SettledText.Of(explanation))
            console.Line($"  {line}");
        if (explanation.Move is { } move)
            MoveText.Show(console, move);
        foreach (var input in explanation.Inputs)
        {
            console.Line(
                $"  {Points(input)}{OneLine(input.Measure)} = {Value(input.Value)}{Scored(input)}{Near(input)}");
            foreach (var model in input.Models ?? [])
                console.Sentence(ModelText.Of(model), "    ");
        }

        if (explanation.Inputs.Any(input => input.Distance is not null) && explanation.RunnerUp is { } next)
            console.Line($"  next is {next}, farther by {Value(explanation.Margin)}");
        foreach (var unknown in explanation.Unknown)
            console.Line($"  {OneLine(unknown)}");
        ShowChanges(console, explanation);
        if (explanation.Playbook is { } playbook)
            console.Line($"  what to do: playbook {playbook}");
    }

    private static void ShowChanges(IAnsiConsole console, Explanation explanation)
    {
        var would = IsModel(explanation) ? "would be" : "the definition would say";
        foreach (var change in explanation.NearestChange.Take(MostChanges))
            console.Line($"  {would} {change.Segment} with {Change(change)}");
        if (explanation.NearestChange.Count == 0)
            console.Line("  no change of a single measure would move it");
        else if (explanation.WayBack is { } back && !explanation.NearestChange.Take(MostChanges).Contains(back))
            console.Line($"  the nearest way back: {would} {back.Segment} with {Change(back)}");
    }

    private static string Change(NearestChange change) =>
        $"{change.Measure} = {Value(change.To)} instead of {Value(change.From)}";

    private static bool IsModel(Explanation explanation) => explanation.ModelSegment == explanation.Segment;

    private static string Scored(ExplainedInput input)
    {
        if (input.Edges is not { } edges)
            return "";
        var score = input.Score is { } own ? $"score {own} of {input.Scores}" : "not scored";
        return edges.Count == 0 ? $": {score}; no edges" : $": {score}; edges {string.Join(", ", edges.Select(Value))}";
    }

    /// <summary>How far a feature is from the middle of the cluster.</summary>
    private static string Near(ExplainedInput input) => input.Distance is { } distance
        ? $": {Value(distance)} of the squared distance"
            + (input.Typical is { } typical ? $"; the middle has {Value(typical)}" : "")
        : "";

    private static string Points(ExplainedInput input) => input.Contribution is null ? ""
        : input.Points is { } points ? $"{input.Contribution} {Value(points)} points: "
        : $"{input.Contribution} without points: ";

    /// <summary>A value as a person reads it.</summary>
    public static string Value(object? value) => value switch
    {
        null => "nothing",
        bool holds => holds ? "true" : "false",
        decimal or long or double => Number((IFormattable)value),
        _ => value.ToString()!,
    };

    /// <summary>A number rounded for people; JSON has it exactly.</summary>
    private static string Number(IFormattable number) => number.ToString(
        Convert.ToDouble(number, CultureInfo.InvariantCulture) is > -1 and < 1 ? Small : Rounded,
        CultureInfo.InvariantCulture);

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
