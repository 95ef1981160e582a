using Segmentation.Cli.Generate;

namespace EndToEnd.Imports;

/// <summary>
/// What a killed command can leave behind: the same command again gives what it would have given undisturbed.
/// </summary>
public sealed class KillSafetyTests : IDisposable
{
    private static readonly string[] Results = ["customers.csv", "transitions.ndjson", "rejects.csv"];

    private readonly TempFolder _folder = new();

    public KillSafetyTests()
    {
        new PlainBusiness(Customers: 200, Orders: 2_000, Seed: 3) { BadShare = 0.01 }.Write(_folder["all"]);
        QuarterSplit.Write(_folder["all"], _folder["first"], _folder["then"], new DateOnly(2024, 10, 2));
        First();
        _folder.Copy("data", "whole");
        _folder.Copy("out", "whole-out");
    }

    [Fact]
    public void A_run_that_was_complete_and_not_published() => Same(() => Delete("runs/published.json"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_run_that_was_half_written(int half) => Same(() =>
    {
        Delete("runs/published.json");
        foreach (var file in Files("runs/1").Where((_, i) => i % 2 == half))
            File.Delete(file);
    });

    [Fact]
    public void A_run_with_other_inputs_that_was_not_published() => Same(() =>
    {
        Delete("runs/published.json");
        _folder.Write("data/runs/1/inputs.json", _folder.Text("data/runs/1/inputs.json").Replace(
            "2024", "2023", StringComparison.Ordinal));
        _folder.Write("data/runs/1/members/rfm/gone", "\"stranger\"\n");
    });

    [Fact]
    public void Files_that_were_being_written() => Same(() =>
    {
        Delete("runs/published.json");
        foreach (var file in Files("."))
            File.WriteAllText(file + ".writing", "half a fi");
        _folder.Write("out/customers.csv.writing", "customer_id,rec");
    });

    [Fact]
    public void Dumps_that_were_arriving() => Same(() =>
    {
        Directory.Delete(_folder["data"], recursive: true);
        _folder.Write("data/dumps/arriving/customers.csv.writing", "id,na");
        _folder.Write(
            "data/dumps/arriving/transactions.csv", "order_id,customer_id,order_date,amount\n1,a,2024-01-01,7\n");
        _folder.Write("data/dumps/arriving/accounts.csv", "id\nstranger\n");
    });

    [Fact]
    public void Dumps_that_were_being_parsed() => Same(() =>
    {
        Forget();
        Directory.Delete(_folder["data/base/shards"], recursive: true);
        Directory.Move(
            Directory.GetDirectories(_folder["data/dumps/accepted"]).Single(), _folder["data/dumps/arriving"]);
        _folder.Write("data/base/scratch/orders/0-0", "half a part");
        _folder.Write("data/base/scratch/orders/0-0.rejects", "transactions.csv,2,amount,money,x,y\n");
        _folder.Write("data/base/scratch/orders/7-7", "a part of another import");
    });

    [Fact]
    public void Accepted_dumps_of_a_base_that_was_not_committed() => Same(Forget);

    [Fact]
    public void A_base_that_was_committed_and_not_run_on() => Same(() =>
    {
        Directory.Delete(_folder["data/runs"], recursive: true);
        Directory.Delete(_folder["out"], recursive: true);
        _folder.Write("data/base/scratch/orders/0-0", "a part");
    });

    [Theory]
    [InlineData("runs/published.json")]
    [InlineData("runs/2")]
    [InlineData("base")]
    [InlineData("runs/2/shards")]
    [InlineData("runs/2/measures")]
    [InlineData("runs/2/transitions")]
    public void A_second_run_that_was_killed_tells_the_same_transitions(string at)
    {
        Second();
        _folder.Copy("out", "undisturbed-out");
        _folder.Copy("data/runs/2", "undisturbed-2");
        var pointer = _folder.Text("whole/runs/published.json");
        _folder.Write("data/runs/published.json", pointer);
        if (at == "base")
        {
            _folder.Write("data/base/manifest.json", _folder.Bytes("whole/base/manifest.json"));
            Directory.Delete(_folder["data/runs/2"], recursive: true);
        }
        else if (Directory.Exists(_folder[$"data/{at}"]))
        {
            Directory.Delete(_folder[$"data/{at}"], recursive: true);
        }

        Second();
        Assert.All(
            Results, name => Assert.Equal(_folder.Bytes($"undisturbed-out/{name}"), _folder.Bytes($"out/{name}")));
        Assert.Equal(Pipeline.FilesOf(_folder["undisturbed-2"]), Pipeline.FilesOf(_folder["data/runs/2"]));
    }

    public void Dispose() => _folder.Dispose();

    private void First() => Run("first", "2024-10-02");

    private void Second() => Run("then", "2025-01-01", "--delta");

    private void Run(string import, string asOf, params string[] more) => Command.Done(
        ["run", _folder[import], "--data", _folder["data"], "--out", _folder["out"], "--as-of", asOf, .. more]);

    private void Delete(string name) => File.Delete(_folder[$"data/{name}"]);

    private void Forget()
    {
        Delete("base/manifest.json");
        Directory.Delete(_folder["data/runs"], recursive: true);
    }

    private string[] Files(string name) =>
        [.. Directory.EnumerateFiles(_folder[$"data/{name}"], "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];

    /// <summary>
    /// Damages the data folder, runs again, and compares results, runs, base and dumps with the undisturbed ones.
    /// </summary>
    private void Same(Action damage)
    {
        damage();
        First();
        Assert.All(Results, name => Assert.Equal(_folder.Bytes($"whole-out/{name}"), _folder.Bytes($"out/{name}")));
        foreach (var part in new[] { "runs", "base", "dumps/accepted" })
            Assert.Equal(WithoutWriting($"whole/{part}"), WithoutWriting($"data/{part}"));
    }

    private IEnumerable<KeyValuePair<string, string>> WithoutWriting(string name) => Pipeline.FilesOf(_folder[name])
        .Where(file => !file.Key.EndsWith(".writing", StringComparison.Ordinal));
}
