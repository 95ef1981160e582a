using System.Globalization;
using Segmentation.Engine.Base;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Where every row of every file went.</summary>
internal static class LedgerTable
{
    private const int MostOfName = 24;

    // More columns than these do not fit beside a file's name.
    private const int MostCounts = 5;

    private static readonly (string Name, Func<LedgerLine, long> Of)[] Counts =
    [
        ("read", line => line.Read), ("accepted", line => line.Accepted), ("rejected", line => line.Rejected),
        ("filtered", line => line.Filtered), ("unresolved", line => line.Unresolved),
        ("duplicate", line => line.Duplicate), ("superseded", line => line.Superseded), ("blank", line => line.Blank),
    ];

    /// <summary>Shows the files; what no row of them became is left out, but for read and accepted.</summary>
    public static void Show(IAnsiConsole console, RunReport report)
    {
        var shown = Counts.Where((count, i) => i < 2 || report.Ledger.Any(line => count.Of(line) > 0)).ToArray();
        var others = shown.Length > MostCounts ? shown[(MostCounts - 1)..] : [];
        var columns = shown[..(shown.Length - others.Length)];
        if (others.Length > 0)
            columns = [.. columns, ("others", line => others.Sum(count => count.Of(line)))];
        var table = new TextTable(["", "as", .. columns.Select(count => $"{count.Name}>")]);
        foreach (var line in report.Ledger)
        {
            table.Add([
                TextTable.ClippedFront(line.File, MostOfName), line.Source,
                .. columns.Select(count => Number(count.Of(line)))]);
        }

        table.Show(console, "Where every row went");
        if (others.Length > 0)
        {
            console.Sentence("others: " + string.Join(", ", others.Select(
                count => $"{Number(report.Ledger.Sum(count.Of))} {count.Name}")), "  ");
        }

        if (report.UnknownCustomers is { Customers: > 0 } unknown)
            console.Sentence(Unknown(unknown), "  ");
    }

    private static string Unknown(UnknownCustomers unknown) =>
        $"{Number(unknown.Customers)} of the customers only in streams, and not in the file of customers: "
        + string.Join(", ", unknown.Streams.Select(stream => $"{stream.Key} {Number(stream.Value)}"));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
