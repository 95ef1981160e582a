namespace EndToEnd.Commands;

/// <summary>
/// Files of the data folder that a person or a disk changed: the file is named, and nothing is guessed.
/// </summary>
public sealed class DamagedDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public DamagedDataTests()
    {
        _folder.Write("in/orders.csv", "order_id,customer_id,order_date,amount\n1,a,2024-01-01,5\n");
        Command.Done("run", _folder["in"], "--data", _folder["data"]);
    }

    [Theory]
    [InlineData("base/manifest.json")]
    [InlineData("runs/1/calibration.json")]
    [InlineData("runs/1/shards/0")]
    public void A_damaged_file_is_named_in_one_message(string name)
    {
        _folder.Write($"data/{name}", "garbage");
        Assert.StartsWith($"{Path.Combine(_folder["data"], name)}: ", Run(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base/manifest.json")]
    [InlineData("runs/1/calibration.json")]
    [InlineData("runs/1/shards/0")]
    public void An_empty_file_is_named_in_one_message(string name)
    {
        _folder.Write($"data/{name}", "");
        Assert.StartsWith($"{Path.Combine(_folder["data"], name)}: ", Run(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs/1/calibration.json")]
    [InlineData("runs/1/shards/0")]
    public void A_missing_file_is_named_in_one_message(string name)
    {
        File.Delete(_folder[$"data/{name}"]);
        Assert.StartsWith(
            $"{Path.Combine(_folder["data"], name)}: the file is missing", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_table_is_found_by_its_checksum()
    {
        foreach (var file in Directory.GetFiles(_folder["data/base/shards"]))
            File.WriteAllText(file, "changed");
        Assert.Contains("checksum", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_names_a_damaged_file_too()
    {
        _folder.Write("data/runs/1/inputs.json", "{");
        Assert.StartsWith(
            $"{Path.Combine(_folder["data"], "runs/1/inputs.json")}: ",
            Command.Fails(1, "explain", "a", "--data", _folder["data"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Run() => Command.Fails(1, "run", _folder["in"], "--data", _folder["data"]);
}
