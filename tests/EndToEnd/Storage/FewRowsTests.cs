using System.Globalization;
using Azurite;
using EndToEnd.Serve;
using Segmentation.Cli.Commands;

namespace EndToEnd.Storage;

/// <summary>A run writes the rows of those who changed, counted where they pass: at the wire.</summary>
public sealed class FewRowsTests : IDisposable
{
    private const int Customers = 3_000;
    private const int Changed = Customers / 100;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_in_which_one_in_a_hundred_changed_writes_about_one_row_in_a_hundred()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var (account, workspace) = (proxy.NewAccount(), Shop.Workspace(_folder));
        string[] ids = [.. Enumerable.Range(0, Customers).Select(id => $"c{id.ToString(CultureInfo.InvariantCulture)}")];
        await RunAsync("first", Shop.Orders("2024-01-20", 10, ids), account, workspace);
        Assert.Equal(Customers, Rows(proxy));
        proxy.Forget();
        await RunAsync("second", Shop.Orders("2024-01-21", 900, ids[..Changed]), account, workspace);
        // Each has a row of its history beside its own.
        Assert.Equal(2 * Changed, Rows(proxy));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Customers} rows, then {Rows(proxy)} in {proxy.Calls.Count(call => call.Kind == "POST $batch")} transactions");
    }

    private static int Rows(FaultyProxy proxy) =>
        proxy.Calls.Where(call => call.Kind == "POST $batch").Sum(call => call.Operations);

    private Task<SegmentResult> RunAsync(string import, string orders, string account, string workspace)
    {
        _folder.Write($"{import}/{Shop.OrdersFile}", orders);
        return SegmentImport.RunAsync(
            new SegmentRequest(_folder[import], workspace, _folder["data"])
            {
                AsOf = new DateOnly(2024, 2, 1),
                Delta = import == "second",
                Settings = Options.Settings(_folder["data"], account),
            },
            TimeProvider.System, null, TestContext.Current.CancellationToken);
    }
}
