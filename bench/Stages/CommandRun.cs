using System.Diagnostics;

namespace RunStages;

/// <summary>A command that ran as a process of its own, and what it used.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Began">When it was started.</param>
/// <param name="Took">How long it ran.</param>
/// <param name="PeakMemory">The most memory that it held, in bytes.</param>
/// <param name="Samples">Its time on all cores together so far, asked for again and again while it ran.</param>
internal sealed record CommandRun(
    int ExitCode, DateTimeOffset Began, TimeSpan Took, long PeakMemory,
    IReadOnlyList<(DateTimeOffset At, TimeSpan Cpu)> Samples)
{
    // What a process used cannot be asked for when it has ended.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>When it ended.</summary>
    public DateTimeOffset Ended => Began + Took;

    /// <summary>Its time on all cores together, in seconds, but for the last moment.</summary>
    public double CpuSeconds => CpuSecondsUntil(Ended);

    /// <summary>Its time on all cores together up to a moment, in seconds.</summary>
    public double CpuSecondsUntil(DateTimeOffset at) =>
        Samples.TakeWhile(sample => sample.At <= at).LastOrDefault().Cpu.TotalSeconds;

    /// <summary>Runs a command; what it prints is shown when it fails.</summary>
    public static async Task<CommandRun> OfAsync(string command, IEnumerable<string> arguments)
    {
        var began = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        var samples = new List<(DateTimeOffset, TimeSpan)>();
        var memory = 0L;
        while (!ended.IsCompleted)
        {
            if (Used(process) is { } used)
            {
                samples.Add((TimeProvider.System.GetUtcNow(), used.Cpu));
                memory = Math.Max(memory, used.Memory);
            }

            await Task.WhenAny(ended, Task.Delay(Moment));
        }

        clock.Stop();
        if (process.ExitCode != 0)
            await Console.Error.WriteAsync(await printed);
        return new CommandRun(process.ExitCode, began, clock.Elapsed, memory, samples);
    }

    /// <summary>What a process used; null when it has just ended.</summary>
    private static (TimeSpan Cpu, long Memory)? Used(Process process)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
