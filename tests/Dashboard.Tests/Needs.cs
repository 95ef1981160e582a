using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dashboard.Tests;

/// <summary>What the tests need, where it is, and why they are skipped without it.</summary>
internal static class Needs
{
    /// <summary>The browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Named("Repository"));

    /// <summary>The built dashboard.</summary>
    public static string Site { get; } = Path.Combine(Repository, "artifacts", "dashboard");

    /// <summary>The folder of what draws, tests and measures it, with its packages.</summary>
    public static string Sources { get; } = Path.Combine(Repository, "src", "dashboard");

    /// <summary>The node that runs the driver of the browser; null for none.</summary>
    public static string? Node { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);

    /// <summary>Why the dashboard cannot be tested; null when it can.</summary>
    public static string? MissingSite => File.Exists(Path.Combine(Site, "index.html"))
        ? null
        : "the dashboard is not built: run src/dashboard/build, which needs Node 20 with npm";

    /// <summary>Why it cannot be tested in a browser; null when it can.</summary>
    public static string? MissingBrowser => MissingSite
        ?? (Node is null ? "there is no node to drive the browser: install Node 20" : null)
        ?? (File.Exists(Chromium) ? null : $"there is no {Chromium}: run tests/Dashboard.Tests/install");

    /// <summary>Tells the driver where it is, before any test.</summary>
    [ModuleInitializer]
    internal static void NameDriver()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Named("BrowserDriver"));
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        if (Node is not null)
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", Node);
    }

    private static string Named(string name) => typeof(Needs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(known => known.Key == name).Value!;
}
