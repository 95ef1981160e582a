using System.Globalization;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>
/// What a run found, on one page for people who have nothing but the page: <c>report.html</c>. The same run gives the
/// same bytes.
/// </summary>
/// <param name="report">The run.</param>
/// <param name="names">The names of the customers that need attention, by id.</param>
internal sealed class RunPage(RunReport report, IReadOnlyDictionary<string, string> names)
{
    /// <summary>The name of the file.</summary>
    public const string File = "report.html";

    private const int MostFlows = 10;
    private const int MostNames = 5;

    private readonly SegmentNames _segments = new(report);

    /// <summary>The page as HTML.</summary>
    public static byte[] Html(RunReport report, IReadOnlyDictionary<string, string> names) =>
        HtmlText.Of(new RunPage(report, names).Document());

    /// <summary>The page.</summary>
    public Document Document() => new(
        string.Create(CultureInfo.InvariantCulture, $"{report.Workspace}: run {report.Run}, {report.AsOf:yyyy-MM-dd}"),
        Lead(),
        [
            .. new SizeTables(report).Blocks(),
            .. Moves(),
            .. Attention(),
            .. Rows(),
            .. Health(),
            .. Definitions(),
            .. Notes(),
            new Heading("What next"),
            new Items([.. Next()]),
        ]);

    /// <summary>How many customers of which value, who moved, and how the segmentation is.</summary>
    private string Lead()
    {
        var value = report.Schemes is [var first, ..] && first.Segments.Any(one => one.Value is not null)
            ? $", worth {Said.Amount(first.Segments.Sum(one => one.Value), report.Currency)}"
            : "";
        var moves = report.MovesByCause.Values.Sum();
        var moved = report.ComparedWith is not { } before ? "This is the first run: nobody moved yet."
            : moves == 0 ? $"Nobody moved since {Said.Run(before)}."
            : $"{Said.Count(moves, "move", "moves")} since {Said.Run(before)}, most of them because "
                + $"{Said.Cause(report.MovesByCause.MaxBy(cause => cause.Value).Key)}.";
        var held = report.Held is null ? "" : " The run is held: nobody sees it before a person publishes it.";
        return $"{Said.Count(report.Customers, "customer", "customers")}{value}. {moved}{held}";
    }

    private IEnumerable<Block> Moves()
    {
        if (report.Moves.Count == 0)
            yield break;
        yield return new Heading("What moved, and why");
        yield return MoveTables.ByCause(report.MovesByCause, report.ValueByCause, report.Currency);
        yield return new Heading(report.Moves.Count > MostFlows ? "The largest moves" : "All moves", 2);
        yield return MoveTables.Flows([.. report.Moves.Take(MostFlows)], report.Currency, _segments);
    }

    private IEnumerable<Block> Attention()
    {
        if (report.Attention.Count == 0)
            yield break;
        yield return new Heading("Needs attention");
        yield return new Items([.. report.Attention.GroupBy(line => line.Customer).Take(MostNames).Select(Told)]);
        var more = report.AttentionTotals.Customers - MostNames;
        if (more > 0)
            yield return new Paragraph($"{Said.Count(more, "customer needs", "customers need")} it too.");
    }

    /// <summary>All reasons of a customer, and what to do about the first.</summary>
    private Item Told(IGrouping<string, AttentionLine> lines)
    {
        var first = lines.First();
        var stake = first.Stake is { } amount ? $"{Said.Amount(amount, report.Currency)} at stake: " : "";
        return new Item(
            $"{stake}{string.Join("; ", lines.Select(line => line.Text))}."
            + (first.NextAction is { } action ? $" What to do: {action}" : ""),
            names.GetValueOrDefault(lines.Key) ?? lines.Key);
    }

    private IEnumerable<Block> Rows()
    {
        if (report.Ledger.Count == 0)
            yield break;
        yield return new Heading("Where every row went");
        yield return new Grid(
            [
                new("File"), new("As"), new("Read", CellKind.Number), new("Accepted", CellKind.Number),
                new("Rejected", CellKind.Number), new("Duplicate", CellKind.Number),
                new("Superseded", CellKind.Number), new("Unresolved", CellKind.Number),
                new("Filtered or blank", CellKind.Number),
            ],
            [.. report.Ledger.Select(line => (IReadOnlyList<Cell>)
            [
                line.File, line.Source, Said.Number(line.Read), Said.Number(line.Accepted), Said.Number(line.Rejected),
                Said.Number(line.Duplicate), Said.Number(line.Superseded), Said.Number(line.Unresolved),
                Said.Number(line.Filtered + line.Blank),
            ])]);
        yield return new Paragraph(
            $"{Said.Number(report.Ledger.Sum(line => line.Read))} rows were read, and each is in one of these places.");
    }

    private IEnumerable<Block> Health()
    {
        if (report.Health is not { } health)
            yield break;
        yield return new Heading("Does the segmentation still fit?");
        yield return new Paragraph(Said.Capital(health.Summary));
        if (health.Objectives.Count == 0)
            yield break;
        yield return new Heading("Objectives");
        yield return new Items([.. health.Objectives.Select(one => new Item(one.Text, one.Objective))]);
    }

    private IEnumerable<Block> Definitions()
    {
        if (report.DefinitionChanges.Count == 0)
            yield break;
        yield return new Heading("Definitions that changed");
        yield return new Items([.. report.DefinitionChanges.Select(change => new Item(
            change.From == change.To
                ? string.Create(
                    CultureInfo.InvariantCulture, $"it decides otherwise now; nobody raised version {change.To}")
                : string.Create(CultureInfo.InvariantCulture, $"version {change.From} became version {change.To}"),
            change.Scheme))]);
    }

    private IEnumerable<Block> Notes()
    {
        string[] notes =
        [
            .. report.Skipped.Select(skipped => $"Scheme {skipped.Scheme} was skipped: {skipped.Why}"),
            .. report.Warnings.Select(Said.Capital),
        ];
        if (notes.Length == 0)
            yield break;
        yield return new Heading("Notes");
        yield return new Items([.. notes.Select(note => new Item(note))]);
    }

    private IEnumerable<Item> Next()
    {
        if (report.Held is not null)
        {
            yield return new Item(string.Create(
                CultureInfo.InvariantCulture,
                $"Decide on the held run: segment runs {report.Run} --publish, or --discard."));
        }

        if (report.Attention is [var first, ..])
            yield return new Item($"See why a customer is where it is: segment explain {first.Customer}");
        if (report.Ledger.Sum(line => line.Rejected) is > 0 and var rejected)
        {
            yield return new Item(
                $"Look at {Said.Count(rejected, "rejected row", "rejected rows")}: rejects.csv has line and hint.");
        }

        if (report.Findings is [var worst, ..])
            yield return new Item($"Look at what the linter found, the worst first: {worst.Where} {worst.Found}");
        if (report.Health is { Verdict: not "stable" })
        {
            yield return new Item(string.Create(
                CultureInfo.InvariantCulture,
                $"Read how the segmentation has shifted: segment runs {report.Run} shows the figures."));
        }
        yield return new Item("Send each owner what concerns them: segment digest --owner NAME");
        yield return new Item("Compare with an earlier run or day: segment compare --from DATE --to DATE");
    }
}
