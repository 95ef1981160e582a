using System.Diagnostics;
using System.Globalization;

namespace Lookups;

/// <summary>How fast a server answered.</summary>
/// <param name="PerSecond">Answers in a second.</param>
/// <param name="CpuMicroseconds">The processor time of the server for one answer, in microseconds.</param>
internal readonly record struct Speed(double PerSecond, double CpuMicroseconds)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{PerSecond,10:N0}/s {CpuMicroseconds,8:F1} us");
}

/// <summary>A server that wrk asks.</summary>
/// <param name="address">Where it answers.</param>
/// <param name="cpu">The processor time that it took so far.</param>
/// <param name="list">A file of paths.</param>
/// <param name="seconds">For how long it is asked.</param>
internal sealed class Asked(Uri address, Func<TimeSpan> cpu, string list, int seconds)
{
    private const string Connections = "-c16";
    private const string Requests = " requests in ";
    private const string Rate = "Requests/sec:";

    /// <summary>Asks.</summary>
    /// <param name="seed">Which paths are drawn.</param>
    public async Task<Speed> PerSecondAsync(int seed)
    {
        var (script, before) = (Path.Combine(AppContext.BaseDirectory, "paths.lua"), cpu());
        using var wrk = Process.Start(new ProcessStartInfo(
            "wrk", ["-t1", Connections, Text($"-d{seconds}s"), "-s", script, address.ToString(), list, Text($"{seed}")])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || !output.Contains(Rate, StringComparison.Ordinal))
            throw new InvalidOperationException($"wrk: found {output}; expected nothing but answers of 200");
        return new Speed(
            Number(output.Split(Rate)[1].Split('\n')[0]),
            (cpu() - before).TotalMicroseconds / Number(output.Split(Requests)[0].Split('\n')[^1]));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) =>
        double.Parse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
