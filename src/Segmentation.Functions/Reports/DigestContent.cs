using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>What a digest says to one owner or role.</summary>
/// <param name="report">The run.</param>
/// <param name="workspace">Its definitions.</param>
/// <param name="scan">Who has which customers.</param>
/// <param name="names">Their names.</param>
/// <param name="attention">Who needs attention, the most at stake first.</param>
/// <param name="heldImports">Why imports wait for a person.</param>
internal sealed class DigestContent(
    RunReport report, Workspace workspace, OwnerScan scan, RunNames names, IReadOnlyList<AttentionEntry> attention,
    IReadOnlyList<string> heldImports)
{
    private const int Most = 10;

    private readonly SegmentNames _segments = new(report);

    /// <summary>The digest of an owner of customers.</summary>
    public Document OfOwner(string owner)
    {
        var portfolio = scan.Owners[owner];
        var value = workspace.Value is null
            ? ""
            : $", worth {Said.Amount(ExactSum.Amount(portfolio.Value), report.Currency)}";
        return new Document(
            owner == OwnerScan.Nobody ? "Customers without an owner" : $"For the owner {owner}",
            $"{Said.Count(portfolio.Customers, "customer", "customers")}{value}. {Health()}",
            [
                .. Moves(portfolio.Moves),
                .. Attention(entry => (names.Of(entry.Customer).Owner ?? OwnerScan.Nobody) == owner, isOwners: true),
                .. Endings(ending => (ending.Customer.Owner ?? OwnerScan.Nobody) == owner),
                .. Held(),
            ]);
    }

    /// <summary>The digest of a role.</summary>
    public Document OfRole(Role role)
    {
        var segments = role.Segments(workspace);
        string[] schemes = [.. segments.Select(one => one.Scheme).Distinct()];
        bool Answers(string scheme, string? segment) => segment is not null && segments.Contains((scheme, segment));
        return new Document(
            role.Name == role.Person ? $"For {role.Name}" : $"For {role.Name}, {role.Person}",
            $"Answers for {string.Join(", ", schemes)}. {Health()}",
            [
                .. Sizes(segments),
                .. Moves([.. report.Moves.Where(
                    move => Answers(move.Scheme, move.To) || Answers(move.Scheme, move.From))]),
                .. Attention(
                    entry => entry.Reasons.Any(reason => Answers(reason.Scheme, reason.Segment)), isOwners: false),
                .. Endings(ending => Answers(ending.Scheme, ending.Segment)),
                .. Held(),
            ]);
    }

    private string Health() => report.Health is { } health ? $"Health: {health.Summary}" : "";

    private IEnumerable<Block> Sizes(IReadOnlySet<(string Scheme, string Segment)> segments)
    {
        yield return new Heading("Who is where, and for how much");
        var isValued = workspace.Value is not null;
        yield return new Grid(
            [
                new("Scheme"), new("Segment"), new("Customers", CellKind.Number),
                .. isValued ? [new GridColumn(report.Currency ?? "Value", CellKind.Number)] : Array.Empty<GridColumn>(),
            ],
            [.. from scheme in report.Schemes
                from segment in scheme.Segments
                where segments.Contains((scheme.Scheme, segment.Segment))
                select (IReadOnlyList<Cell>)
                [
                    scheme.Scheme, segment.Name, Said.Number(segment.Customers),
                    .. isValued ? [Said.Number(segment.Value ?? 0)] : Array.Empty<Cell>(),
                ]]);
    }

    private IEnumerable<Block> Moves(IReadOnlyList<Flow> moves)
    {
        yield return new Heading("What moved, and why");
        if (moves.Count == 0)
        {
            yield return new Paragraph(
                report.ComparedWith is null ? "The first run: nobody moved yet." : "Nobody moved.");
            yield break;
        }

        // Who is new has a move in every scheme: those who were there come first.
        Flow[] sorted = [.. moves.OrderBy(move => move.From is null || move.To is null)];
        yield return MoveTables.Flows([.. sorted.Take(Most)], report.Currency, _segments);
        var rest = sorted.Skip(Most).Sum(move => move.Customers);
        if (rest > 0)
            yield return new Paragraph($"{Said.Count(rest, "move", "moves")} more went other ways.");
    }

    private IEnumerable<Block> Attention(Func<AttentionEntry, bool> concerns, bool isOwners)
    {
        AttentionEntry[] all = [.. attention.Where(concerns)];
        if (all.Length == 0)
            yield break;
        yield return new Heading("Needs attention");
        yield return new Items([.. all.Take(Most).Select(entry => Told(entry, isOwners))]);
        if (all.Length > Most)
            yield return new Paragraph($"{Said.Count(all.Length - Most, "customer needs", "customers need")} it too.");
    }

    private Item Told(AttentionEntry entry, bool isOwners)
    {
        var customer = names.Of(entry.Customer);
        string[] before =
        [
            entry.Stake is { } stake ? $"{Said.Amount(stake, report.Currency)} at stake" : "",
            isOwners || customer.Owner is null ? "" : $"owner {customer.Owner}",
        ];
        var head = string.Join(", ", before.Where(part => part.Length > 0));
        var due = Said.Day(entry.Reasons.Min(reason => reason.Due));
        return new Item(
            (head.Length == 0 ? "" : $"{head}: ")
            + $"{string.Join("; ", entry.Reasons.Select(reason => reason.Text))}; due {due}."
            + (entry.NextAction is { } action ? $" What to do: {action}" : ""),
            customer.Name ?? entry.Customer);
    }

    private IEnumerable<Block> Endings(Func<Ending, bool> concerns)
    {
        Ending[] all = [.. scan.Endings.Where(concerns)];
        if (all.Length == 0)
            yield break;
        yield return new Heading(string.Create(
            CultureInfo.InvariantCulture, $"Ends within {OwnerScan.SoonDays} days"));
        yield return new Items([.. all.Take(Most).Select(Told)]);
        if (all.Length > Most)
            yield return new Paragraph($"{Said.Number(all.Length - Most)} more end by then.");
    }

    private Item Told(Ending ending)
    {
        var (here, model) = (_segments.Of(ending.Scheme, ending.Segment), _segments.Of(ending.Scheme, ending.Model));
        var then = ending.Segment == ending.Model ? "" : $"; the definition says {model}";
        var by = ending.Author is { } author ? $"set to {here} by {author}" : $"kept in {here}";
        return new Item(
            $"{ending.Scheme}: {by} until {Said.Day(ending.Ends)}{then}",
            ending.Customer.Name ?? ending.Customer.Customer);
    }

    private IEnumerable<Block> Held()
    {
        if (heldImports.Count == 0)
            yield break;
        yield return new Heading("Imports that wait for a person");
        yield return new Items([.. heldImports.Select(why => new Item(Said.Capital(why)))]);
    }
}
