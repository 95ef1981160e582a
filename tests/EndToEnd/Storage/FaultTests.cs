using System.Diagnostics.CodeAnalysis;
using Azurite;

namespace EndToEnd.Storage;

/// <summary>
/// Whatever goes wrong between the app and its account, once on every call of two imports and runs, the results are
/// those of a data folder, byte for byte.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private static readonly Fault[] EveryKind =
        [Fault.Status429, Fault.Status500, Fault.Status503, Fault.LostBefore, Fault.LostAfter, Fault.Error500After];

    private readonly StoredShop _shop = new();

    public FaultTests()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
    }

    public void Dispose() => _shop.Dispose();

    /// <summary>Each kind by itself takes minutes: STORAGE_FAULTS=all tries them all.</summary>
    public static TheoryData<Fault> Kinds => Environment.GetEnvironmentVariable("STORAGE_FAULTS") == "all"
        ? [.. EveryKind]
        : [Fault.LostAfter];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fault_on_every_call_changes_no_result(Fault fault)
    {
        _shop.RunBoth("folder");
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var account = AzuriteServer.Shared.NewAccount();
        proxy.Policy = FaultyProxy.Once(fault);
        _shop.RunBoth("account", proxy.Through(account));
        Tell(proxy);
        Assert.Equal(_shop.Seen("folder"), _shop.Seen("account", account));
        var ids = proxy.Calls.Select(call => call.RequestId).Distinct().Count();
        Assert.InRange(ids, 100, int.MaxValue);
        Assert.Equal(ids, proxy.Calls.Count(call => call.Fault == fault));
    }

    [Fact]
    public async Task Faults_of_all_kinds_and_answers_that_never_come_change_no_result()
    {
        _shop.RunBoth("folder");
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var account = AzuriteServer.Shared.NewAccount();
        // An id is a GUID: its last two digits are as good as a die.
        var policies = Enumerable.Range(0, 256).Select(die => FaultyProxy.Once(
            die < 5 ? Fault.Hang : EveryKind[die % EveryKind.Length])).ToArray();
        proxy.Policy = call => policies[Convert.ToInt32(call.RequestId[^2..], 16)](call);
        // Exports double the calls; the faults that no wait can tell apart are tried on them above.
        _shop.RunBoth("account", proxy.Through(account), TimeSpan.FromSeconds(1), exports: false);
        Tell(proxy);
        Assert.Equal(_shop.Seen("folder"), _shop.Seen("account", account));
        Assert.All(EveryKind.Append(Fault.Hang), kind => Assert.Contains(proxy.Calls, call => call.Fault == kind));
    }

    [SuppressMessage("Globalization", "CA1305", Justification = "For the log of the test.")]
    private static void Tell(FaultyProxy proxy)
    {
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var kind in proxy.Calls.CountBy(call => $"{call.Service} {call.Kind} {call.Fault}").OrderBy(k => k.Key))
            output.WriteLine($"{kind.Value,6:N0}  {kind.Key}");
    }
}
