using System.Diagnostics;

namespace EndToEnd.OpenApi;

/// <summary>The OpenAPI file passes a linter that nobody here wrote.</summary>
public sealed class LinterTests
{
    private static readonly string Linter = Path.Combine(
        Repository.Root, "artifacts/redocly/node_modules/@redocly/cli/bin/cli.js");

    [Fact]
    public async Task The_file_passes_the_public_linter_without_a_warning()
    {
        Assert.SkipUnless(File.Exists(Linter), "Redocly is not installed: run tests/Redocly/install, which needs Node 20");
        var start = new ProcessStartInfo("node",
        [
            Linter, "lint", Path.Combine(Repository.Root, "docs/openapi.json"),
            "--config", Path.Combine(Repository.Root, "tests/Redocly/redocly.yaml"), "--format", "json",
        ])
        {
            RedirectStandardOutput = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var json = System.Text.Json.JsonDocument.Parse(said[said.IndexOf('{')..]);
        Assert.Empty(json.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.ToString()));
        Assert.Equal(0, process.ExitCode);
    }
}
