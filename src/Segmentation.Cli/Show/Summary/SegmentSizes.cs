using System.Globalization;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>How many customers of which value are in each segment of a scheme, and who came and went.</summary>
internal static class SegmentSizes
{
    private const int BarWidth = 10;

    // What has more segments is told in a few lines.
    private const int MostRows = 7;

    /// <summary>Shows a scheme: a table of few segments, a sentence of many.</summary>
    public static void Show(IAnsiConsole console, SchemeReport scheme, RunReport report)
    {
        if (scheme.Segments.Count > MostRows)
            ShowSentence(console, scheme, report);
        else
            ShowTable(console, scheme, report);
        ShowUnknown(console, scheme);
        if (Settled(scheme) is { Length: > 0 } settled)
            console.Sentence(string.Join("; ", settled));
    }

    /// <summary>Who did not move although the definition says so, whom a person set, and who comes and goes.</summary>
    private static string[] Settled(SchemeReport scheme)
    {
        var conflicts = scheme.Conflicts == 0 ? "" : $", against the definition for {Number(scheme.Conflicts)}";
        string[] parts =
        [
            Held(scheme.Held),
            scheme.Overridden == 0 ? "" : $"set by a person: {Number(scheme.Overridden)}{conflicts}",
            scheme.FlapRate == 0 ? "" : $"to and fro at least twice in 90 days: {Share(scheme.FlapRate, 1)}",
        ];
        return [.. parts.Where(part => part.Length > 0)];
    }

    /// <summary>How many customers holds keep where they are, and which; empty for none.</summary>
    public static string Held(HeldCounts? counts)
    {
        if (counts is not { All: > 0 } held)
            return "";
        (string Why, long Customers)[] kinds =
            [("buffer", held.Buffer), ("minimum stay", held.MinimumStay), ("confirm runs", held.ConfirmRuns)];
        var why = kinds.Where(kind => kind.Customers > 0).Select(kind => $"{kind.Why} {Number(kind.Customers)}");
        return $"held: {Number(held.All)} did not move ({string.Join(", ", why)})";
    }

    /// <summary>The customers for whom a condition was unknown, by the segment they came to.</summary>
    private static void ShowUnknown(IAnsiConsole console, SchemeReport scheme)
    {
        var parts = scheme.Segments.Where(segment => segment.Unknown > 0)
            .Select(segment => $"{segment.Name} {Number(segment.Unknown)}").ToArray();
        if (parts.Length > 0)
            console.Sentence($"a condition was unknown for: {string.Join(", ", parts)}");
    }

    private static void ShowTable(IAnsiConsole console, SchemeReport scheme, RunReport report)
    {
        var valued = scheme.Segments.Any(segment => segment.Value is not null);
        var total = scheme.Segments.Sum(segment => segment.Value ?? 0);
        var most = Math.Max(1, scheme.Segments.Max(segment => segment.Customers));
        var currency = report.Currency ?? "value";
        var table = valued
            ? new TextTable("", "customers>", "share>", "", $"{currency}>", "share>", "moved>")
            : new TextTable("", "customers>", "share>", "", "moved>");
        foreach (var segment in scheme.Segments)
        {
            string[] cells =
            [
                segment.Name, Number(segment.Customers), Share(segment.Customers, report.Customers),
                Bars.Of(segment.Customers, most, BarWidth),
            ];
            string[] value = valued ? [Number(segment.Value ?? 0), Share(segment.Value ?? 0, total)] : [];
            table.Add([.. cells, .. value, Moved(report, scheme.Scheme, segment.Segment)]);
        }

        table.Show(console, Title(scheme));
    }

    private static void ShowSentence(IAnsiConsole console, SchemeReport scheme, RunReport report)
    {
        console.Paint(Title(scheme), "bold");
        var parts = scheme.Segments.Where(segment => segment.Customers > 0).Select(segment =>
            $"{segment.Name} {Number(segment.Customers)} {Moved(report, scheme.Scheme, segment.Segment)}".Trim());
        var words = string.Join(", ", parts.Select(part => part.Replace(' ', '\u00a0'))).Split(' ');
        foreach (var line in Lines.Wrapped(words, TextTable.Width - 2))
            console.Line("  " + line.Replace('\u00a0', ' '));
    }

    /// <summary>The customers that came into a segment and that left it.</summary>
    private static string Moved(RunReport report, string scheme, string segment)
    {
        var moves = report.Moves.Where(flow => flow.Scheme == scheme).ToArray();
        var (into, from) = (
            moves.Where(flow => flow.To == segment).Sum(flow => flow.Customers),
            moves.Where(flow => flow.From == segment).Sum(flow => flow.Customers));
        return string.Join(' ', new[] { into == 0 ? "" : $"+{Number(into)}", from == 0 ? "" : $"-{Number(from)}" }
            .Where(part => part.Length > 0));
    }

    private static string Title(SchemeReport scheme) => string.Create(
        CultureInfo.InvariantCulture, $"{scheme.Scheme}, version {scheme.Version}");

    private static string Share(decimal part, decimal whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{part / whole * 100:0.0} %");

    private static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
