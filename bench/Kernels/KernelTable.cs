using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;

namespace Kernels;

/// <summary>What kernels and plain loops take, side by side: medians, and bytes that are allocated.</summary>
internal sealed class KernelTable
{
    private static readonly string[] Headers =
        ["kernel", "of a", "plain loop", "kernel", "times as fast", "plain loop allocates", "kernel allocates"];

    private readonly List<string[]> _rows = [Headers];

    /// <summary>Whether everything could be measured.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a kernel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="of">What the figures are per.</param>
    /// <param name="summary">What was measured: two loops, of which the plain one is the baseline.</param>
    public void Add(string name, string of, Summary summary)
    {
        var plain = summary.Reports.FirstOrDefault(report => report.BenchmarkCase.Descriptor.Baseline);
        var kernel = summary.Reports.FirstOrDefault(report => !report.BenchmarkCase.Descriptor.Baseline);
        if (plain?.ResultStatistics is not { Median: var slow } || kernel?.ResultStatistics is not { Median: var fast })
        {
            IsComplete = false;
            return;
        }

        _rows.Add([name, of, Time(slow), Time(fast), Text($"{slow / fast:0.0}"), Bytes(plain), Bytes(kernel)]);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        int[] widths = [.. Headers.Select((_, column) => _rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) =>
                column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.AppendJoin("  ", cells).Append('\n');
        }

        return text.ToString();
    }

    private static string Time(double nanoseconds) => nanoseconds < 100
        ? Text($"{nanoseconds:0.0} ns")
        : Text($"{nanoseconds:#,0} ns");

    private static string Bytes(BenchmarkReport report) =>
        Text($"{report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0:#,0} B");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
