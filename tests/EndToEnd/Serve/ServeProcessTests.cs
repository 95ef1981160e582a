using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EndToEnd.Serve;

/// <summary><c>segment serve</c> as a process of its own.</summary>
public sealed partial class ServeProcessTests
{
    [Fact]
    public async Task A_served_folder_answers_at_the_address_it_prints_and_ends_when_asked_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs the signals of a Unix");
        using var folder = new TempFolder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(RunningApp.Patience);
        using var process = Start(folder);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            using var api = new Api(await AddressAsync(process, patience.Token));
            Assert.Equal("ok", (await api.OkAsync("health"))["status"].GetString());
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                await kill.WaitForExitAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(0, process.ExitCode);
            Assert.DoesNotContain("Exception", await errors, StringComparison.Ordinal);
            Assert.False(File.Exists(folder["data/.serving.json"]));
        }
        finally
        {
            End(process);
        }
    }

    [Fact]
    public async Task A_second_process_on_the_folder_is_refused_with_one_line()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        using var process = Start(app.Folder);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("serves it at", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(200, (await app.Api.GetAsync("health")).Status);
    }

    private static Process Start(TempFolder folder) => Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "segment.dll"), "serve", "--port", "0", "--data", folder["data"],
            "--workspace", "cdnow",
        ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<Uri> AddressAsync(Process process, CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
                return new Uri(found.Value);
        }

        throw new InvalidOperationException("the process ended without an address");
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has ended, as it should.
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
