using System.Globalization;
using Segmentation.Cli.Show.Summary;
using Segmentation.Functions.Previews;
using Spectre.Console;

namespace Segmentation.Cli.Show.Preview;

/// <summary>What would become of a scheme: sizes before and after, who goes where, and which condition takes whom.
/// </summary>
internal static class SchemeChange
{
    private const int BarWidth = 12;
    private const int MostColumns = 7;
    private const int MostFlows = 10;
    private const int MostOverlaps = 3;

    /// <summary>Shows a scheme.</summary>
    public static void Show(IAnsiConsole console, SchemePreview scheme, PreviewReport report)
    {
        console.Line();
        ShowSizes(console, scheme, report);
        console.Sentence(Moves(scheme, report), "  ");
        if (SegmentSizes.Held(scheme.Held) is { Length: > 0 } held)
            console.Sentence(held, "  ");
        if (scheme.Moved > 0)
            ShowMatrix(console, scheme);
        FunnelTable.Show(console, scheme);
        foreach (var overlap in report.Overlaps.Where(
            overlap => overlap.First == scheme.Scheme || overlap.Second == scheme.Scheme))
            console.Sentence(Shared(overlap, scheme.Scheme), "  ");
    }

    private static void ShowSizes(IAnsiConsole console, SchemePreview scheme, PreviewReport report)
    {
        var most = Math.Max(1, scheme.Segments.Max(segment => Math.Max(segment.Before ?? 0, segment.After ?? 0)));
        var valued = scheme.Segments.Any(segment => segment.ValueAfter is not null);
        string[] value = valued ? [$"{report.Currency ?? "value"}>", "change>"] : [];
        var table = new TextTable(["", "", "customers>", "change>", .. value]);
        foreach (var segment in scheme.Segments)
        {
            string[] worth = valued
                ? [Cell.Number(segment.ValueAfter), Cell.Change(segment.ValueBefore, segment.ValueAfter)]
                : [];
            if (segment.Before is { } before && before != segment.After)
                table.Add($"{segment.Name}, before", Bars.Of(before, most, BarWidth), Cell.Number(before));
            table.Add(
            [
                segment.Name, Bars.Of(segment.After ?? 0, most, BarWidth),
                segment.After is null ? "gone" : Cell.Number(segment.After),
                Cell.Change(segment.Before, segment.After), .. worth,
            ]);
        }

        table.Show(console, string.Create(CultureInfo.InvariantCulture, $"{scheme.Scheme}, version {scheme.Version}"));
    }

    private static string Moves(SchemePreview scheme, PreviewReport report)
    {
        var text = PreviewText.Moves(scheme, report);
        if (scheme.Moved == 0)
            return text;
        var currency = report.Currency ?? "of value";
        var value = scheme.ValueAtStake is { } all ? $"; {Cell.Number(all)} {currency} at stake" : "";
        var down = scheme.DowngradedValue is { } less ? $" with {Cell.Number(less)} {currency}" : "";
        return $"{text}{value}; {Cell.Number(scheme.Downgraded)} of them down{down}";
    }

    /// <summary>A table of few segments, with a number for each column; the largest flows of many.</summary>
    private static void ShowMatrix(IAnsiConsole console, SchemePreview scheme)
    {
        string?[] to = [.. scheme.Segments.Where(segment => segment.After is not null).Select(s => s.Segment)];
        if (to.Length > MostColumns)
        {
            ShowFlows(console, scheme);
            return;
        }

        var hasGone = scheme.Matrix.Any(cell => cell.To is null);
        string[] gone = hasGone ? ["gone>"] : [];
        var table = new TextTable(["", .. to.Select((_, i) => Column(i) + ">"), .. gone]);
        foreach (var from in scheme.Matrix.Select(cell => cell.From).Distinct())
        {
            var row = to.Concat(hasGone ? [null] : []).Select(column => Cell.Number(scheme.Matrix
                .FirstOrDefault(cell => cell.From == from && cell.To == column)?.Customers));
            var place = Array.IndexOf(to, from);
            table.Add([from is null ? "(new)" : place < 0 ? from : $"{Column(place)} {from}", .. row]);
        }

        console.Line();
        table.Show(console, "from, and to");
    }

    private static string Column(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    private static void ShowFlows(IAnsiConsole console, SchemePreview scheme)
    {
        var moved = scheme.Matrix.Where(cell => cell.From != cell.To)
            .OrderByDescending(cell => cell.Customers).Take(MostFlows);
        var table = new TextTable("", "to", "customers>", "value>");
        foreach (var cell in moved)
            table.Add(cell.From ?? "(new)", cell.To ?? "(gone)", Cell.Number(cell.Customers), Cell.Number(cell.Value));
        console.Line();
        table.Show(console, "the largest moves");
    }

    private static string Shared(SchemeOverlap overlap, string scheme)
    {
        var isFirst = overlap.First == scheme;
        var largest = overlap.Cells.OrderByDescending(cell => cell.Jaccard).Take(MostOverlaps);
        var most = largest.Select(cell => string.Create(
            CultureInfo.InvariantCulture,
            $"{(isFirst ? cell.First : cell.Second)} and {(isFirst ? cell.Second : cell.First)} "
            + $"{cell.Customers:N0} ({cell.Jaccard * 100:0.0} % of both)"));
        return $"shares with {(isFirst ? overlap.Second : overlap.First)}: {string.Join(", ", most)}";
    }
}
