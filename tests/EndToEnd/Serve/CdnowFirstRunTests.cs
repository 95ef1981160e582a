using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>A dump that is dropped into the inbox of a running app ends in look-ups, without a command.</summary>
public sealed class CdnowFirstRunTests(ServedCdnow served) : IClassFixture<ServedCdnow>
{
    [Fact]
    public async Task Look_ups_of_all_customers_equal_cdnow_master_rfm_csv()
    {
        var app = await served.FirstAsync();
        var expected = RealData.Oracle("cdnow_master_rfm.csv").Rows;
        var found = await app.Api.LookUpAsync(ServedCdnow.Ids);
        foreach (var (row, customer) in expected.Zip(found))
        {
            Assert.Equal(1, customer.GetProperty("run").GetInt32());
            Assert.Equal(ServedCdnow.AsOf, customer.GetProperty("asOf").GetString());
            Assert.False(customer.GetProperty("stale").GetBoolean());
            var scores = customer.GetProperty("segments").GetProperty("rfm").GetProperty("scores");
            Assert.Equal(
                (row["customer_id"], row.Whole("r_edge"), row.Whole("f_edge"), row.Whole("m_edge")),
                (customer.GetProperty("customer").GetString()!, scores.GetProperty("r").GetInt32(),
                    scores.GetProperty("f").GetInt32(), scores.GetProperty("m").GetInt32()));
        }
    }

    [Fact]
    public async Task Measures_of_a_customer_equal_cdnow_master_rfm_csv()
    {
        var app = await served.FirstAsync();
        foreach (var row in RealData.Oracle("cdnow_master_rfm.csv").Rows.Where((_, i) => i % 500 == 3))
        {
            var measures = (await app.Api.OkAsync($"customers/{row["customer_id"]}?include=measures"))["measures"];
            foreach (var name in new[] { "recency_days", "frequency", "purchase_days", "monetary" })
                Assert.Equal(row.Exact(name), measures.GetProperty(name).GetDecimal());
        }
    }

    [Fact]
    public async Task Members_of_all_segments_add_up_and_agree_with_look_ups_and_sizes()
    {
        var app = await served.FirstAsync();
        var scheme = (await app.Api.OkAsync("schemes/rfm"))["segments"].EnumerateArray().ToArray();
        var members = new Dictionary<string, string>();
        foreach (var segment in scheme)
        {
            var id = segment.GetProperty("segment").GetString()!;
            var customers = await app.Api.AllAsync($"schemes/rfm/segments/{id}/customers?limit=1000");
            Assert.Equal(segment.GetProperty("customers").GetInt32(), customers.Count);
            Assert.All(customers, customer => members.Add(customer.GetProperty("customer").GetString()!, id));
        }

        var found = await app.Api.LookUpAsync(ServedCdnow.Ids);
        Assert.Equal(found.Length, members.Count);
        Assert.All(found, customer => Assert.Equal(
            Shop.SegmentOf(customer, "rfm"), members[customer.GetProperty("customer").GetString()!]));
        var listed = (await app.Api.OkAsync("schemes")).Items.Single();
        Assert.Equal(JsonSerializer.Serialize(scheme), JsonSerializer.Serialize(listed.GetProperty("segments")));
    }

    [Fact]
    public async Task Explain_tells_the_look_up_and_what_decided_it()
    {
        var app = await served.FirstAsync();
        foreach (var row in RealData.Oracle("cdnow_master_rfm.csv").Rows.Where((_, i) => i % 4_000 == 7))
        {
            var id = row["customer_id"];
            var explained = await app.Api.OkAsync($"customers/{id}/explain?scheme=rfm");
            var customer = (await app.Api.OkAsync($"customers/{id}")).Json;
            Assert.Equal(Shop.SegmentOf(customer, "rfm"), explained["segment"].GetString());
            Assert.Equal((id, 1), (explained["customer"].GetString()!, explained["run"].GetInt32()));
            var scores = explained["inputs"].EnumerateArray().ToDictionary(
                input => input.GetProperty("measure").GetString()!, input => input.GetProperty("score").GetInt32());
            Assert.Equal(
                (row.Whole("r_edge"), row.Whole("f_edge"), row.Whole("m_edge")),
                (scores["recency_days"], scores["frequency"], scores["monetary"]));
            Assert.Equal(JsonValueKind.Null, explained["move"].ValueKind);
        }
    }

    [Fact]
    public async Task The_import_has_a_receipt_and_the_inbox_is_empty()
    {
        var app = await served.FirstAsync();
        var import = (await app.Api.OkAsync("imports")).Items.Single();
        Assert.Equal("accepted", import.GetProperty("state").GetString());
        var id = import.GetProperty("import").GetString()!;
        var ledger = (await app.Api.OkAsync($"imports/{id}"))["files"].EnumerateArray().Single().GetProperty("ledger");
        Assert.Equal(
            (69_659, 69_659), (ledger.GetProperty("read").GetInt32(), ledger.GetProperty("accepted").GetInt32()));
        Assert.Empty((await app.Api.OkAsync($"imports/{id}/rejects")).Items);
        foreach (var kind in new[] { "txt", "json", "rejects.csv" })
            Assert.True(File.Exists(app.Folder[$"data/dumps/receipts/{id}.{kind}"]), kind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder["data/dumps/inbox"]));
    }

    [Fact]
    public async Task Health_tells_the_published_run()
    {
        var app = await served.FirstAsync();
        var health = await app.Api.OkAsync("health");
        Assert.Equal(("ok", 1), (health["status"].GetString()!, health["published"].GetInt32()));
    }

    [Fact]
    public async Task The_first_run_has_no_history_and_sends_one_summary()
    {
        var app = await served.FirstAsync();
        Assert.Empty((await app.Api.OkAsync("customers/00004/history")).Items);
        Assert.Equal(
            ["segmentation.import.accepted.v1", "segmentation.run.published.v1"],
            app.Messages().Select(message => message.GetProperty("type").GetString()!));
    }
}
