using System.Globalization;
using System.Text;

namespace Comparison.Pairs;

/// <summary>What was measured, as text: each program by its medians, and the ratios pair by pair.</summary>
internal static class RatioTable
{
    /// <summary>Up to so many orders a whole run, start-up included, is to keep up with DuckDB in Node.</summary>
    private const long Small = 1_000_000;

    /// <summary>The text.</summary>
    /// <param name="pairs">What each program took, pair by pair.</param>
    /// <param name="sizes">How much was read.</param>
    public static string Of(IReadOnlyList<IReadOnlyDictionary<string, Taken>> pairs, Sizes sizes)
    {
        var text = new StringBuilder();
        Line(text, $"{sizes.Customers:N0} customers, {sizes.Orders:N0} orders; medians of {pairs.Count}");
        Line(text, $"{"",-24} {"wall s",8} {"CPU s",8} {"peak MiB",9} {"rows/s",9}");
        foreach (var name in pairs[0].Keys)
            AddProgram(text, name, [.. pairs.Select(pair => pair[name])]);
        Line(text, $"");
        Line(text, $"{"",-48} {"median",7} {"goal",5} {"beyond",6}   pairs");
        foreach (var ratio in Ratios(sizes).Where(ratio => ratio.Names.All(pairs[0].ContainsKey)))
        {
            var values = pairs.Select(ratio.Of).ToArray();
            var each = string.Join(' ', values.Select(value => Text($"{value:0.00}")));
            Line(text, $"{ratio.What,-48} {Median(values),7:0.00} {ratio.Goal,5:0.0} {ratio.Beyond,6:0.0}   {each}");
        }

        return text.ToString().TrimEnd();
    }

    private static void AddProgram(StringBuilder text, string name, Taken[] taken)
    {
        double Of(Func<Taken, double> figure) => Median(taken.Select(figure));
        var rows = taken.All(one => one.Projected is { Seconds: > 0 })
            ? Text($"{Of(one => one.Projected!.Rows / one.Projected.Seconds):N0}")
            : "";
        Line(text, $"{name,-24} {Of(t => t.Wall),8:0.00} {Of(t => t.Cpu),8:0.00} {Of(t => t.Peak),9:0} {rows,9}");
    }

    /// <summary>What the goals are of.</summary>
    private static IEnumerable<Ratio> Ratios(Sizes sizes) =>
    [
        new(Roster.EngineCsv, Roster.DuckDbCsv, "wall", taken => taken.Wall, 0.8, 0.4),
        new(Roster.EngineCsv, Roster.DuckDbCsv, "CPU", taken => taken.Cpu, 0.8, 0.4),
        new(Roster.EngineCounts, Roster.DuckDbCounts, "wall", taken => taken.Wall),
        new(Roster.EngineCounts, Roster.DuckDbCounts, "CPU", taken => taken.Cpu),
        new(Roster.EngineCounts, Roster.BoundCounts, "CPU", taken => taken.Cpu, 3, 1.5),
        sizes.Orders > Small
            ? new(Roster.FirstRun, Roster.DuckDbCsv, "wall", taken => taken.Wall, 3, 1.5)
            : new(Roster.FirstRun, Roster.DuckDbCsv, "wall", taken => taken.Wall, null, 1),
        new(Roster.FirstRun, Roster.DuckDbCsv, "CPU", taken => taken.Cpu),
        new(Roster.SecondRun, Roster.FirstRun, "wall", taken => taken.Wall, 0.2, 0.1),
        new(Roster.SecondRun, Roster.FirstRun, "CPU", taken => taken.Cpu),
        new(Roster.EngineCsv, null, "peak GiB", taken => taken.Peak / 1024, 1.5, 1),
        new(Roster.FirstRun, null, "peak GiB", taken => taken.Peak / 1024, 1.5, 1),
        new(Roster.SecondRun, null, "peak GiB", taken => taken.Peak / 1024, 1.5, 1),
    ];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(Text(line).TrimEnd()).Append('\n');

    /// <summary>A figure of one program beside that of another, or alone.</summary>
    private sealed record Ratio(
        string Name, string? Peer, string Figure, Func<Taken, double> Take, double? Goal = null, double? Beyond = null)
    {
        public string What => Peer is null ? $"{Name}: {Figure}" : $"{Name} / {Peer}: {Figure}";

        public IEnumerable<string> Names => Peer is null ? [Name] : [Name, Peer];

        public double Of(IReadOnlyDictionary<string, Taken> pair) =>
            Take(pair[Name]) / (Peer is null ? 1 : Take(pair[Peer]));
    }
}
