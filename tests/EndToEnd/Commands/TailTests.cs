using EndToEnd.Imports;

namespace EndToEnd.Commands;

public sealed class TailTests
{
    private const string Contracts = "contract_id,customer_id,start,status,fee";

    [Fact]
    public void A_filter_chooses_messages()
    {
        using var business = new SmallBusiness();
        business.Import(
            false, "customers.csv", "id,tier a, b, c,",
            "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,100 k2,b,2024-01-01,live,5");
        business.Import(
            true, "contracts.csv", $"{Contracts} k3,b,2024-02-01,live,200 k4,c,2024-02-01,live,9");
        Assert.Equal(5, Lines(business).Length);
        var moved = Assert.Single(Lines(business, "--filter", "scheme = 'fee' AND [to] IN ('high') AND value >= 205"));
        Assert.Contains("\"subject\":\"b\"", moved, StringComparison.Ordinal);
        Assert.Equal(2, Lines(business, "--filter", "sys.Label LIKE '%.import.accepted.v1'").Length);
        Assert.Single(Lines(business, "--after", "2", "--filter", "sys.Label LIKE '%.import.accepted.v1'"));
        Assert.Empty(Lines(business, "--filter", "value < 205"));
    }

    [Theory]
    [InlineData("run =", "--filter: column 6: found the end; expected a property or a constant; ", "       ^")]
    [InlineData("flag AND run = 1", "--filter: column 6: found 'AND'; expected a comparison; ", "       ^")]
    [InlineData("", "--filter: column 1: found the end; expected ", "  ^")]
    public void A_wrong_filter_is_a_usage_error_with_a_caret_below_it(string filter, string message, string caret)
    {
        using var folder = new TempFolder();
        var command = Command.Run("tail", "--data", folder["data"], "--filter", filter);
        var lines = command.Error.TrimEnd('\n').Split('\n');
        Assert.Equal((2, ""), (command.Code, command.Output));
        Assert.StartsWith(message, lines[0], StringComparison.Ordinal);
        Assert.Equal(["  " + filter, caret], lines[1..]);
    }

    [Fact]
    public void The_place_in_a_long_filter_is_shown_with_what_is_around_it()
    {
        using var folder = new TempFolder();
        var filter = $"{string.Concat(Enumerable.Repeat("run = 1 OR ", 40))}run = ; {new string('x', 100)}";
        var lines = Command.Run("tail", "--data", folder["data"], "--filter", filter).Error.TrimEnd('\n').Split('\n');
        Assert.Equal(';', lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)]);
        Assert.All(lines[1..], line => Assert.InRange(line.Length, 1, 90));
    }

    [Fact]
    public void The_help_shows_an_example_of_a_filter() => Assert.Contains(
        "scheme = 'rfm' AND", Command.Done("tail", "--help").Output, StringComparison.Ordinal);

    private static string[] Lines(SmallBusiness business, params string[] more) =>
        Command.Done(["tail", "--data", business.Folder["data"], .. more]).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
