using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Who moved since the published run, by cause in words, each with its largest flow.</summary>
internal static class MovesByCause
{
    private const decimal Million = 1_000_000;
    private const decimal Thousand = 1_000;

    /// <summary>Shows the causes, the most frequent first.</summary>
    public static void Show(IAnsiConsole console, RunReport report)
    {
        if (report.Moves.Count == 0)
        {
            console.Line(report.ComparedWith is { } run
                ? string.Create(CultureInfo.InvariantCulture, $"nobody moved since run {run}")
                : "the first run: nobody moved yet");
            return;
        }

        var valued = report.ValueByCause.Count > 0;
        var table = valued
            ? new TextTable("", "moves>", $"{report.Currency ?? "value"}>", "most of them")
            : new TextTable("", "moves>", "most of them");
        foreach (var (cause, moves) in report.MovesByCause.OrderByDescending(cause => cause.Value)
            .ThenBy(cause => cause.Key, StringComparer.Ordinal))
        {
            var largest = report.Moves.First(flow => flow.Cause == cause);
            string[] value = valued ? [Short(report.ValueByCause.GetValueOrDefault(cause))] : [];
            table.Add([Words(cause), Number(moves), .. value, Flow(largest)]);
        }

        table.Show(console, string.Create(CultureInfo.InvariantCulture, $"Moved since run {report.ComparedWith}"));
        foreach (var flow in report.IrregularMoves)
        {
            console.Sentence(
                $"not allowed: {Number(flow.Customers)} {flow.Scheme}: {flow.From ?? "(new)"} to {flow.To}");
        }
    }

    private static string Words(string cause) => cause == Cause.Mixed ? "several causes" : Cause.Say(cause, []);

    private static string Flow(Flow flow) => string.Create(
        CultureInfo.InvariantCulture,
        $"{flow.Customers:N0} {flow.Scheme}: {flow.From ?? "(new)"} to {flow.To ?? "(removed)"}");

    /// <summary>Money at a glance: the report has it exactly, and the flow behind it needs the width.</summary>
    private static string Short(decimal amount) => Math.Abs(amount) switch
    {
        >= Million => (amount / Million).ToString("#,0.0 M", CultureInfo.InvariantCulture),
        >= Thousand => (amount / Thousand).ToString("#,0 k", CultureInfo.InvariantCulture),
        _ => Number(amount),
    };

    private static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
