using System.Collections.Concurrent;
using System.Globalization;
using Azurite;
using Segmentation.Cli.Generate;
using Segmentation.Functions.Exports;

namespace EndToEnd.Crashes;

/// <summary>The crash matrix in a data folder.</summary>
public sealed class FolderCrashMatrixTests() : CrashMatrixTests(folder => new CrashFolders(folder));

/// <summary>The crash matrix on Azurite.</summary>
public sealed class AzuriteCrashMatrixTests() : CrashMatrixTests(Place)
{
    private static CrashAccounts Place(TempFolder folder)
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
        return new CrashAccounts(folder);
    }
}

/// <summary>
/// The crash matrix: <c>segment run</c> is killed as by kill -9 behind its durable writes, files and transactions
/// alike, each in turn. The same command again completes what was begun. Results, files of the run, base, rows and messages are
/// those of an undisturbed command, byte for byte, and look-ups never show a mixture.
/// </summary>
public abstract class CrashMatrixTests : IDisposable
{
    private const string Workspace = "crash-workspace";

    // CRASH_MATRIX names a file for the table of the matrix; CRASH_STEP says how far apart the writes of it are.
    private static readonly string? Table = Environment.GetEnvironmentVariable("CRASH_MATRIX");
    private static readonly string? Step = Environment.GetEnvironmentVariable("CRASH_STEP");

    private static readonly string[] Results = ["customers.csv", "transitions.ndjson", "rejects.csv"];

    private readonly TempFolder _folder = new();
    private readonly CrashPlace _place;
    private readonly ConcurrentBag<(int Write, string What, string Outcome)> _matrix = [];
    private string[] _ids = [];

    private protected CrashMatrixTests(Func<TempFolder, CrashPlace> place)
    {
        _place = place(_folder);
        new PlainBusiness(Customers: 40, Orders: 300, Seed: 3) { BadShare = 0.02 }.Write(_folder["all"]);
        QuarterSplit.Write(_folder["all"], _folder["first"], _folder["then"], new DateOnly(2024, 10, 2));
        Directory.CreateDirectory(_folder[Workspace]);
        foreach (var file in new[] { "workspace.yaml", "sources.yaml", "measures.yaml" })
            File.Copy(
                Path.Combine(AppContext.BaseDirectory, "workspaces/starter", file), _folder[$"{Workspace}/{file}"]);
        _folder.Write($"{Workspace}/schemes/size.yaml", """
            scheme: size
            version: 1
            kind: grid
            needs: [orders]
            scores:
              m: { of: monetary, quantiles: 3 }
            missing: prospect
            segments:
              - { id: large, name: Large, when: m = 3 }
              - { id: prospect, name: Prospect }
              - { id: small, name: Small }

            """);
    }

    [Fact]
    public void A_first_import_and_run_killed_behind_any_write_come_to_the_same_end()
    {
        var writes = Undisturbed("first", "2024-10-02", before: null);
        Matrix(writes, "first", "2024-10-02", run: 1, before: null);
    }

