using System.Diagnostics.CodeAnalysis;
using Azurite;

namespace EndToEnd.Storage;

/// <summary>
/// Whatever goes wrong between the app and its account, once on every call of two imports and runs, the results are
/// those of a data folder, byte for byte.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private readonly StoredShop _shop = new();

    public FaultTests()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.Status429)]
    [InlineData(Fault.Status500)]
    [InlineData(Fault.Status503)]
    [InlineData(Fault.LostBefore)]
    [InlineData(Fault.LostAfter)]
    [InlineData(Fault.Error500After)]
    public async Task A_fault_on_every_call_changes_no_result(Fault fault)
    {
        _shop.RunBoth("folder");
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var account = AzuriteServer.Shared.NewAccount();
        proxy.Policy = FaultyProxy.Once(fault);
        _shop.RunBoth("account", proxy.Through(account));
        Tell(proxy);
        Assert.Equal(_shop.Seen("folder"), _shop.Seen("account", account));
    }

    [Fact]
    public async Task Answers_that_never_come_are_not_waited_for()
    {
        _shop.RunBoth("folder");
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var (account, count) = (AzuriteServer.Shared.NewAccount(), 0);
        proxy.Policy = FaultyProxy.Once(Fault.Hang, _ => Interlocked.Increment(ref count) % 40 == 0);
        _shop.RunBoth("account", proxy.Through(account), TimeSpan.FromSeconds(1));
        Tell(proxy);
        Assert.Equal(_shop.Seen("folder"), _shop.Seen("account", account));
    }

    [SuppressMessage("Globalization", "CA1305", Justification = "For the log of the test.")]
    private static void Tell(FaultyProxy proxy)
    {
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var kind in proxy.Calls.CountBy(call => $"{call.Service} {call.Kind} {call.Fault}").OrderBy(k => k.Key))
            output.WriteLine($"{kind.Value,6:N0}  {kind.Key}");
    }
}
