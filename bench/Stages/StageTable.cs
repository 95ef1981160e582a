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
        ["stage", "seconds", "CPU s", "share", "cores", "rows/s", "MB/s", "allocated", "memory"];

    /// <summary>The table, line by line.</summary>
    /// <param name="run">The whole command.</param>
    /// <param name="stages">Its stages, in the order of their end.</param>
    public static string Of(CommandRun run, IReadOnlyList<StageTime> stages)
    {
        StageTime[] all =
        [
            Outside("start-up", run, run.Began, stages.Min(stage => stage.Began)),
            .. stages.OrderBy(stage => stage.Began),
            Outside("after report", run, stages.Max(End), run.Ended),
        ];
        var between = new StageTime("between", Idle(run, all), 0, 0)
        {
            CpuSeconds = run.CpuSeconds - all.Sum(stage => stage.CpuSeconds),
        };
        var whole = new StageTime("whole", run.Took.TotalSeconds, 0, 0)
        {
            CpuSeconds = run.CpuSeconds,
            Allocated = stages.Sum(stage => stage.Allocated),
            PeakMemory = run.PeakMemory,
        };
        List<string[]> rows = [Headers, .. all.Append(between).Append(whole).Select(stage => Row(stage, run))];
        string[] bars = ["", .. all.Select(stage => Bar(stage, run)), "", ""];
        return Lines(rows, bars) + Text(
            $"share: of the CPU time. cores: how many were busy, of {Environment.ProcessorCount}. ")
            + "after report: messages, and moving files into place.\n";
    }

    /// <summary>The rows, each with its bar, in columns.</summary>
    private static string Lines(List<string[]> rows, string[] bars)
    {
        int[] widths = [.. Headers.Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var (row, bar) in rows.Zip(bars))
        {
            var cells = row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            text.Append($"{string.Join("  ", cells)}  {bar}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What the command did before its stages or behind them.</summary>
    private static StageTime Outside(string name, CommandRun run, DateTimeOffset from, DateTimeOffset to) =>
        new(name, Math.Max(0, (to - from).TotalSeconds), 0, 0)
        {
            Began = from,
            CpuSeconds = run.CpuSecondsUntil(to) - run.CpuSecondsUntil(from),
        };

    private static DateTimeOffset End(StageTime stage) => stage.Began.AddSeconds(stage.Seconds);

    private static string[] Row(StageTime stage, CommandRun run) =>
    [
        stage.Stage, Seconds(stage.Seconds), Seconds(Math.Max(0, stage.CpuSeconds)), Share(stage.CpuSeconds, run),
        stage.Seconds > 0 ? Text($"{Math.Max(0, stage.CpuSeconds) / stage.Seconds:0.0}") : "",
        Rate(stage.Rows, stage.Seconds), Rate(stage.Bytes / Million, stage.Seconds),
        Megabytes(stage.Allocated), Megabytes(stage.PeakMemory),
    ];

    /// <summary>The time in which no stage was at work; they are in the order of their beginning.</summary>
    private static double Idle(CommandRun run, IReadOnlyList<StageTime> stages)
    {
        var (busy, until) = (TimeSpan.Zero, run.Began);
        foreach (var stage in stages)
        {
            var end = End(stage);
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

    private static string Share(double cpuSeconds, CommandRun run) => run.CpuSeconds > 0
        ? Text($"{Math.Max(0, cpuSeconds) / run.CpuSeconds:0%}")
        : "";

    private static string Rate(double amount, double seconds) =>
        amount > 0 && seconds > 0 ? Text($"{amount / seconds:#,0}") : "";

    private static string Megabytes(long bytes) => bytes > 0 ? Text($"{bytes / Million:#,0} MB") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
