using System.Globalization;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Who needs a person's attention, by name, and why.</summary>
internal static class AttentionNames
{
    private const int Most = 6;
    private const string Indent = "  ";

    /// <summary>The customers that are shown, the most value at stake first, each with its heaviest reason.</summary>
    public static IEnumerable<AttentionLine> Of(RunReport report) =>
        report.Attention.DistinctBy(line => line.Customer).Take(Most);

    /// <summary>Shows them; nothing when there are none.</summary>
    public static void Show(IAnsiConsole console, RunReport report, IReadOnlyDictionary<string, string> names)
    {
        var lines = Of(report).ToArray();
        if (lines.Length == 0)
            return;
        console.Line();
        console.Paint("Needs attention", "bold");
        foreach (var line in lines)
        {
            var name = names.GetValueOrDefault(line.Customer) ?? line.Customer;
            console.Sentence($"{name}: {line.Text}{Stake(line.Stake, report.Currency)}", Indent);
        }

        if (report.AttentionTotals.Customers > lines.Length)
            console.Sentence(More(report.AttentionTotals, lines.Length), Indent);
    }

    private static string Stake(decimal? stake, string? currency)
    {
        var unit = currency is null ? "" : $" {currency}";
        return stake is { } amount
            ? string.Create(CultureInfo.InvariantCulture, $" ({amount:N0}{unit} at stake)")
            : "";
    }

    /// <summary>How many there are, and by which reasons: a customer counts with each.</summary>
    private static string More(AttentionSummary all, int shown)
    {
        var reasons = all.ByReason.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Reason.Replace('-', ' ')} {one.Customers:N0}"));
        return string.Create(CultureInfo.InvariantCulture, $"and {all.Customers - shown:N0} more; of all of them: ")
            + string.Join(", ", reasons);
    }
}
