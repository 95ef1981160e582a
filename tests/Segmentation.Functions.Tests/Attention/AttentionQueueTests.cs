using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;
using Segmentation.Functions.Tests.Messages;

namespace Segmentation.Functions.Tests.Attention;

/// <summary>Who needs attention in a run, since when, and who is told.</summary>
public sealed class AttentionQueueTests
{
    private const string Later = CareShop.Header + "c2,Bob,u1,1000,1,0.9,2026-04-01\nc3,Cy,u2,500,2,,\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_writes_its_customers_with_every_reason_that_applies()
    {
        await using var shop = await CareShop.OpenAsync();
        await shop.RunAsync(CareShop.Customers, "2026-06-01");
        Assert.Equal(
            """
            {"customer":"c1","value":1000,"stake":825,"reasons":[{"reason":"value-at-risk","text":"pays 1,000 EUR, may be gone","scheme":"care","segment":"large","weight":0.75,"since":"2026-06-01","due":"2026-06-04"},{"reason":"detractor","text":"recommends us with 3 of 10","scheme":"care","segment":"large","weight":0.3,"since":"2026-06-01","due":"2026-06-08"}],"playbook":"visits","nextAction":"Visit them."}
            {"customer":"c2","value":1000,"stake":100,"reasons":[{"reason":"overdue-cadence","text":"last contact 61 days ago, planned every month: 31 days overdue","scheme":"care","segment":"large","weight":0.1,"since":"2026-06-01","due":"2026-06-08"}],"playbook":"visits","nextAction":"Visit them."}
            {"customer":"c5","value":null,"stake":null,"reasons":[{"reason":"segment","text":"pays unknown, and says 0","scheme":"care","segment":"small","weight":0.2,"since":"2026-06-01","due":"2026-06-15"}],"playbook":null,"nextAction":null}

            """.ReplaceLineEndings("\n"),
            shop.Text(AttentionFile.Name(1)));
        var report = shop.Spine.Get<RunStore>().Report(1);
        Assert.Equal(
            [("c1", "value-at-risk", 825m), ("c1", "detractor", 825m), ("c2", "overdue-cadence", 100m), ("c5", "segment", null)],
            report.Attention.Select(line => (line.Customer, line.Reason, line.Stake)));
        Assert.Equal((3, 2000m, 925m), (
            report.AttentionTotals.Customers, report.AttentionTotals.Value, report.AttentionTotals.Stake));
        Assert.Equal(
            ["detractor", "value-at-risk", "overdue-cadence", "segment"],
            report.AttentionTotals.ByReason.Select(reason => reason.Reason));
    }

    [Fact]
    public async Task Contacts_are_overdue_by_a_playbook_alone()
    {
        await using var shop = await CareShop.OpenAsync(scheme: """
            scheme: care
            version: 1
            kind: rules
            segments: [{ id: all, playbook: visits }]
            """);
        await shop.RunAsync(CareShop.Customers, "2026-06-01");
        Assert.Equal(
            [("c2", "overdue-cadence"), ("c4", "overdue-cadence")],
            shop.Spine.Get<RunStore>().Report(1).Attention.Select(line => (line.Customer, line.Reason)));
    }

    [Fact]
    public async Task A_reason_keeps_its_first_day_while_it_holds_and_begins_anew_after_a_break()
    {
        await using var shop = await CareShop.OpenAsync();
        await shop.RunAsync(CareShop.Customers, "2026-06-01");
        await shop.RunAsync(Later, "2026-06-05");
        Assert.Equal([("c2", "detractor", 5), ("c2", "overdue-cadence", 1)], Since(shop, 2, "c2"));
        await shop.RunAsync(CareShop.Header + "c2,Bob,u1,1000,9,0.9,2026-06-05\n", "2026-06-06");
        Assert.Empty(Since(shop, 3, "c2"));
        await shop.RunAsync(CareShop.Header + "c2,Bob,u1,1000,1,0.9,2026-06-05\n", "2026-06-07");
        Assert.Equal([("c2", "detractor", 7)], Since(shop, 4, "c2"));
        Assert.Equal([("c1", "detractor", 1), ("c1", "value-at-risk", 1)], Since(shop, 4, "c1"));
    }

