using System.Globalization;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>What became of the customers of a segment, on its card.</summary>
internal static class OutcomeText
{
    private const string Indent = "  ";

    /// <summary>Shows it; nothing when the run has no outcomes and no effort.</summary>
    public static void Show(IAnsiConsole console, SchemeCard scheme, SegmentCard segment)
    {
        if (segment.Outcomes is not { } line)
            return;
        console.Line();
        console.Paint(scheme.OutcomesSince is { } since
            ? string.Create(CultureInfo.InvariantCulture, $"What became of them since {since:yyyy-MM-dd}")
            : "Effort", "bold");
        foreach (var sentence in Sentences(line, scheme.Currency is { } currency ? $" {currency}" : ""))
            console.Sentence(sentence, Indent);
    }

    private static IEnumerable<string> Sentences(OutcomeLine line, string money)
    {
        foreach (var (outcome, count) in line.Outcomes)
        {
            yield return Text($"{outcome}: {count.Customers:N0} of {line.Accounts:N0} customers, ")
                + Text($"{count.Share ?? 0:P1}")
                + (count.Value is { } value ? Text($", for {value:N0}{money}") : "");
        }

        if (line.Grr is { } grr && line.Nrr is { } nrr)
            yield return Text($"retention of the {line.StartingValue:N0}{money} then: gross {grr:P1}, net {nrr:P1}");
        if (line.Margin is { } margin)
            yield return Text($"margin: {margin:N0}{money}, after {line.CostToServe:N0} to serve them");
        if (line.Hours is { } hours)
            yield return Text($"effort, as planned: {hours:N1} hours");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
