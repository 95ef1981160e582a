using System.Globalization;
using EndToEnd.Imports;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace EndToEnd.Crashes;

/// <summary>
/// Holding, confirming and discarding an import, killed as by kill -9 behind their durable writes: the same command
/// again comes to the same end, file by file.
/// </summary>
public sealed class HeldCrashTests : IDisposable
{
    private static readonly string? Step = Environment.GetEnvironmentVariable("CRASH_STEP");

    private readonly SmallBusiness _business = new();
    private readonly string _good;
    private readonly string _empty;

    public HeldCrashTests()
    {
        _good = _business.Write("customers.csv", Customers("gold"));
        _empty = _business.Write("customers.csv", Customers(""));
        Directory.CreateDirectory(_business.Folder["start"]);
        Assert.Equal(0, CrashedCommand.Run(Run("start", _good), () => { }));
    }

    private TempFolder Folder => _business.Folder;

    public void Dispose() => _business.Dispose();

    [Fact]
    public void Holding_killed_behind_any_write_comes_to_the_same_end() =>
        Matrix("start", name => Run(name, _empty), ImportRow.Held);

    [Theory]
    [InlineData("--confirm", ImportRow.Accepted)]
    [InlineData("--discard", ImportRow.Discarded)]
    public void A_decision_killed_behind_any_write_comes_to_the_same_end(string decision, string state)
    {
        Folder.Copy("start/data", "held/data");
        Assert.Equal(1, Command.Run(Run("held", _empty)).Code);
        var id = Imports("held")[0].Import;
        Matrix("held", name => ["imports", id, decision, "--data", Folder[$"{name}/data"]], state);
    }

    [Fact]
    public void Discarding_what_a_killed_confirmation_goes_on_to_take_says_that_it_was_confirmed()
    {
        Folder.Copy("start/data", "held/data");
        Assert.Equal(1, Command.Run(Run("held", _empty)).Code);
        var id = Imports("held")[0].Import;
        string[] Decide(string name, string decision) => ["imports", id, decision, "--data", Folder[$"{name}/data"]];
        Folder.Copy("held/data", "whole/data");
        var writes = CrashedCommand.Writes(Folder["writes"], Decide("whole", "--confirm"));
        var run = Array.FindIndex(writes, write => write.EndsWith("runs/2/inputs.json", StringComparison.Ordinal));
        Assert.True(CrashedCommand.Kill(run + 1, Decide("held", "--confirm")));
        Assert.Equal(
            $"import {id}: it was confirmed meanwhile; expected a held import that nobody decided on; "
            + "segment imports shows which are held",
            Command.Fails(1, Decide("held", "--discard")));
        Assert.Equal([ImportRow.Accepted, ImportRow.Accepted], Imports("held").Select(row => row.State));
    }

    private static string Customers(string tier) => "id,tier " + string.Join(
        ' ', Enumerable.Range(1, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i},{tier}")));

    private string[] Run(string name, string import) =>
    [
        "run", import, "--workspace", Folder["workspace"], "--data", Folder[$"{name}/data"], "--as-of", "2025-01-01",
    ];

    private void Matrix(string before, Func<string, string[]> arguments, string state)
    {
        Folder.Copy($"{before}/data", "whole/data");
        var writes = CrashedCommand.Writes(Folder["writes"], arguments("whole")).Length;
        var expected = Seen("whole");
        Assert.Equal(state, Imports("whole")[0].State);
        var step = Step is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : 142;
        foreach (var write in Enumerable.Range(1, writes).Where(write => write % step == 0 || write == writes))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"at-{write}");
            Folder.Copy($"{before}/data", $"{name}/data");
            CrashedCommand.Kill(write, arguments(name));
            // What was decided needs no second command, which says so.
            Assert.InRange(Command.Run(arguments(name)).Code, 0, 1);
            Assert.Equal(expected, Seen(name));
            Assert.Equal([state, ImportRow.Accepted], Imports(name).Select(row => row.State));
            Directory.Delete(Folder[name], recursive: true);
        }
    }

    /// <summary>All files of the base, the dumps and the runs.</summary>
    private SortedDictionary<string, string> Seen(string name) => new(
        new[] { "base", "dumps", "runs" }.SelectMany(part => Pipeline.FilesOf(Folder[$"{name}/data/{part}"])
            .Select(file => KeyValuePair.Create($"{part}/{file.Key}", file.Value))).ToDictionary());

    private IReadOnlyList<ImportRow> Imports(string name) =>
        new ImportLedger(Clients.Tables(Options.Settings(Folder[$"{name}/data"], null)))
            .NewestFirstAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
}
