using EndToEnd.Imports;
using EndToEnd.Messages;

namespace EndToEnd.Commands;

/// <summary>From a held run to its publishing, back again, and on.</summary>
public sealed class HeldRunTests : IDisposable
{
    private readonly SmallBusiness _business = new();

    public HeldRunTests() => _business.Folder.Workspace("workspace.yaml", "name: small\nvalue: fees\n");

    public void Dispose() => _business.Dispose();

    [Fact]
    public void A_held_run_is_published_taken_back_and_the_next_import_goes_on()
    {
        _business.Import(false, "customers.csv", "id,tier a, b, c,", "contracts.csv", Contracts(5, 5, 5));
        var fault = Command.Fails(1, _business.Arguments(_business.Write("contracts.csv", Contracts(200, 5, 5))));
        Assert.StartsWith(
            "scheme fee: 1 of 3 customers would move (33.33 %); expected at most 25 % (hold_if_moved); run 2 is held and "
            + "nothing was published; segment runs 2 --publish publishes it, --discard throws it away", fault,
            StringComparison.Ordinal);
        Assert.Contains(" held ", Runs().Output, StringComparison.Ordinal);
        Assert.Contains("run 1 is the current one", Runs().Output, StringComparison.Ordinal);
        var message = Command.Done("tail", "--data", Data).Output.Split('\n')
            .Single(line => line.Contains("segmentation.run.held.v1", StringComparison.Ordinal));
        Assert.Equal("", MessageSchemas.Problems(message));

        Assert.Contains("publishes held run 2", Runs("2", "--publish").Output, StringComparison.Ordinal);
        Assert.Contains("to high", Explain("a"), StringComparison.Ordinal);
        Assert.Contains("back to run 1", Runs("1", "--rollback").Output, StringComparison.Ordinal);
        Assert.Contains("an earlier run was restored", Explain("a"), StringComparison.Ordinal);
        Assert.StartsWith(
            "run 4: it is the current one; expected ", Command.Fails(1, "runs", "4", "--rollback", "--data", Data),
            StringComparison.Ordinal);

        Command.Fails(1, _business.Arguments(_business.Write("contracts.csv", Contracts(300, 5, 5))));
        Assert.Contains("run 5 is discarded", Runs("5", "--discard").Output, StringComparison.Ordinal);
        _business.Import(false, "contracts.csv", Contracts(6, 6, 6));
        Assert.Contains("run 6 is the current one", Runs().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--publish")]
    [InlineData("--rollback", "--publish", "1")]
    public void A_decision_needs_a_run_and_there_is_one_at_a_time(params string[] arguments) =>
        Command.Fails(2, ["runs", .. arguments, "--data", Data]);

    private string Data => _business.Folder["data"];

    private Command Runs(params string[] arguments) => Command.Done(["runs", .. arguments, "--data", Data]);

    private string Explain(string customer) =>
        Command.Done("explain", customer, "--scheme", "fee", "--data", Data).Output;

    private static string Contracts(params int[] fees) => "contract_id,customer_id,start,status,fee "
        + string.Join(' ', fees.Select((fee, i) => $"k{i},{"abc"[i]},2024-01-01,live,{fee}"));
}
