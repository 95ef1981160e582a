using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Logging: levels from section <c>Logging</c>, and the console when asked for.</summary>
internal static class LogSetup
{
    /// <summary>Adds it. Without a console, and without what the app adds, a log entry costs nothing.</summary>
    public static void Add(HostApplicationBuilder host, LocalRuntimeOptions options)
    {
        host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Whoever starts the app gets what kept it from starting, and tells it in one message without a stack.
        host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        host.Logging.AddConfiguration(host.Configuration.GetSection("Logging"));
        if (!options.Console)
            return;
        host.Logging.AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.UseUtcTimestamp = true;
            line.TimestampFormat = "HH:mm:ss.fff ";
            line.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        // Standard output is for answers.
        host.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
