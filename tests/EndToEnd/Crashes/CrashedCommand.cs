using System.Diagnostics;
using System.Globalization;

namespace EndToEnd.Crashes;

/// <summary>The command as a process of its own, which a hook ends as kill -9 does behind one of its writes.</summary>
internal static class CrashedCommand
{
    private const int Killed = 137;

    /// <summary>The writes of a command that is not disturbed, in their order; it may fail.</summary>
    /// <param name="log">The file that they are listed in.</param>
    /// <param name="arguments">The arguments.</param>
    public static string[] Writes(string log, params string[] arguments)
    {
        Assert.InRange(Run(arguments, ("CRASH_LOG", log)), 0, 1);
        return File.ReadAllLines(log);
    }

    /// <summary>Runs a command that is killed behind a write; false when it ended before.</summary>
    /// <param name="write">The number of the write, from 1.</param>
    /// <param name="arguments">The arguments.</param>
    public static bool Kill(int write, params string[] arguments)
    {
        var code = Run(arguments, ("CRASH_AT", write.ToString(CultureInfo.InvariantCulture)));
        Assert.Contains(code, new[] { 0, 1, Killed });
        return code == Killed;
    }

    /// <summary>Runs a command undisturbed, and does something again and again until it ends.</summary>
    public static int Run(string[] arguments, Action meanwhile)
    {
        using var process = Start(arguments, null);
        while (!process.HasExited)
            meanwhile();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Run(string[] arguments, (string Name, string Value) setting)
    {
        using var process = Start(arguments, setting);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Process Start(string[] arguments, (string Name, string Value)? setting)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "segment.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Segmentation__Shards"] = "2";
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (setting is var (name, value))
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "crash-hook.dll");
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        // Nobody reads what it says; a pipe that is full would hold it up.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
