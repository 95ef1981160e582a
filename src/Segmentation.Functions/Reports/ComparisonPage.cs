using System.Globalization;

namespace Segmentation.Functions.Reports;

/// <summary>A comparison as people read it: on a page, or briefly in a terminal.</summary>
/// <param name="compared">The comparison.</param>
/// <param name="isBrief">Whether only the most important of it is told.</param>
public sealed class ComparisonPage(RunComparison compared, bool isBrief = false)
{
    private const int MostOverrides = 20;

    // A terminal has room for no more.
    private const int MostColumns = 6;

    private static readonly Dictionary<bool, string> Served = new() { [true] = "more", [false] = "less" };

    private readonly ComparedTables _tables = new(compared);

    /// <summary>The page as HTML.</summary>
    public static byte[] Html(RunComparison compared) => HtmlText.Of(new ComparisonPage(compared).Document());

    /// <summary>The page.</summary>
    public Document Document() => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{compared.Workspace}: from {compared.From.AsOf:yyyy-MM-dd} to {compared.To.AsOf:yyyy-MM-dd} "
            + $"(run {compared.From.Run} to run {compared.To.Run})"),
        Lead(),
        [
            .. List("What cannot be told", compared.Missing.Select(text => new Item(Said.Capital(text) + "."))),
            .. compared.Schemes.SelectMany(Scheme),
            .. Causes(),
            .. List("Definitions that changed", compared.Definitions.Select(Changed)),
            .. List("Objectives", compared.Objectives.Select(Objective)),
            .. List("Time and value", compared.Served.Select(Share)),
            .. Skills(),
            .. List("Set by persons: ending soon, or against the definition", Overrides()),
            .. List("Schemes that nobody asked for", compared.Unread.Select(scheme => new Item(scheme))),
            .. List("Reviews that are due", compared.Reviews.Select(Review)),
            .. List("Does the segmentation still fit?",
            [
                new Item(compared.From.Health ?? "Nobody looked.", "Then"),
                new Item(compared.To.Health ?? "Nobody looked.", "Now"),
            ]),
        ]);

    private string Lead()
    {
        var (then, now, customers) = (compared.From, compared.To, compared.Customers);
        var value = then.Value is { } before && now.Value is { } after
            ? $", worth {Said.Amount(after, compared.Currency)}, {Said.Number(before)} before"
            : "";
        var came = customers is { New: { } fresh, Gone: { } gone, Merged: { } merged }
            ? $" {Said.Number(fresh)} came, {Said.Number(gone)} went"
                + (merged == 0 ? "." : $", {Said.Number(merged)} turned out to be the same as another.")
            : "";
        var kept = customers.Retained is { Grr: { } gross, Nrr: { } net }
            ? $" Of the value then, {Said.Percent(gross)} was kept (GRR), and {Said.Percent(net)} with what the same "
                + "customers are worth more (NRR)."
            : "";
        return $"{Said.Count(now.Customers, "customer", "customers")}, {Said.Number(then.Customers)} before{value}."
            + came + kept;
    }

    private static IEnumerable<Block> List(string heading, IEnumerable<Item> items)
    {
        Item[] all = [.. items];
        return all.Length == 0 ? [] : [new Heading(heading), new Items(all)];
    }

    private IEnumerable<Block> Scheme(ComparedScheme scheme)
    {
        var versions = (scheme.VersionThen, scheme.VersionNow) switch
        {
            (null, { } now) => string.Create(CultureInfo.InvariantCulture, $"new, version {now}"),
            ({ } then, null) => string.Create(CultureInfo.InvariantCulture, $"version {then}, gone now"),
            ({ } then, { } now) when then != now =>
                string.Create(CultureInfo.InvariantCulture, $"version {then}, now {now}"),
            (_, var now) => string.Create(CultureInfo.InvariantCulture, $"version {now}"),
        };
        yield return new Heading($"{scheme.Scheme}, {versions}");
        yield return isBrief ? _tables.BriefSizes(scheme) : _tables.Sizes(scheme);
        if (scheme.Matrix is not { Count: > 0 } matrix)
            yield break;
        if (isBrief && scheme.Segments.Count > MostColumns)
        {
            yield return new Heading("Where most went", 2);
            yield return _tables.Ways(scheme, matrix);
            yield break;
        }

        yield return new Heading("Who went where: from (down) to (across)", 2);
        yield return ComparedTables.Matrix(scheme, matrix, cell => cell.Customers);
        if (isBrief || matrix.All(cell => cell.Value is null))
            yield break;
        yield return new Heading($"The same in {compared.Currency ?? "value"}", 2);
        yield return ComparedTables.Matrix(scheme, matrix, cell => cell.Value ?? 0);
        if (scheme.Causes.Count == 0)
            yield break;
        yield return new Heading("Why", 2);
        yield return ComparedTables.Causes(scheme.Causes, compared.Currency);
    }

    private IEnumerable<Block> Causes()
    {
        if (compared.Causes.Count == 0)
            yield break;
        yield return new Heading("Why customers moved in all runs in between, scheme by scheme");
        yield return ComparedTables.Causes(compared.Causes, compared.Currency);
    }

    private static Item Changed(ChangedDefinitions change)
    {
        var schemes = change.Schemes.Count == 0
            ? "no scheme decides otherwise"
            : $"{string.Join(", ", change.Schemes)} {(change.Schemes.Count == 1 ? "decides" : "decide")} otherwise";
        var by = change.Author is { } author ? $" by {author}" : "";
        var note = change.Note is { } text ? $" ({text})" : "";
        return new Item(
            $"{schemes}; version {change.Version}, {change.How}{by}{note}",
            change.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static Item Objective(ComparedObjective one)
    {
        var before = one.Then is { } then
            ? string.Create(CultureInfo.InvariantCulture, $" In the earlier run it was {then:#,0.####}.")
            : "";
        var pace = one.IsOnPace switch
        {
            true => " It is on pace.",
            false => " It is not on pace.",
            null => "",
        };
        return new Item($"{one.Text}.{before}{pace}", one.Objective);
    }

    private static Item Share(ServedSegment served) => new(
        $"{Said.Percent(served.HoursShare)} of the hours ({Said.Number(served.Hours)}), and "
        + $"{Said.Percent(served.ValueShare)} of the value: it gets {Served[served.IsOver]} time than its value",
        $"{served.Scheme}, {served.Name}");

    private IEnumerable<Block> Skills()
    {
        if (compared.Skills.Count == 0 || isBrief)
            yield break;
        yield return new Heading("Hours of skills in a period");
        yield return new Grid(
            [
                new("Scheme"), new("Skill"), new("Needed", CellKind.Number), new("There are", CellKind.Number),
                new("Short of", CellKind.Number),
            ],
            [.. compared.Skills.Select(line => (IReadOnlyList<Cell>)
            [
                line.Scheme, line.Skill, Said.Number(line.NeededHours),
                line.AvailableHours is { } hours ? Said.Number(hours) : "",
                line.NeededHours > line.AvailableHours ? Said.Number(line.NeededHours - line.AvailableHours.Value) : "",
            ])]);
    }

    private IEnumerable<Item> Overrides()
    {
        foreach (var set in compared.Overrides.Take(MostOverrides))
        {
            var conflict = set.ConflictRuns == 0
                ? ""
                : $"; the definition has said otherwise in {Said.Count(set.ConflictRuns, "run", "runs")}";
            yield return new Item(
                $"{set.Scheme} {set.Segment}, set by {set.Author}, until {Said.Day(set.Expires)}{conflict}",
                set.Customer);
        }

        if (compared.Overrides.Count > MostOverrides)
            yield return new Item($"and {Said.Number(compared.Overrides.Count - MostOverrides)} more");
    }

    private static Item Review(DueReview review)
    {
        var late = review.Overdue == 0 ? "" : $", {Said.Count(review.Overdue, "day", "days")} ago";
        return new Item(
            $"due {Said.Day(review.Due)}{late}; record it with segment review --scheme {review.Scheme} --author NAME",
            review.Scheme);
    }
}
