using System.Globalization;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Figures, days and causes as people read them; the same in every culture.</summary>
internal static class Said
{
    /// <summary>A number without digits behind the point.</summary>
    public static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An amount; empty for none.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency; null for a value that is no money.</param>
    public static string Amount(decimal? amount, string? currency) =>
        amount is not { } known ? "" : currency is null ? Number(known) : $"{currency} {Number(known)}";

    /// <summary>A part of a whole in per cent, to one digit; empty when there is no whole.</summary>
    public static string Share(decimal part, decimal whole) =>
        whole == 0 ? "" : Percent(part / whole);

    /// <summary>A share in per cent, to one digit; a dash for none.</summary>
    public static string Percent(decimal? share) => share is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.0} %")
        : "-";

    /// <summary>A number with a sign; empty for 0.</summary>
    public static string Change(decimal number) =>
        number.ToString("+#,0;-#,0;''", CultureInfo.InvariantCulture);

    /// <summary>A day; empty for none.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Why somebody moved.</summary>
    public static string Cause(string cause) =>
        cause == Engine.Tracking.Cause.Mixed ? "several causes" : Engine.Tracking.Cause.Say(cause, []);

    /// <summary>So many of something.</summary>
    public static string Count(long number, string one, string many) =>
        $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A sentence that begins with a capital letter.</summary>
    public static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The name of a run.</summary>
    public static string Run(int run) => string.Create(CultureInfo.InvariantCulture, $"run {run}");
}

/// <summary>The names that people read of the segments of a run, and those of runs before it.</summary>
/// <param name="reports">The runs, the newest first.</param>
internal sealed class SegmentNames(params IReadOnlyList<RunReport> reports)
{
    private readonly Dictionary<(string Scheme, string Segment), string> _names = reports
        .SelectMany(report => report.Schemes)
        .SelectMany(scheme => scheme.Segments.Select(segment => (Key: (scheme.Scheme, segment.Segment), segment.Name)))
        .DistinctBy(named => named.Key).ToDictionary(named => named.Key, named => named.Name);

    /// <summary>The name of a segment; its id when it has none.</summary>
    public string Of(string scheme, string segment) => _names.GetValueOrDefault((scheme, segment), segment);

    /// <summary>Where customers went.</summary>
    public string Way(string scheme, string? from, string? to) =>
        $"{(from is null ? "(new)" : Of(scheme, from))} to {(to is null ? "(removed)" : Of(scheme, to))}";
}
