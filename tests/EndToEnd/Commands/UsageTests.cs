using Segmentation.Cli.Commands;

namespace EndToEnd.Commands;

/// <summary>What a person can get wrong on the command line and in definitions.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public UsageTests() => _folder.Write("in/orders.csv", "order_id,customer_id,order_date,amount\n1,a,2024-01-01,5\n");

    [Fact]
    public void A_path_that_does_not_exist_fails_with_the_path()
    {
        var message = Command.Fails(1, "run", _folder["nowhere"], "--data", _folder["data"]);
        Assert.StartsWith(_folder["nowhere"], message, StringComparison.Ordinal);
        Assert.Contains("no such file or folder", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_workspace_is_misuse_with_the_names_of_the_shipped_ones()
    {
        var message = Run(2, "--workspace", "startr");
        Assert.Contains("'startr'", message, StringComparison.Ordinal);
        Assert.Contains("starter", message, StringComparison.Ordinal);
        Assert.Contains("ravenstack", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Theory]
    [InlineData("2024-13-01")]
    [InlineData("01.02.2024")]
    [InlineData("today")]
    [InlineData("")]
    public void A_bad_as_of_date_is_misuse(string date)
    {
        var message = Run(2, "--as-of", date);
        Assert.StartsWith("--as-of: ", message, StringComparison.Ordinal);
        Assert.Contains($"'{date}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_a_file_is_misuse_before_anything_is_done()
    {
        _folder.Write("taken", "mine");
        Assert.StartsWith("--out: ", Run(2, "--out", _folder["taken"]), StringComparison.Ordinal);
        Assert.Equal("mine", _folder.Text("taken"));
        Assert.False(Directory.Exists(_folder["data/base"]));
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("--out")]
    public void The_folder_of_the_dumps_as_a_folder_for_results_is_misuse(string option)
    {
        var before = Pipeline.FilesOf(_folder["in"]);
        var message = Command.Fails(2, option == "--data"
            ? ["run", _folder["in"], "--data", _folder["in"]]
            : ["run", _folder["in"], "--data", _folder["data"], "--out", _folder["in"] + "/"]);
        Assert.StartsWith($"{option}: ", message, StringComparison.Ordinal);
        Assert.Equal(before, Pipeline.FilesOf(_folder["in"]));
    }

    [Theory]
    [InlineData("in/data", "in/deep/out")]
    [InlineData("in/.segment", "in/out")]
    public void Folders_for_results_inside_the_import_are_not_imported(string data, string output)
    {
        for (var time = 0; time < 2; time++)
            Command.Done("run", _folder["in"], "--data", _folder[data], "--out", _folder[output]);
        Assert.Equal("5", CsvTable.Read(_folder[$"{output}/customers.csv"]).Rows.Single()["monetary"]);
        Assert.Single(Report.Read(_folder[$"{output}/report.json"]).GetProperty("ledger").EnumerateArray());
    }

    [Fact]
    public void A_data_folder_that_is_a_file_fails_in_one_message()
    {
        _folder.Write("data", "mine");
        Run(1);
        Assert.Equal("mine", _folder.Text("data"));
    }

    [Theory]
    [InlineData("run", "in", "--dta", "x")]
    [InlineData("deploy")]
    [InlineData("lint", "--verbose")]
    [InlineData("generate", "x", "--customers", "many", "--orders", "1")]
    public void Unknown_options_commands_and_values_are_misuse(params string[] arguments)
    {
        var command = Command.Run(arguments);
        Assert.Equal(2, command.Code);
        Assert.Matches("^segment( [a-z]+)?: .+; expected .+\n$", command.Error);
        Assert.DoesNotContain("   at ", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_an_import_is_misuse() => Assert.Equal(2, Command.Run("run").Code);

    [Fact]
    public void A_second_command_on_one_data_folder_fails_and_changes_nothing()
    {
        Directory.CreateDirectory(_folder["data"]);
        using (new FileStream(_folder["data/.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("another command", Run(1), StringComparison.Ordinal);
        Assert.Equal([".lock"], Pipeline.FilesOf(_folder["data"]).Keys);
        Command.Done("run", _folder["in"], "--data", _folder["data"]);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var version = Command.Done("--version").Output.TrimEnd('\n');
        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+", version);
        Assert.DoesNotContain('\n', version);
    }

    [Fact]
    public void Help_lists_exactly_the_commands_that_are_built()
    {
        var lines = Command.Done("--help").Output.Split('\n');
        var commands = lines.SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
        Assert.Equal(
            [
                "demo", "run", "serve", "imports", "runs", "tail", "lint", "preview", "deploy", "review", "digest",
                "compare", "backtest", "explain", "export", "reset", "generate", "init",
            ], commands);
    }

    [Fact]
    public void Lint_says_what_a_shipped_workspace_has()
    {
        foreach (var workspace in Directory.GetDirectories(Options.Shipped))
        {
            var lint = Command.Done("lint", "--workspace", Path.GetFileName(workspace)).Output;
            Assert.Matches("schemes; (no problems|[0-9]+ warnings?)", lint);
            // Whether a review is overdue depends on the day of the test.
            Assert.DoesNotMatch(@"\[warning: (?!overdue-review\])", lint);
        }
    }

    [Theory]
    [InlineData("measures.yaml", "count(orders)", "cuont(orders)", "measures.yaml:3:21: ", "count")]
    [InlineData("measures.yaml", "unit: orders", "unt: orders", "measures.yaml:3:", "unit")]
    [InlineData("sources.yaml", "streams:", "stream:", "sources.yaml:", "streams")]
    [InlineData("schemes/rfm.yaml", "of: frequency", "of: freqency", "schemes/rfm.yaml:", "frequency")]
    [InlineData("schemes/rfm.yaml", "r >= 4 AND f >= 2", "r >= 4 AND frequncy >= 2", "schemes/rfm.yaml:", "frequency")]
    [InlineData("workspace.yaml", "value: monetary", "value: monetry", "workspace.yaml:", "monetary")]
    public void A_mistake_in_definitions_is_told_with_place_and_suggestion_by_lint_and_run(
        string file, string right, string wrong, string place, string suggestion)
    {
        foreach (var definition in Directory.EnumerateFiles(
            Path.Combine(Options.Shipped, "starter"), "*", SearchOption.AllDirectories))
            _folder.Write(
                Path.Combine("workspace", Path.GetRelativePath(Path.Combine(Options.Shipped, "starter"), definition)),
                File.ReadAllBytes(definition));
        Command.Done("lint", "--workspace", _folder["workspace"]);
        Assert.Contains(right, _folder.Text($"workspace/{file}"), StringComparison.Ordinal);
        _folder.Write(
            $"workspace/{file}", _folder.Text($"workspace/{file}").Replace(right, wrong, StringComparison.Ordinal));
        foreach (var command in new[]
        {
            Command.Run("lint", "--workspace", _folder["workspace"]),
            Command.Run("run", _folder["in"], "--workspace", _folder["workspace"], "--data", _folder["data"]),
        })
        {
            Assert.Equal(2, command.Code);
            Assert.Contains(place, command.Error, StringComparison.Ordinal);
            Assert.Contains($"'{suggestion}'", command.Error, StringComparison.Ordinal);
            Assert.Matches(@":\d+:\d+: ", command.Error);
            Assert.DoesNotContain("   at ", command.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public void Lint_of_a_folder_without_a_workspace_is_misuse()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var command = Command.Run("lint", "--workspace", _folder["empty"]);
        Assert.Equal(2, command.Code);
        Assert.Contains("workspace.yaml: no such file", command.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", command.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Run(int code, params string[] more) =>
        Command.Fails(code, ["run", _folder["in"], "--data", _folder["data"], .. more]);
}
