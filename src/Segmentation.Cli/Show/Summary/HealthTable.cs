using System.Globalization;
using Segmentation.Engine.Health;
using Segmentation.Functions.Health;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>The health of each scheme, with what is wrong and how far objectives are below.</summary>
internal static class HealthTable
{
    private const int BarWidth = 6;
    private const string Stable = "stable";

    /// <summary>Shows the health of a run.</summary>
    public static void Show(IAnsiConsole console, SegmentationHealth health)
    {
        var table = new TextTable(
            "", "verdict", "shift>", "", "apart>", "balance>", "to-fro>", "unknown>", "set>");
        foreach (var scheme in health.Schemes)
        {
            var shift = Largest(scheme);
            table.Add(
                scheme.Scheme, scheme.Verdict, Number(shift), Bar(shift), Number(scheme.Separation),
                Number(scheme.Balance.Evenness), Percent(scheme.FlapRate), Percent(scheme.UnknownRate),
                Percent(scheme.OverrideRate));
        }

        table.Show(console, "health");
        foreach (var scheme in health.Schemes.Where(scheme => scheme.Verdict != Stable))
            console.Sentence(scheme.Reason);
        foreach (var objective in health.Objectives)
            console.Sentence($"objective: {objective.Text}");
    }

    /// <summary>The largest index of the segments, measures and scores; null when nothing is compared.</summary>
    private static double? Largest(SchemeHealth scheme) => scheme.Measures.Concat(scheme.Scores)
        .Append(scheme.SegmentShift ?? new ColumnShift("", null, "")).Max(shift => shift.Psi);

    /// <summary>Full where a distribution is another one.</summary>
    private static string Bar(double? shift) => shift is { } known
        ? Bars.Of((decimal)Math.Min(known, PopulationShift.Refit), (decimal)PopulationShift.Refit, BarWidth)
        : "";

    private static string Number(double? number) => number?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
}
