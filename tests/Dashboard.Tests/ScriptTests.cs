using System.Diagnostics;
using System.IO.Compression;

namespace Dashboard.Tests;

/// <summary>The scripts of the dashboard, without a browser.</summary>
public sealed class ScriptTests
{
    private const int MostBytes = 300_000;
    private const int MostFirstBytes = 60_000;

    [Fact]
    public void All_scripts_together_are_small()
    {
        Assert.SkipWhen(Needs.MissingSite is not null, Needs.MissingSite ?? "");
        Assert.InRange(Scripts("*.js").Sum(Zipped), 1, MostBytes);
    }

    [Fact]
    public void What_the_first_page_waits_for_is_a_fifth_of_that()
    {
        Assert.SkipWhen(Needs.MissingSite is not null, Needs.MissingSite ?? "");
        Assert.InRange(Scripts("index-*").Sum(Zipped), 1, MostFirstBytes);
    }

    [Fact]
    public async Task Their_own_tests_pass()
    {
        Assert.SkipWhen(Needs.MissingSite is not null, Needs.MissingSite ?? "");
        using var npm = Process.Start(new ProcessStartInfo("npm", ["test"])
        {
            WorkingDirectory = Needs.Sources,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = npm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = npm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await npm.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(npm.ExitCode == 0, $"{await said}{await complained}");
    }

    private static string[] Scripts(string pattern) => Directory.GetFiles(Path.Combine(Needs.Site, "assets"), pattern);

    private static long Zipped(string file)
    {
        using var counted = new MemoryStream();
        using (var zip = new GZipStream(counted, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(File.ReadAllBytes(file));
        return counted.Length;
    }
}
