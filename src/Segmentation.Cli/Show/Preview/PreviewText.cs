using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Previews;
using Spectre.Console;

namespace Segmentation.Cli.Show.Preview;

/// <summary>
/// A preview as a person reads it, in 80 columns: the schemes that are changed in full, the others in a line each. What
/// the linter warns of was shown before.
/// </summary>
internal static class PreviewText
{
    /// <summary>Shows a preview.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="report">The preview.</param>
    /// <param name="scheme">The only scheme to show in full, changed or not; null for all that are changed.</param>
    public static void Show(IAnsiConsole console, PreviewReport report, string? scheme)
    {
        console.Sentence(string.Create(
            CultureInfo.InvariantCulture,
            $"preview of workspace {report.Workspace}: {report.Customers:N0} customers as of "
            + $"{report.AsOf:yyyy-MM-dd}, {Compared(report)}; nothing is kept"));
        foreach (var one in report.Schemes)
        {
            if (scheme is null ? one.IsChanged : one.Scheme == scheme)
                SchemeChange.Show(console, one, report);
        }

        console.Line();
        foreach (var one in report.Schemes.Where(one => scheme is null ? !one.IsChanged : one.Scheme != scheme))
            console.Sentence($"{one.Scheme}: {Moves(one, report)}");
        foreach (var removed in report.RemovedSchemes)
            console.Sentence($"{removed}: it is not there any more");
        foreach (var note in Notes(report, scheme))
            console.Sentence(note);
    }

    /// <summary>Who moves in a scheme, and why.</summary>
    internal static string Moves(SchemePreview scheme, PreviewReport report)
    {
        if (scheme.IsNew)
            return report.ComparedWith is null ? "the first result: nobody moves" : "a new scheme: nobody moves";
        if (scheme.Moved == 0)
            return "nobody moves";
        var causes = report.Moves
            .Where(flow => flow.Scheme == scheme.Scheme && flow is { From: not null, To: not null })
            .GroupBy(flow => flow.Cause).Select(flows => (flows.Key, Customers: flows.Sum(flow => flow.Customers)))
            .OrderByDescending(cause => cause.Customers).ThenBy(cause => cause.Key, StringComparer.Ordinal)
            .Select(cause => $"{Cell.Number(cause.Customers)} {Words(cause.Key)}");
        return $"{Cell.Number(scheme.Moved)} customers move ({Cell.Share(scheme.MovedShare)}): "
            + string.Join(", ", causes);
    }

    private static string Words(string cause) =>
        cause == Cause.Mixed ? "for several causes" : $"because {Cause.Say(cause, [])}";

    private static string Compared(PreviewReport report) => report.ComparedWith is { } run
        ? string.Create(CultureInfo.InvariantCulture, $"compared with run {run}")
        : "before the first run";

    private static IEnumerable<string> Notes(PreviewReport report, string? scheme)
    {
        foreach (var skipped in report.Skipped)
            yield return $"skipped scheme {skipped.Scheme}: {skipped.Why}";
        foreach (var warning in report.Warnings)
            yield return $"note: {warning}";
        foreach (var finding in report.Findings.Where(finding => scheme is null || finding.Scheme == scheme))
            yield return finding.ToString();
    }
}
