namespace Segmentation.Engine.Expressions;

/// <summary>A function that gives one value per row.</summary>
internal enum ScalarKind
{
    DaysSince,
    Coalesce,
    Lookup,
    NpsBand,
    CsatBand,
    HasPart,
    PartCount,
}

/// <summary>The names of the functions, written in any case.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, ScalarKind> Scalars = new(StringComparer.OrdinalIgnoreCase)
    {
        ["days_since"] = ScalarKind.DaysSince,
        ["coalesce"] = ScalarKind.Coalesce,
        ["lookup"] = ScalarKind.Lookup,
        ["nps_band"] = ScalarKind.NpsBand,
        ["csat_band"] = ScalarKind.CsatBand,
        ["has_part"] = ScalarKind.HasPart,
        ["part_count"] = ScalarKind.PartCount,
    };

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
        ["mode_share"] = AggregateKind.ModeShare,
        ["median"] = AggregateKind.Median,
        ["percentile"] = AggregateKind.Percentile,
        ["decayed"] = AggregateKind.Decayed,
        ["nps"] = AggregateKind.Nps,
    };

    private static readonly Dictionary<string, LifetimeMeasure> Lifetimes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["p_alive"] = LifetimeMeasure.Alive,
        ["expected_orders"] = LifetimeMeasure.ExpectedOrders,
        ["p_no_order"] = LifetimeMeasure.NoOrder,
        ["expected_spend"] = LifetimeMeasure.ExpectedSpend,
        ["lifetime_value"] = LifetimeMeasure.Value,
        ["p_renew"] = LifetimeMeasure.Renewal,
        ["remaining_value"] = LifetimeMeasure.Remaining,
    };

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> Names => [.. Scalars.Keys, .. Aggregates.Keys, .. Lifetimes.Keys];

    /// <summary>The names of what models tell, for messages.</summary>
    public static string LifetimeNames => string.Join(", ", Lifetimes.Keys);

    public static bool IsCoalesce(string name) => ScalarOf(name) == ScalarKind.Coalesce;

    public static bool IsDaysSince(string name) => ScalarOf(name) == ScalarKind.DaysSince;

    /// <summary>The function of a name, or null.</summary>
    public static ScalarKind? ScalarOf(string name) => Scalars.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The aggregate of a name, or null.</summary>
    public static AggregateKind? AggregateOf(string name) => Aggregates.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>What a model tells under a name, or null.</summary>
    public static LifetimeMeasure? LifetimeOf(string name) => Lifetimes.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>The name of what a model tells.</summary>
    public static string NameOf(LifetimeMeasure kind) => Lifetimes.Single(named => named.Value == kind).Key;

    /// <summary>The name of an aggregate.</summary>
    public static string NameOf(AggregateKind kind) => Aggregates.Single(named => named.Value == kind).Key;
}
