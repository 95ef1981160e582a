using Segmentation.Engine.Tracking;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Overrides;

namespace Segmentation.Functions.Tests.Attention;

/// <summary>What the list of those who need attention answers.</summary>
public sealed class ListAttentionTests : IAsyncLifetime
{
    private CareShop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shop = await CareShop.OpenAsync();
        await _shop.RunAsync(CareShop.Customers, "2026-06-01");
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task It_has_names_owners_and_sums_and_goes_on_page_by_page()
    {
        var all = await _shop.ListAsync();
        Assert.Equal((1, new DateOnly(2026, 6, 1), "EUR"), (all.Run, all.AsOf, all.Currency));
        Assert.Equal(
            [("c1", "Ann", "u1"), ("c2", "Bob", "u1"), ("c5", "Ed", null)],
            all.Items.Select(item => (item.Customer, item.Name!, item.Owner)));
        Assert.Equal((3, 2000m, 925m), (all.Totals.Customers, all.Totals.Value!.Value, all.Totals.Stake!.Value));
        Assert.Equal([("u1", 2, 925m), (null, 1, 0m)], all.Totals.ByOwner.Select(
            owner => (owner.Owner, (int)owner.Customers, owner.Stake!.Value)));
        var first = await _shop.ListAsync("?limit=2");
        var rest = await _shop.ListAsync($"?limit=2&cursor={first.Next}");
        Assert.Equal(all.Items.Select(item => item.Customer), first.Items.Concat(rest.Items).Select(item => item.Customer));
        Assert.Equal((3, null), (first.Totals.Customers, rest.Next));
    }

    [Fact]
    public async Task Before_the_first_run_there_is_none()
    {
        await using var empty = await CareShop.OpenAsync();
        Assert.Equal(404, (await empty.AskAsync("")).Status);
    }

    [Fact]
    public async Task An_override_that_ends_within_ten_days_is_laid_over_the_run()
    {
        var known = await _shop.AskAsync("");
        Assert.Equal(304, (await _shop.AskAsync("", known.ETag)).Status);
        await SetAsync("c1", new DateOnly(2026, 6, 11));
        await SetAsync("c3", new DateOnly(2026, 6, 9));
        await SetAsync("c4", new DateOnly(2026, 6, 12));
        Assert.Equal(200, (await _shop.AskAsync("", known.ETag)).Status);
        var answer = await _shop.ListAsync();
        Assert.Equal(
            [("c1", 842.5m), ("c2", 100m), ("c3", 50m), ("c5", null)],
            answer.Items.Select(item => (item.Customer, item.Stake)));
        var reason = Assert.Single(answer.Items[2].Reasons);
        Assert.Equal(
            ("override-ending", "set by a person to small until 2026-06-09, then the definition decides again",
                new DateOnly(2026, 5, 30), new DateOnly(2026, 6, 8)),
            (reason.Reason, reason.Text, reason.Since, reason.Due));
        Assert.Equal(2, answer.Totals.ByReason.Single(one => one.Reason == "override-ending").Customers);
    }

    [Fact]
    public async Task A_queue_that_another_process_rewrites_is_read_anew()
    {
        var before = await _shop.ListAsync();
        var file = AttentionFile.Name(1);
        var lines = _shop.Text(file).Split('\n', 2);
        _shop.Folder.Data.Write(file, System.Text.Encoding.UTF8.GetBytes(lines[1]));
        Assert.Equal(
            before.Items.Skip(1).Select(item => item.Customer),
            (await _shop.ListAsync()).Items.Select(item => item.Customer));
    }

    private async Task SetAsync(string customer, DateOnly expires) => Assert.NotNull(
        await _shop.Spine.Get<OverrideLedger>().SetAsync(
            OverrideRow.Of(new Override(customer, "care", "small", "as agreed", "ana", expires), _shop.Time.GetUtcNow()),
            null, Cancel));
}
