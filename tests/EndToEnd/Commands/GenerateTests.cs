namespace EndToEnd.Commands;

public sealed class GenerateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void What_is_generated_can_be_run()
    {
        Assert.Contains(
            "300 customers",
            Command.Done("generate", _folder["in"], "--customers", "300", "--orders", "2500", "--seed", "4").Output,
            StringComparison.Ordinal);
        var output = Command.Done("run", _folder["in"], "--data", _folder["data"], "--out", _folder["out"]).Output;
        Assert.Contains("Champions", output, StringComparison.Ordinal);
        Assert.Contains("the day after the newest event", output, StringComparison.Ordinal);
        var report = Report.Read(_folder["out/report.json"]);
        Assert.Equal(300, report.GetProperty("customers").GetInt32());
        Assert.Equal(2500, report.Rows("orders", "read"));
        Assert.Equal(300, CsvTable.Read(_folder["out/customers.csv"]).Rows.Length);
    }

    [Fact]
    public void Without_any_event_the_run_is_as_of_today()
    {
        _folder.Write("in/customers.csv", "id,name\na,Ann\n");
        var output = Command.Done("run", _folder["in"], "--data", _folder["data"]).Output;
        Assert.Contains("(today, because there are no events;", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_refuses_a_file_in_place_of_the_folder()
    {
        _folder.Write("in", "mine");
        Command.Fails(2, "generate", _folder["in"], "--customers", "3", "--orders", "2");
    }

    [Fact]
    public void Generate_refuses_numbers_out_of_range() =>
        Assert.StartsWith(
            "--customers: ", Command.Fails(2, "generate", _folder["in"], "--customers", "0", "--orders", "2"),
            StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
