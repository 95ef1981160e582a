using System.Text;

namespace EndToEnd.Serve;

/// <summary>Customers under several ids over HTTP.</summary>
public sealed class SplitCustomerTests
{
    private const string Split = """{"alias":"b","reason":"two shops","author":"ana"}""";

    [Fact]
    public async Task An_alias_is_answered_with_its_customer_until_it_is_split()
    {
        await using var app = await RunningApp.StartAsync(Shop.Matched, new FastClock());
        app.Drop(
            "snapshot", "2024-02-01",
            ("customers.csv", "id,name,owner,hubspot\na,Ann,u1,h-001\nb,Bo,u2,H 001\n"u8.ToArray()),
            (Shop.OrdersFile, Encoding.UTF8.GetBytes(Shop.Orders("2024-01-20", 60, "a", "b"))));
        await app.FinishedAsync(1);
        var merged = (await app.Api.OkAsync("customers/b")).Json;
        Assert.Equal(("a", "b", "big"), (
            merged.GetProperty("customer").GetString(), merged.GetProperty("aliases")[0].GetString(),
            Shop.SegmentOf(merged, "size")));
        Assert.Equal("a", Only(await app.Api.OkAsync("customers?q=bo")));
        Assert.Equal("no-reason", Code(await app.Api.PostAsync("customers/a/split", "{}")));
        Assert.Equal("unknown-customer", Code(await app.Api.PostAsync("customers/x/split", Split)));

        var asked = await app.Api.PostAsync("customers/a/split", Split);
        Assert.Equal((202, "/api/runs/2"), (asked.Status, asked.Headers.Location!.OriginalString));
        await app.FinishedAsync(2);
        Assert.Equal("not-merged", Code(await app.Api.PostAsync("customers/a/split", Split)));
        foreach (var id in new[] { "a", "b" })
        {
            var own = (await app.Api.OkAsync($"customers/{id}")).Json;
            Assert.Equal((id, false), (
                own.GetProperty("customer").GetString(), own.TryGetProperty("aliases", out _)));
        }

        var told = (await app.Api.OkAsync("customers/b/history")).Items;
        Assert.All(told, move => Assert.Equal("identity-split", move.GetProperty("cause").GetString()));
    }

    private static string? Only(Answer answer) => Assert.Single(answer.Items).GetProperty("customer").GetString();

    private static string? Code(Answer answer) => answer["code"].GetString();
}
