using System.Diagnostics;

namespace EndToEnd.Infra;

/// <summary>What is published is built with the official packages, and never with the local runtime.</summary>
public sealed class PublishTests
{
    private const string Runtime = "-getProperty:FunctionsRuntime";

    // What the command line sets for 'dotnet publish', and for 'dotnet build --output' of the Core Tools.
    private const string Publishing = "-p:_IsPublishing=true";
    private const string OutputGiven = "-p:_CommandLineDefinedOutputPath=true";

    [Theory]
    [InlineData("Local")]
    [InlineData("Azure", Publishing)]
    [InlineData("Azure", OutputGiven, "-p:OutputPath=/app/bin/publish")]
    [InlineData("Azure", OutputGiven, @"-p:OutputPath=C:\app\bin\publish\")]
    [InlineData("Local", OutputGiven, "-p:OutputPath=/app/elsewhere")]
    [InlineData("Local", Publishing, "-p:FunctionsRuntime=Local")]
    public async Task The_runtime_follows_from_what_is_done(string runtime, params string[] properties) =>
        Assert.Equal((0, runtime), await MsBuildAsync([Runtime, .. properties]));

    [Theory]
    [InlineData("-t:Restore", Publishing)]
    [InlineData("-t:PrepareForPublish")]
    public async Task The_local_runtime_is_not_published(params string[] arguments)
    {
        var (code, output) = await MsBuildAsync(["-v:quiet", "-p:FunctionsRuntime=Local", .. arguments]);

        Assert.NotEqual(0, code);
        Assert.Single(output.Split('\n'));
        Assert.Contains(
            "publish: found FunctionsRuntime=Local; expected Azure, for the local runtime is not deployed; run "
            + "'dotnet publish src/Segmentation.Functions' without -p:FunctionsRuntime=Local",
            output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> MsBuildAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = InfraFolder.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test runner's own build settings are not the user's.
        foreach (var name in start.Environment.Keys.Where(
            key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var argument in new[] { "msbuild", "src/Segmentation.Functions", "-nologo", "-nodeReuse:false" }
            .Concat(arguments))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Concat(texts).Trim());
    }
}
