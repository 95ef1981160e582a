using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Comparison.Pairs;

/// <summary>Runs a program, and measures what it takes.</summary>
internal static class Child
{
    private const string PeakLine = "VmHWM:";
    private const int OfChildren = -1;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs a program to its end; cancelled, it is ended.</summary>
    /// <exception cref="ComparisonException">When it fails.</exception>
    public static async Task<Taken> RunAsync(Contender contender, CancellationToken cancel)
    {
        contender.Before();
        var (cpu, start) = (CpuOfChildren(), Stopwatch.GetTimestamp());
        using var process = Process.Start(new ProcessStartInfo(contender.Program, contender.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (
                process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            var peak = await PeakAsync(process, cancel);
            var wall = Stopwatch.GetElapsedTime(start);
            cancel.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
            {
                throw new ComparisonException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{contender.Name}: it ended with exit code {process.ExitCode}; expected 0; it said: ")
                    + await errors);
            }

            var taken = new Taken(wall.TotalSeconds, (CpuOfChildren() - cpu).TotalSeconds, peak / 1024, await output);
            return taken with { Projected = contender.Projected() };
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Waits for the end; tells the most memory, in KiB. The system keeps the peak, so that little is missed
    /// between two looks.</summary>
    private static async Task<double> PeakAsync(Process process, CancellationToken cancel)
    {
        var peak = 0.0;
        var end = process.WaitForExitAsync(cancel);
        while (!end.IsCompleted)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.WhenAny(end, Task.Delay(Look, cancel));
        }

        await end;
        return peak;
    }

    private static double Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith(PeakLine, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line[PeakLine.Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    /// <summary>The processor time of all children that have ended, and of theirs.</summary>
    private static TimeSpan CpuOfChildren()
    {
        // Seconds and microseconds of user and of system time come first.
        var usage = new long[64];
        if (getrusage(OfChildren, usage) != 0)
            throw new ComparisonException("getrusage: it failed; expected the processor time of children on 64 bits");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrusage(int who, [Out] long[] usage);
}