    [Fact]
    public void A_later_import_and_run_killed_behind_any_write_come_to_the_same_end()
    {
        _place.Prepare("start", null);
        Assert.Equal(0, CrashedCommand.Run(Arguments("start", "first", "2024-10-02"), () => { }));
        var writes = Undisturbed("then", "2025-01-01", before: "start", "--delta");
        Matrix(writes, "then", "2025-01-01", run: 2, before: "start", "--delta");
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private string[] Arguments(string name, string import, string asOf, params string[] more) =>
    [
        "run", _folder[import], "--data", _place.Data(name), "--out", _folder[$"{name}/out"],
        "--workspace", _folder[Workspace], "--as-of", asOf, .. more,
        .. _place.Account(name) is { } account ? ["--storage", account] : Array.Empty<string>(),
    ];

    private string[] Undisturbed(string import, string asOf, string? before, params string[] more)
    {
        _place.Prepare("whole", before);
        var writes = CrashedCommand.Writes(_folder["writes"], Arguments("whole", import, asOf, more));
        _ids = [.. CsvTable.Read(_folder["whole/out/customers.csv"]).Rows.Select(row => row["customer_id"])];
        Assert.NotEmpty(_ids);
        return writes;
    }

    private void Matrix(string[] writes, string import, string asOf, int run, string? before, params string[] more)
    {
        using var whole = _place.Seen("whole");
        var expected = new Expected(
            whole.LookUp(_ids).Text, whole.Rows(), whole.Messages(), Pipeline.FilesOf(whole.Files, $"runs/{run}"),
            Pipeline.FilesOf(whole.Files, "base"), Shown(whole));
        var step = Step is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : _place.UsualStep;
        var points = Enumerable.Range(1, writes.Length).Where(write => write % step == 0 || write == writes.Length);
        Parallel.ForEach(
            points, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, write =>
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"at-{write}");
                _place.Prepare(name, before);
                var outcome = KillAndRunAgain(name, Arguments(name, import, asOf, more), write, run, expected);
                _matrix.Add((write, writes[write - 1], outcome));
                Directory.Delete(_folder[name], recursive: true);
            });
        Print(run);
    }

    private string KillAndRunAgain(string name, string[] arguments, int write, int run, Expected expected)
    {
        var isKilled = CrashedCommand.Kill(write, arguments);
        using var watching = _place.Seen(name);
        var before = watching.LookUp(_ids);
        AssertWhole(before, run, expected, name);
        var isFinished = watching.IsFinished(run);
        // What was done needs no second command: it would be the next run.
        if (!isFinished)
            Assert.Equal(
                0, CrashedCommand.Run(arguments, () => AssertWhole(watching.LookUp(_ids), run, expected, name)));
        // Who watched may be a second behind what another process published.
        using var seen = _place.Seen(name);
        Assert.Equal((run, expected.LookUp), seen.LookUp(_ids));
        Assert.Equal(expected.Rows, seen.Rows());
        Assert.Equal(expected.Messages, seen.Messages());
        Assert.Equal(expected.Run, Pipeline.FilesOf(seen.Files, $"runs/{run}"));
        Assert.Equal(expected.Base, Pipeline.FilesOf(seen.Files, "base"));
        Assert.Equal(expected.Shown, Shown(seen));
        foreach (var file in Results)
            Assert.True(
                _folder.Bytes($"whole/out/{file}").AsSpan().SequenceEqual(_folder.Bytes($"{name}/out/{file}")),
                $"{file} after a kill behind write {write}");
        return !isKilled ? "ended before" : isFinished ? "was done" : before.Run == run ? "published, completed" : "completed";
    }

    /// <summary>What lies in the folder that people take files from, which is as its manifest says.</summary>
    private static IReadOnlyList<ExportedFile> Shown(SeenResults seen)
    {
        var manifest = new ExportFolder(seen.Files).Manifest!;
        Assert.All(manifest.Files, file => Assert.True(new ExportFolder(seen.Files).IsWhole(file), file.Name));
        Assert.Equal(
            manifest.Files.Select(file => file.Name).Append("run.json").Order(StringComparer.Ordinal),
            seen.Files.List(ExportFolder.Latest).Select(file => file.Name));
        Assert.False(seen.Files.HasFolder("published/next"));
        return manifest.Files;
    }

    /// <summary>People see the run entirely, or the one before it.</summary>
    private static void AssertWhole((int Run, string Text) seen, int run, Expected expected, string name)
    {
        Assert.InRange(seen.Run, run - 1, run);
        if (seen.Run == run)
            Assert.True(expected.LookUp == seen.Text, $"{name}: the look-up of run {run} differs");
        else if (run == 2)
            Assert.True(expected.LookUp != seen.Text, $"{name}: run 1 shows what run 2 found");
        else
            Assert.DoesNotContain("Segments", seen.Text, StringComparison.Ordinal);
    }

    private void Print(int run)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{_place.Title}, run {run}: killed behind each of {_matrix.Count} writes");
        foreach (var (write, what, outcome) in _matrix.OrderBy(point => point.Write))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{write,4}  {what,-70} {outcome}"));
        if (Table is { Length: > 0 } file)
            File.AppendAllLines(file, _matrix.OrderBy(p => p.Write).Select(p => string.Create(
                CultureInfo.InvariantCulture, $"{_place.Title}\t{run}\t{p.Write}\t{p.What}\t{p.Outcome}")));
    }

    private sealed record Expected(
        string LookUp, string Rows, SortedDictionary<string, string> Messages, SortedDictionary<string, string> Run,
        SortedDictionary<string, string> Base, IReadOnlyList<ExportedFile> Shown);
}
