using System.Diagnostics;
using System.Text.Json;

namespace EndToEnd.Consumers;

/// <summary>A sample consumer of <c>samples/consumers</c>, run as a process.</summary>
/// <param name="name">The folder of the sample.</param>
/// <param name="state">Where it keeps its state.</param>
internal sealed class Sample(string name, string state)
{
    /// <summary>The names of all samples.</summary>
    public static TheoryData<string> Names => ["csharp", "node"];

    private string PlaceFile => Path.Combine(state, "place.txt");

    private string MovesFile => Path.Combine(state, "moves.ndjson");

    /// <summary>The place that is saved.</summary>
    public string Place
    {
        get => File.ReadAllText(PlaceFile);
        set => File.WriteAllText(PlaceFile, value);
    }

    /// <summary>What was done: <c>id</c>, <c>customer</c>, <c>scheme</c>, <c>segment</c>, in that order.</summary>
    public (string? Id, string? Customer, string? Scheme, string? Segment)[] Moves =>
    [
        .. File.ReadLines(MovesFile).Select(line => JsonDocument.Parse(line.ToLowerInvariant()).RootElement)
            .Select(move => (Text(move, "id"), Text(move, "customer"), Text(move, "scheme"), Text(move, "segment"))),
    ];

    /// <summary>Leaves half a line behind, as a process does that is killed while it writes.</summary>
    public void Tear() => File.AppendAllText(MovesFile, """{"id":"half of a li""");

    /// <summary>Skips the test when the sample cannot be run here.</summary>
    public void SkipUnlessThere() => Assert.SkipWhen(
        name == "node" && !Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"))),
        "Node is not installed");

    /// <summary>Starts it.</summary>
    public Process Start(Uri root, params string[] more)
    {
        var bin = new DirectoryInfo(AppContext.BaseDirectory);
        string[] program = name == "node"
            ? ["node", Path.Combine(Repository.Root, "samples/consumers/node/consumer.mjs")]
            : ["dotnet", Path.Combine(bin.Parent!.Parent!.FullName, "Consumer", bin.Name, "Consumer.dll")];
        return Process.Start(new ProcessStartInfo(
            program[0], [program[1], "--url", new Uri(root, "api").ToString(), "--state", state, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<Command> RunAsync(Uri root, params string[] more)
    {
        using var process = Start(root, more);
        var cancel = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new Command(process.ExitCode, output.Trim(), (await errors).Trim());
    }

    private static string? Text(JsonElement move, string field) => move.GetProperty(field).GetString();
}
