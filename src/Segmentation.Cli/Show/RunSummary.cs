using System.Globalization;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>What a person sees after a run: where every row went, sizes by value, what moved.</summary>
internal static class RunSummary
{
    private const int MostFlows = 10;
    private const int BarWidth = 20;

    public static void Show(IAnsiConsole console, SegmentResult result)
    {
        var report = result.Report;
        if (result.AlreadyTaken)
            console.Line($"import {report.Import.Id} was taken before; it is not taken twice");
        foreach (var note in result.Notes)
            console.Line($"note: {note}");
        var from = result.AsOfFrom.Length == 0 ? "" : $" ({result.AsOfFrom}; --as-of names another)";
        var asOf = Text($"{report.AsOf:yyyy-MM-dd}{from}");
        console.Line(Text(
            $"run {report.Run}: {report.Customers:N0} customers of workspace {report.Workspace} as of {asOf}"));
        ShowResult(console, report);
        if (result.Request.Output is { } output)
            console.Line($"results: {output}/customers.csv, transitions.ndjson, rejects.csv, report.json");
    }

    /// <summary>Where every row went, sizes by value, what moved.</summary>
    public static void ShowResult(IAnsiConsole console, RunReport report)
    {
        console.Line();
        console.Write(Ledger(report));
        foreach (var scheme in report.Schemes)
            console.Write(Segments(scheme, report));
        ShowMoves(console, report);
        foreach (var skipped in report.Skipped)
            console.Line($"skipped scheme {skipped.Scheme}: {skipped.Why}");
        foreach (var warning in report.Warnings)
            console.Line($"note: {warning}");
    }

    private static Table Ledger(RunReport report)
    {
        var table = Titled("Where every row went");
        table.AddColumn("file");
        table.AddColumn("as");
        var counts = new (string Name, Func<LedgerLine, long> Of)[]
        {
            ("read", l => l.Read), ("accepted", l => l.Accepted),
            ("rejected", l => l.Rejected), ("filtered", l => l.Filtered),
            ("unresolved", l => l.Unresolved), ("duplicate", l => l.Duplicate),
            ("superseded", l => l.Superseded), ("blank", l => l.Blank),
        };
        // Columns without a single row would only be noise; read and accepted always show.
        var shown = counts.Where((count, i) => i < 2 || report.Ledger.Any(line => count.Of(line) > 0)).ToArray();
        foreach (var (name, _) in shown)
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var line in report.Ledger)
            table.AddRow([.. new[] { Markup.Escape(line.File), line.Source }.Concat(
                shown.Select(count => Number(count.Of(line))))]);
        return table;
    }

    private static Table Segments(SchemeReport scheme, RunReport report)
    {
        var valued = scheme.Segments.Any(segment => segment.Value is not null);
        var most = Math.Max(1, scheme.Segments.Max(segment => segment.Customers));
        var total = scheme.Segments.Sum(segment => segment.Value ?? 0);
        var table = Titled($"{scheme.Scheme} (version {scheme.Version})");
        table.AddColumn("segment");
        table.AddColumn(new TableColumn("customers").RightAligned());
        table.AddColumn(new TableColumn("share").RightAligned());
        table.AddColumn("");
        if (valued)
        {
            table.AddColumn(
                new TableColumn(report.Currency is { } currency ? $"value {currency}" : "value").RightAligned());
            table.AddColumn(new TableColumn("of value").RightAligned());
        }

        foreach (var segment in scheme.Segments)
        {
            string[] cells =
            [
                Markup.Escape(segment.Name), Number(segment.Customers), Share(segment.Customers, report.Customers),
                Bar(segment.Customers, most),
            ];
            table.AddRow(valued ? [.. cells, Number(segment.Value ?? 0), Share(segment.Value ?? 0, total)] : cells);
        }

        return table;
    }

    private static void ShowMoves(IAnsiConsole console, RunReport report)
    {
        if (report.Moves.Count == 0)
        {
            console.Line(report.Run == 1 ? "the first run: nobody moved yet" : "nobody moved");
            return;
        }

        var table = Titled("What moved");
        table.AddColumns("scheme", "from", "to", "why");
        table.AddColumn(new TableColumn("customers").RightAligned());
        foreach (var flow in report.Moves.Take(MostFlows))
            table.AddRow(flow.Scheme, flow.From ?? "(new)", flow.To ?? "(removed)", flow.Cause, Number(flow.Customers));
        console.Write(table);
        var rest = report.Moves.Skip(MostFlows).ToArray();
        if (rest.Length > 0)
            console.Line(Text(
                $"and {rest.Length:N0} smaller flows of {rest.Sum(flow => flow.Customers):N0} customers together"));
    }

    private static Table Titled(string title) => new Table()
        .Title(Markup.Escape(title), new Style(decoration: Decoration.Bold)).Border(TableBorder.Simple);

    private static string Bar(long count, long most)
    {
        var eighths = (int)Math.Round(count * BarWidth * 8m / most);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : "▏▎▍▌▋▊▉"[eighths % 8 - 1].ToString());
    }

    private static string Share(decimal part, decimal whole) =>
        whole == 0 ? "" : Text($"{part / whole * 100:0.0} %");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
