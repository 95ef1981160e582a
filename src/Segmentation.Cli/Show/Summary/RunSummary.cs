using System.Globalization;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>
/// What a person sees after a run, in 80 columns: where every row went, who is where and for how much, who moved and
/// why, who needs attention, whether the segmentation still fits, what to do next.
/// </summary>
internal static class RunSummary
{
    public static void Show(IAnsiConsole console, SegmentResult result)
    {
        var report = result.Report;
        if (result.AlreadyTaken)
            console.Line($"import {report.Import.Id} was taken before; it is not taken twice");
        foreach (var note in result.Notes)
            console.Sentence($"note: {note}");
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"run {report.Run}: {report.Customers:N0} customers of workspace {report.Workspace} "
            + $"as of {report.AsOf:yyyy-MM-dd}"));
        if (result.AsOfFrom.Length > 0)
            console.Line($"  ({result.AsOfFrom}{(result.Request.TakesAsOf ? "; --as-of names another" : "")})");
        ShowResult(console, report, result.Names);
        if (result.Held is not null)
            return;
        if (result.Request.Output is { } output)
            console.Line($"results: {output}/customers.csv, transitions.ndjson, rejects.csv, report.json");
        console.Line();
        NextCommands.Show(console, result);
    }

    /// <summary>All but the first line and the next commands.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="report">The run.</param>
    /// <param name="names">The names of the customers that need attention, by id.</param>
    public static void ShowResult(
        IAnsiConsole console, RunReport report, IReadOnlyDictionary<string, string> names)
    {
        console.Line();
        LedgerTable.Show(console, report);
        foreach (var scheme in report.Schemes)
        {
            console.Line();
            SegmentSizes.Show(console, scheme, report);
        }

        OutcomeTable.Show(console, report);
        ModelText.Show(console, report);
        console.Line();
        MovesByCause.Show(console, report);
        AttentionNames.Show(console, report, names);
        console.Line();
        foreach (var note in Notes(report))
            console.Sentence(note);
        console.Sentence(Proof(report));
        if (report.Health is { } health)
            console.Sentence($"Health: {health.Summary}");
    }

    private static IEnumerable<string> Notes(RunReport report)
    {
        foreach (var skipped in report.Skipped)
            yield return $"skipped scheme {skipped.Scheme}: {skipped.Why}";
        if (IdentityNote.Of(report) is { } identity)
            yield return identity;
        foreach (var discovery in DiscoveryNotes.Of(report))
            yield return discovery;
        foreach (var unmapped in UnmappedNotes.Of(report))
            yield return unmapped;
        foreach (var warning in report.Warnings)
            yield return $"note: {warning}";
        if (report.Findings is [var worst, ..])
            yield return $"{FindingsText.Count(report)} (segment lint tells all), the worst: "
                + $"{worst.Where} {worst.Code}: {worst.Found}";
    }

    /// <summary>Both sums are checked before a run is published.</summary>
    private static string Proof(RunReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"proof: {report.Ledger.Sum(line => line.Read):N0} rows read, each in one place; "
        + $"{report.Customers:N0} customers, each in one segment of {report.Schemes.Count} schemes");
}
