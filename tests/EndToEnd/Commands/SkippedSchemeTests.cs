namespace EndToEnd.Commands;

public sealed class SkippedSchemeTests
{
    [Theory]
    [InlineData("explain", "a")]
    [InlineData("explain", "a", "--scheme", "rfm")]
    public void Explaining_a_run_whose_schemes_were_skipped_says_what_they_need(params string[] arguments)
    {
        using var folder = new TempFolder();
        folder.Write("in/customers.csv", "id,name\na,Ann\n");
        Command.Done("run", folder["in"], "--data", folder["data"]);
        Assert.Contains(
            "scheme rfm was skipped: it needs orders",
            Command.Fails(2, [.. arguments, "--data", folder["data"]]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("run", "x", "--data", "")]
    [InlineData("run", "x", "--out", "")]
    [InlineData("generate", "", "--customers", "1", "--orders", "1")]
    [InlineData("lint", "--workspace", "")]
    public void An_empty_path_is_one_message(params string[] arguments) =>
        Assert.Contains(
            "an empty path; expected a file or folder", Command.Fails(2, arguments), StringComparison.Ordinal);
}
