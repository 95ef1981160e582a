using System.Globalization;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Show.Summary;

/// <summary>A line for each measure whose table lacks values that customers have, with the most frequent.</summary>
internal static class UnmappedNotes
{
    private const int Shown = 3;

    public static IEnumerable<string> Of(RunReport report) => report.UnmappedTotals.Select(total =>
    {
        var values = report.Unmapped.Where(line => (line.Measure, line.Table) == (total.Measure, total.Table))
            .Take(Shown).Select(line => string.Create(
                CultureInfo.InvariantCulture, $"'{OnOneLine(line.Value)}' ({line.Customers:N0})"));
        // An interpolated text inside another would be of the reader's culture.
        var more = total.Values > Shown
            ? string.Create(CultureInfo.InvariantCulture, $" and {total.Values - Shown:N0} more")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"unmapped: {total.Customers:N0} {(total.Customers == 1 ? "customer has" : "customers have")} "
            + $"{Article(total.Measure)} {total.Measure} that tables/{total.Table}.csv lacks: "
            + $"{string.Join(", ", values)}{more}");
    });

    /// <summary>A value of a dump as a terminal may be shown it.</summary>
    private static string OnOneLine(string value) =>
        string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Article(string word) => "aeiouAEIOU".Contains(word[0]) ? "an" : "a";
}
