namespace EndToEnd.Ways;

/// <summary>Each row of docs/ways-to-segment.md says what the command says.</summary>
public sealed class WaysTests(WayRuns runs) : IClassFixture<WayRuns>
{
    public static TheoryData<string> Rows => [.. WaysDocument.Rows.Select(row => row.Id)];

    public static TheoryData<string> PlainRows => [.. AllWays.ByPlainLoop.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_command_says_the_number_of_the_document(string id)
    {
        Assert.True(AllWays.ByCommand.ContainsKey(id), $"no test for row {id} of the document");
        Assert.Equal(WaysDocument.Number(id), AllWays.ByCommand[id](runs));
    }

    [Theory]
    [MemberData(nameof(PlainRows))]
    public void A_plain_loop_over_the_files_says_the_number_of_the_document(string id) =>
        Assert.Equal(WaysDocument.Number(id), AllWays.ByPlainLoop[id]());

    [Fact]
    public void Each_row_has_a_test_and_each_test_a_row() =>
        Assert.Equal(AllWays.ByCommand.Keys.Order(), WaysDocument.Rows.Select(row => row.Id).Order());

    [Fact]
    public void Each_row_has_figures_and_says_where_they_come_from() => Assert.All(WaysDocument.Rows, row =>
    {
        Assert.Contains(row.Number, char.IsAsciiDigit);
        Assert.NotEqual("", row.Data);
        Assert.NotEqual("", row.Scheme);
    });

    [Fact]
    public void Each_scheme_that_a_row_names_is_shipped()
    {
        var schemes = WaysDocument.Rows.Select(row => row.Scheme.Trim('`'))
            .Where(scheme => scheme.Contains('/') && !scheme.Contains(' ')).ToArray();
        Assert.NotEmpty(schemes);
        Assert.All(schemes, scheme => Assert.True(
            File.Exists(Path.Combine(Repository.Root, "workspaces", $"{scheme.Replace("/", "/schemes/")}.yaml")),
            scheme));
    }
}
