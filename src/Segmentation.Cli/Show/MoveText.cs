using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>How a customer came into its segment, as a person reads it.</summary>
internal static class MoveText
{
    /// <summary>Shows the move, and of each input that differs what it was and is, and where the cut lies.</summary>
    public static void Show(IAnsiConsole console, LastMove move)
    {
        console.Line($"  {move.Text}");
        foreach (var input in move.Inputs ?? [])
        {
            var now = Same(input.Before, input.After) ? "the same" : $"now {Value(input.After)}";
            console.Line($"    {input.Measure}: {Value(input.Before)}, {now}{Cut(input)}");
        }

        if (move is { From: not null, To: not null, Inputs.Count: 0 })
            console.Line("    nothing that the definition looks at changed");
    }

    private static string Cut(Reason input) => input.EdgeAfter is null ? ""
        : Same(input.EdgeBefore, input.EdgeAfter) ? $"; the cut is {Value(input.EdgeAfter)}"
        : input.EdgeBefore is null ? $"; there was no such cut, now it is {Value(input.EdgeAfter)}"
        : $"; the cut moved from {Value(input.EdgeBefore)} to {Value(input.EdgeAfter)}";

    private static bool Same(object? before, object? after) => Value(before) == Value(after);

    private static string Value(object? value) => ExplanationText.Value(value);
}
