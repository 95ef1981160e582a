using System.Globalization;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Show.Summary;

/// <summary>What schemes discovered, and what nobody had defined.</summary>
internal static class DiscoveryNotes
{
    /// <summary>A sentence per scheme, and one per cluster that no other scheme knows.</summary>
    public static IEnumerable<string> Of(RunReport report)
    {
        foreach (var found in report.Clusters ?? [])
        {
            yield return Told(found, report);
            foreach (var orphan in found.Orphans)
                yield return $"  {orphan.Sentence}";
        }
    }

    private static string Told(ClusterReport found, RunReport report)
    {
        var when = found.Run == report.Run ? "" : string.Create(
            CultureInfo.InvariantCulture, $" (learned in run {found.Run}, as of {found.AsOf:yyyy-MM-dd})");
        return $"Discovered by {found.Scheme}{when}: {found.Verdict.TrimEnd('.')}{Fates(found, report)}"
            + $"{Agreement(found)}";
    }

    /// <summary>What became of clusters in this run, when it learned them anew.</summary>
    private static string Fates(ClusterReport found, RunReport report)
    {
        string[] fates =
        [
            .. found.Clusters.Where(cluster => found.Run == report.Run && cluster.From.Count > 0)
                .GroupBy(cluster => cluster.Fate)
                .Select(same => $"{same.Key} {string.Join(", ", same.Select(cluster => cluster.Segment))}"),
            .. found.Died.Where(_ => found.Run == report.Run).Select(cluster => $"died {cluster}"),
        ];
        return fates.Length == 0 ? "" : $"; {string.Join("; ", fates)}";
    }

    /// <summary>The scheme that comes nearest.</summary>
    private static string Agreement(ClusterReport found) =>
        found.Clusters.Count > 0 && found.Agreement.MaxBy(one => one.AdjustedRand ?? -1) is { } best
            ? string.Create(
                CultureInfo.InvariantCulture, $"; {best.Scheme} agrees the most ({best.AdjustedRand ?? 0:0.00} of 1)")
            : "";
}