    [Fact]
    public async Task The_same_customers_give_the_same_bytes_for_any_shards_rows_and_culture()
    {
        var rows = Enumerable.Range(0, 40).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"k{i:D2},,u{i % 3},{100 + (i % 4)}.5,{i % 9},0.{i % 7},2026-05-0{1 + (i % 9)}\n"));
        var culture = CultureInfo.CurrentCulture;
        var known = new HashSet<string>();
        try
        {
            foreach (var (shards, name) in new[] { (1, "de-DE"), (5, ""), (16, "tr-TR") })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                await using var shop = await CareShop.OpenAsync(shards: shards);
                await shop.RunAsync(CareShop.Header + string.Concat(shards == 5 ? rows.Reverse() : rows), "2026-06-01");
                await shop.RunAsync(CareShop.Header + "k01,,u1,900.5,1,0.1,2026-05-01\nk03,,u1,900.5,0,,\n", "2026-06-02");
                known.Add(shop.Text(AttentionFile.Name(2)) + shop.Text(AttentionFile.Raised(2)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Contains("overdue-cadence", Assert.Single(known), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_new_is_told_once_and_the_first_run_tells_numbers_alone()
    {
        using var folder = new TempFolder();
        await using var topic = new LimitedTopic($"Data Source={folder["topic.db"]}");
        await using var shop = await CareShop.OpenAsync(services => services.AddSingleton<ServiceBusClient>(topic));
        await shop.RunAsync(CareShop.Customers, "2026-06-01");
        var first = Assert.Single(await topic.ReadAsync());
        Assert.Contains("\"attention\":{\"customers\":3", first.Body.ToString(), StringComparison.Ordinal);
        var run = await shop.RunAsync(Later, "2026-06-02");
        var told = (await topic.ReadAsync()).Where(IsRaised).Select(message => message.Body.ToString()).ToArray();
        Assert.Equal(["c2", "c3"], told.Select(Customer));
        Assert.Contains(
            "\"data\":{\"customer\":\"c3\",\"reason\":\"detractor\",\"scheme\":\"care\",\"segment\":\"large\",\"value\":500,"
            + "\"stake\":150,\"currency\":\"EUR\",\"owner\":\"u2\",\"playbook\":\"visits\",\"run\":2,\"asOf\":\"2026-06-02\","
            + "\"due\":\"2026-06-09\"}", told[1], StringComparison.Ordinal);
        Assert.All(told, text => Assert.DoesNotContain("Cy", text, StringComparison.Ordinal));
        var sends = topic.Sends.Count;
        await shop.Spine.Get<RaisedRelay>().SendAsync(await shop.Spine.Get<RunLedger>().GetAsync(run, Cancel), Cancel);
        Assert.Equal(sends, topic.Sends.Count);
    }

    [Fact]
    public async Task A_relay_that_was_ended_goes_on_with_the_same_ids()
    {
        using var folder = new TempFolder();
        await using var topic = new LimitedTopic($"Data Source={folder["topic.db"]}");
        await using var shop = await CareShop.OpenAsync(services => services.AddSingleton<ServiceBusClient>(topic));
        await shop.RunAsync(CareShop.Customers, "2026-06-01");
        topic.Left = 0;
        await Assert.ThrowsAsync<ServiceBusException>(() => shop.RunAsync(Later, "2026-06-02"));
        topic.Left = null;
        await shop.Spine.Get<AnnounceRun>().RunAsync(2, Cancel);
        var ids = (await topic.ReadAsync()).Where(IsRaised).Select(message => message.MessageId!).ToArray();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Contains($"\"id\":\"{id}\"", shop.Text(AttentionFile.Raised(2)), StringComparison.Ordinal));
    }

    private static bool IsRaised(LocalRuntime.ServiceBus.StoredMessage message) =>
        message.Body.ToString().Contains("attention.raised.v1", StringComparison.Ordinal);

    private static string Customer(string message) => message.Split("\"subject\":\"")[1].Split('"')[0];

    private static (string, string, int)[] Since(CareShop shop, int run, string customer) =>
    [
        .. AttentionFile.Read(shop.Folder.Data, AttentionFile.Name(run)).Where(entry => entry.Customer == customer)
            .SelectMany(entry => entry.Reasons.Select(reason => (entry.Customer, reason.Reason, reason.Since.Day)))
            .Order(),
    ];
}
