using System.Text.Json;

namespace EndToEnd;

/// <summary>Reads <c>report.json</c>.</summary>
internal static class Report
{
    private static readonly string[] Fates =
        ["blank", "filtered", "rejected", "duplicate", "superseded", "unresolved", "accepted"];

    public static JsonElement Read(string path)
    {
        var report = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        foreach (var line in report.GetProperty("ledger").EnumerateArray())
            Assert.Equal(line.GetProperty("read").GetInt64(), Fates.Sum(fate => line.GetProperty(fate).GetInt64()));
        return report;
    }

    /// <summary>A count of the ledger of one source, all files together.</summary>
    public static long Rows(this JsonElement report, string source, string fate) => report.GetProperty("ledger")
        .EnumerateArray().Where(line => line.GetProperty("source").GetString() == source)
        .Sum(line => line.GetProperty(fate).GetInt64());

    /// <summary>What the ledger says of one source, in words, leaving out zeros.</summary>
    public static string Ledger(this JsonElement report, string source) => string.Join(' ', Fates.Prepend("read")
        .Select(fate => (fate, rows: report.Rows(source, fate))).Where(count => count.rows > 0)
        .Select(count => $"{count.fate}:{count.rows}"));

    /// <summary>The edges of a score.</summary>
    public static decimal[] Edges(this JsonElement report, string scheme, string measure) => [.. report
        .GetProperty("calibration").GetProperty(scheme).EnumerateArray()
        .Single(score => score.GetProperty("measure").GetString() == measure)
        .GetProperty("edges").EnumerateArray().Select(edge => edge.GetDecimal())];

    /// <summary>Sizes of the segments of a scheme.</summary>
    public static Dictionary<string, long> Sizes(this JsonElement report, string scheme) => report
        .GetProperty("schemes").EnumerateArray().Single(s => s.GetProperty("scheme").GetString() == scheme)
        .GetProperty("segments").EnumerateArray()
        .ToDictionary(s => s.GetProperty("segment").GetString()!, s => s.GetProperty("customers").GetInt64());
}
