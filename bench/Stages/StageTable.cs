using System.Globalization;
using System.Text;
using Segmentation.Functions.Hosting;

namespace RunStages;

/// <summary>The stages of a run as a table with a line of time; MB are millions of bytes.</summary>
internal static class StageTable
{
    private const int Width = 48;
    private const double Million = 1e6;

    private static readonly string[] Headers =
        ["stage", "seconds", "cores", "CPU", "rows/s", "MB/s", "allocated", "memory"];

    /// <summary>The table, line by line.</summary>
    /// <param name="run">The whole command.</param>
    /// <param name="stages">Its stages, in the order of their end.</param>
    public static string Of(CommandRun run, IReadOnlyList<StageTime> stages)
    {
        var other = run.Cpu.TotalSeconds - stages.Sum(stage => stage.CpuSeconds);
        List<string[]> rows =
        [
            Headers,
            .. stages.OrderBy(stage => stage.Began).Select(stage => Row(stage, run)),
            ["other", Seconds(Idle(run, stages)), "", Share(other, run), "", "", "", ""],
            [
                "whole", Seconds(run.Took.TotalSeconds), Cores(run.Cpu.TotalSeconds, run.Took.TotalSeconds),
                Share(run.Cpu.TotalSeconds, run), "", "", "", Megabytes(run.PeakMemory),
            ],
        ];
        string[] bars = ["", .. stages.OrderBy(stage => stage.Began).Select(stage => Bar(stage, run)), "", ""];
        int[] widths = [.. Headers.Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var (row, bar) in rows.Zip(bars))
        {
            var cells = row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            text.Append($"{string.Join("  ", cells)}  {bar}".TrimEnd()).Append('\n');
        }

        return text.Append(Text(
            $"cores: how many were busy, of {Environment.ProcessorCount}. other: start-up, what lies between stages, "))
            .Append("and what comes after the report.\n").ToString();
    }

    private static string[] Row(StageTime stage, CommandRun run) =>
    [
        stage.Stage, Seconds(stage.Seconds), Cores(stage.CpuSeconds, stage.Seconds), Share(stage.CpuSeconds, run),
        Rate(stage.Rows, stage.Seconds), Rate(stage.Bytes / Million, stage.Seconds),
        Megabytes(stage.Allocated), Megabytes(stage.PeakMemory),
    ];

    /// <summary>The time in which no stage was at work.</summary>
    private static double Idle(CommandRun run, IReadOnlyList<StageTime> stages)
    {
        var (busy, until) = (TimeSpan.Zero, run.Began);
        foreach (var stage in stages.OrderBy(stage => stage.Began))
        {
            var end = stage.Began.AddSeconds(stage.Seconds);
            var from = stage.Began > until ? stage.Began : until;
            if (end <= from)
                continue;
            busy += end - from;
            until = end;
        }

        return Math.Max(0, (run.Took - busy).TotalSeconds);
    }

    /// <summary>Where a stage stands in the time of the run.</summary>
    private static string Bar(StageTime stage, CommandRun run)
    {
        var whole = run.Took.TotalSeconds;
        var from = (int)Math.Clamp((stage.Began - run.Began).TotalSeconds / whole * Width, 0, Width - 1);
        var length = (int)Math.Round(Math.Clamp(stage.Seconds / whole * Width, 0, Width - from));
        return new string(' ', from) + (length == 0 ? "▏" : new string('█', length));
    }

    private static string Seconds(double seconds) => Text($"{seconds:0.00}");

    private static string Cores(double cpuSeconds, double seconds) =>
        seconds > 0 ? Text($"{cpuSeconds / seconds:0.0}") : "";

    private static string Share(double cpuSeconds, CommandRun run) => run.Cpu > TimeSpan.Zero
        ? Text($"{Math.Max(0, cpuSeconds) / run.Cpu.TotalSeconds:0%}")
        : "";

    private static string Rate(double amount, double seconds) =>
        amount > 0 && seconds > 0 ? Text($"{amount / seconds:#,0}") : "";

    private static string Megabytes(long bytes) => Text($"{bytes / Million:#,0} MB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
