using System.Diagnostics;
using Segmentation.Cli.Generate;

namespace EndToEnd.Imports;

/// <summary>The command as a process of its own, killed where a file has just appeared.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Seed = 20_261_121;
    private const int Kills = 4;

    private static readonly string[] Moments =
    [
        "data/dumps/arriving/transactions.csv.writing",
        "data/dumps/arriving/transactions.csv", "data/base/scratch/customers",
        "data/base/scratch/orders", "data/base/shards", "data/dumps/accepted", "data/base/manifest.json",
        "data/runs/1/inputs.json", "data/runs/1/measures/3", "data/runs/1/calibration.json", "data/runs/1/shards/5",
        "data/runs/1/csv/2", "data/runs/1/members", "data/runs/1/report.json", "out/customers.csv.writing",
        "out/transitions.ndjson", "data/runs/published.json",
    ];

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_command_that_is_killed_anywhere_gives_the_same_bytes_when_it_is_run_again()
    {
        new PlainBusiness(Customers: 20_000, Orders: 200_000, Seed: 9).Write(_folder["in"]);
        Command.Done(Arguments("whole"));
        var moments = Moments.ToArray();
        new Random(Seed).Shuffle(moments);
        foreach (var (moment, number) in moments.Take(Kills).Select((moment, i) => (moment, i)))
            KillAndRunAgain($"{number}", moment);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Arguments(string name) =>
        [
            "run", _folder["in"], "--data", _folder[$"{name}/data"],
            "--out", _folder[$"{name}/out"], "--as-of", "2025-01-01"];

    private void KillAndRunAgain(string name, string moment)
    {
        using (var process = Process.Start(Start(Arguments(name)))!)
        {
            var spin = default(SpinWait);
            while (!Path.Exists(_folder[$"{name}/{moment}"]) && !process.HasExited)
                spin.SpinOnce();
            process.Kill();
            process.WaitForExit();
        }

        // Publishing comes after all results: what was published needs no second run.
        var published = File.Exists(_folder[$"{name}/data/runs/published.json"]);
        if (!published)
            Command.Done(Arguments(name));
        foreach (var file in new[] { "customers.csv", "transitions.ndjson", "rejects.csv" })
            Assert.True(
                _folder.Bytes($"whole/out/{file}").AsSpan().SequenceEqual(_folder.Bytes($"{name}/out/{file}")),
                $"{file} after a kill at {moment}");
        Command.Done(Arguments(name));
        Assert.True(
            _folder.Bytes("whole/out/customers.csv").AsSpan()
                .SequenceEqual(_folder.Bytes($"{name}/out/customers.csv")), moment);
        foreach (var file in new[] { "calibration.json", "inputs.json", "report.json", "members/rfm/champions" })
            Assert.Equal(_folder.Bytes($"whole/data/runs/1/{file}"), _folder.Bytes($"{name}/data/runs/1/{file}"));
    }

    private static ProcessStartInfo Start(string[] arguments) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "segment.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
