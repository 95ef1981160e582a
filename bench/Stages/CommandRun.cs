using System.Diagnostics;

namespace RunStages;

/// <summary>A command that ran as a process of its own, and what it used.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Began">When it was started.</param>
/// <param name="Took">How long it ran.</param>
/// <param name="Cpu">Its time on all cores together, but for the last moment.</param>
/// <param name="PeakMemory">The most memory that it held, in bytes.</param>
internal sealed record CommandRun(int ExitCode, DateTimeOffset Began, TimeSpan Took, TimeSpan Cpu, long PeakMemory)
{
    // What a process used cannot be asked for when it has ended, so that it is asked again and again.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a command; what it prints is shown when it fails.</summary>
    public static async Task<CommandRun> OfAsync(string command, IEnumerable<string> arguments)
    {
        var began = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        var (cpu, memory) = (TimeSpan.Zero, 0L);
        while (!ended.IsCompleted)
        {
            if (Used(process) is { } used)
                (cpu, memory) = (used.Cpu, Math.Max(memory, used.Memory));
            await Task.WhenAny(ended, Task.Delay(Moment));
        }

        clock.Stop();
        if (process.ExitCode != 0)
            await Console.Error.WriteAsync(await printed);
        return new CommandRun(process.ExitCode, began, clock.Elapsed, cpu, memory);
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
