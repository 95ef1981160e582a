namespace Segmentation.Engine.Expressions;

/// <summary>The names of the functions, written in any case.</summary>
internal static class Functions
{
    public const string DaysSince = "days_since";
    public const string Coalesce = "coalesce";

    private static readonly Dictionary<string, AggregateKind> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["count"] = AggregateKind.Count,
        ["sum"] = AggregateKind.Sum,
        ["avg"] = AggregateKind.Avg,
        ["min"] = AggregateKind.Min,
        ["max"] = AggregateKind.Max,
        ["first"] = AggregateKind.First,
        ["last"] = AggregateKind.Last,
        ["distinct"] = AggregateKind.Distinct,
        ["share"] = AggregateKind.Share,
        ["trend"] = AggregateKind.Trend,
        ["mode"] = AggregateKind.Mode,
        ["median"] = AggregateKind.Median,
        ["percentile"] = AggregateKind.Percentile,
        ["decayed"] = AggregateKind.Decayed,
    };

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> Names => [DaysSince, Coalesce, .. Aggregates.Keys];

    public static bool IsCoalesce(string name) => Is(name, Coalesce);

    public static bool IsDaysSince(string name) => Is(name, DaysSince);

    /// <summary>The aggregate of a name, or null.</summary>
    public static AggregateKind? AggregateOf(string name) => Aggregates.TryGetValue(name, out var kind) ? kind : null;

    private static bool Is(string name, string function) =>
        string.Equals(name, function, StringComparison.OrdinalIgnoreCase);
}
