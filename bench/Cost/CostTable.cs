using System.Globalization;
using System.Text;

namespace Cost;

/// <summary>The table of costs as Markdown, between two markers of <c>docs/operations.md</c>.</summary>
internal static class CostTable
{
    /// <summary>The line before the table.</summary>
    public const string Begin = "<!-- cost: made by dotnet run --project bench/Cost -- --write -->";

    /// <summary>The line after it.</summary>
    public const string End = "<!-- cost: end -->";

    private static readonly (string Name, Func<Estimate, string> Value)[] Lines =
    [
        ("customers", e => Count(e.Work.Customers)),
        ("`Segmentation:Shards`", e => Count(e.Work.Shards)),
        ("bytes that arrive", e => Bytes(e.Work.DumpBytes)),
        ("customers that moved", e => Count(e.Work.Moves)),
        ("activities", e => Count(e.Orchestration.Activities)),
        ("sub-orchestrations", e => Count(e.Orchestration.SubOrchestrations)),
        ("rows of history of one execution, at most", e => Count(e.Orchestration.MostHistoryRows)),
        ("share of the advised length", e => Percent(e.HistoryShare)),
        ("queue messages of orchestrations", e => Count(e.Orchestration.QueueMessages)),
        ("rows written to table `segments`", e => Count(e.Storage.Rows)),
        ("table transactions", e => Count(e.Storage.TableTransactions)),
        ("blobs read, written (estimated)", e => $"{Count(e.Storage.BlobReads)}, {Count(e.Storage.BlobWrites)}"),
        ("Service Bus messages", e => Count(e.Messages)),
        ("GB-s of instances, at most", e => Count((long)e.GBSeconds)),
        ("minutes by the limits alone, at least", e => e.LeastMinutes.ToString("0.0", CultureInfo.InvariantCulture)),
        ("USD for it", e => Money(e.RunPrice)),
        ("USD a month: stored", e => Money(e.StoragePrice)),
        ("USD a month: whether it runs or not", e => Money(e.BasePrice)),
        ("USD a month: in all, a run each day", e => e.Work.IsFirst ? "" : Money(e.MonthPrice)),
    ];

    /// <summary>The table, with the lines before and after it.</summary>
    public static string Markdown(Prices prices)
    {
        var estimates = Workload.All.Select(work => new Estimate(work, prices)).ToArray();
        var text = new StringBuilder().Append(Begin).Append('\n');
        Row(text, "", estimates.Select(e => e.Work.IsFirst ? "first" : "daily"));
        Row(text, "---", estimates.Select(_ => "---:"));
        foreach (var (name, value) in Lines)
            Row(text, name, estimates.Select(value));
        text.Append(CultureInfo.InvariantCulture, $"\nPrices of {prices.Region}. {prices.Note}\n");
        return text.Append(End).ToString();
    }

    /// <summary>A document with its table replaced.</summary>
    /// <exception cref="FormatException">When it lacks a marker.</exception>
    public static string In(string document, string table)
    {
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal),
            document.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? $"{document[..begin]}{table}{document[(end + End.Length)..]}"
            : throw new FormatException(
                $"docs/operations.md: no place for the table; expected the lines '{Begin}' and '{End}'; add them");
    }

    private static void Row(StringBuilder text, string first, IEnumerable<string> others) =>
        text.Append("| ").AppendJoin(" | ", [first, .. others]).Append(" |\n");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Money(double dollars) => dollars.ToString("N2", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
