using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>Accounts are found by name, owner and external key, wherever customers are asked for.</summary>
public sealed class AccountTests(ServedAccounts served) : IClassFixture<ServedAccounts>
{
    [Fact]
    public async Task A_found_customer_is_told_with_name_owner_keys_and_segments()
    {
        var found = await (await served.AppAsync()).Api.OkAsync("customers?q=harbor");
        Assert.Equal((2, null), (found["run"].GetInt32(), found.Next));
        Assert.Equal(
            """
            {"customer":"C-1","name":"Harbor Foods","owner":"u-07","keys":{"hubspot":"101"},"segments":{"activity":"active","size":"big"}}
            """,
            JsonSerializer.Serialize(Assert.Single(found.Items)));
    }

    [Theory]
    [InlineData("q=ACME", "C-2 C-3")]
    [InlineData("q=acme+corp.", "C-3")]
    [InlineData("q=c", "5/6 C-2 C-3 C-4 C-1")]
    [InlineData("q=5%2F", "5/6")]
    [InlineData("owner=u-08", "C-3 C-4")]
    [InlineData("owner=U-08", "")]
    [InlineData("owner=nobody", "")]
    [InlineData("key=105", "5/6")]
    [InlineData("key=hubspot:104", "C-4")]
    [InlineData("key=hubspot:4", "")]
    [InlineData("q=acme&owner=u-07&key=102", "C-2")]
    [InlineData("q=acme&owner=u-07&key=103", "")]
    public async Task Customers_are_found_by_name_owner_and_key(string query, string expected)
    {
        var api = (await served.AppAsync()).Api;
        Assert.Equal(expected, Ids(await api.AllAsync($"customers?{query}&limit=1000")));
        // Page by page it is the same.
        Assert.Equal(expected, Ids(await api.AllAsync($"customers?{query}&limit=1")));
    }

    [Fact]
    public async Task A_cursor_of_the_first_run_goes_on_with_the_names_of_the_first_run()
    {
        var app = await served.AppAsync();
        var rest = await app.Api.OkAsync($"customers?q=acme&cursor={served.FirstRunCursor}");
        Assert.Equal((1, null), (rest["run"].GetInt32(), rest.Next));
        Assert.Equal("ACME", Assert.Single(rest.Items).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("customers?q=acme&cursor=MjoxMDA")]
    [InlineData("schemes/size/segments/big/customers?cursor=MjoxMDA")]
    public async Task A_cursor_behind_the_end_is_refused(string path) =>
        BadRequestTests.IsProblem(await (await served.AppAsync()).Api.GetAsync(path), 400, "bad-cursor");

    [Theory]
    [InlineData("C-1")]
    [InlineData("Harbor%20Foods")]
    [InlineData("%20harbor%20FOODS%20")]
    [InlineData("101")]
    [InlineData("hubspot:101")]
    public async Task A_customer_is_explained_by_id_key_or_name(string asked)
    {
        var explained = await (await served.AppAsync()).Api.OkAsync($"customers/{asked}/explain?scheme=size");
        Assert.Equal(("C-1", "big"), (explained["customer"].GetString()!, explained["segment"].GetString()!));
        Assert.Equal("small", explained["move"].GetProperty("from").GetString());
    }

    [Fact]
    public async Task A_name_of_several_customers_is_answered_with_them()
    {
        var answer = await (await served.AppAsync()).Api.GetAsync("customers/acme/explain?run=1");
        BadRequestTests.IsProblem(answer, 409, "ambiguous-customer");
        Assert.StartsWith("2 customers ", answer["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """
            [{"customer":"C-2","name":"Acme","owner":"u-07"},{"customer":"C-3","name":"ACME","owner":"u-08"}]
            """,
            JsonSerializer.Serialize(answer["candidates"]));
    }

    [Fact]
    public async Task A_name_that_is_nearly_right_is_suggested()
    {
        var answer = await (await served.AppAsync()).Api.GetAsync("customers/Harbour%20Foods/explain");
        BadRequestTests.IsProblem(answer, 404, "unknown-customer");
        Assert.EndsWith("did you mean 'Harbor Foods'?", answer["detail"].GetString(), StringComparison.Ordinal);
        Assert.False(answer.Json.TryGetProperty("candidates", out _));
    }

    [Theory]
    [InlineData("big", "", "C-1 C-3")]
    [InlineData("big", "owner=u-08", "C-3")]
    [InlineData("small", "owner=u-08", "C-4")]
    [InlineData("small", "owner=nobody", "")]
    [InlineData("small", "owner=", "5/6 C-2 C-4")]
    [InlineData("small", "owner=%20", "5/6 C-2 C-4")]
    public async Task Members_of_a_segment_are_told_with_names_and_by_owner(
        string segment, string query, string expected)
    {
        var api = (await served.AppAsync()).Api;
        var members = await api.AllAsync($"schemes/size/segments/{segment}/customers?{query}&limit=1");
        Assert.Equal(expected, Ids(members));
        foreach (var member in members)
        {
            var customer = Uri.EscapeDataString(member.GetProperty("customer").GetString()!);
            var known = await api.OkAsync($"customers/{customer}");
            Assert.Equal(
                (known["name"].GetString(), known["owner"].GetString()),
                (member.GetProperty("name").GetString(), member.GetProperty("owner").GetString()));
        }
    }

    [Theory]
    [InlineData("owner=u-07", "C-1")]
    [InlineData("owner=u-08&scheme=size", "C-3")]
    [InlineData("owner=u-08&scheme=activity", "")]
    [InlineData("scheme=size&cause=own-data", "C-1 C-3")]
    [InlineData("scheme=size&cause=own-data&owner=u-08", "C-3")]
    [InlineData("scheme=size&cause=own-data&owner=", "C-1 C-3")]
    [InlineData("scheme=size&cause=own-data&owner=%20", "C-1 C-3")]
    [InlineData("cause=removed", "")]
    [InlineData("owner=nobody", "")]
    public async Task Transitions_are_told_by_owner_scheme_and_cause(string query, string expected)
    {
        var found = await (await served.AppAsync()).Api.AllAsync($"transitions?{query}&limit=1", "after");
        Assert.Equal(expected, string.Join(' ', found.Select(message => message.GetProperty("subject").GetString())
            .Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task No_message_has_a_name_or_a_key()
    {
        foreach (var message in (await served.AppAsync()).Messages().Select(message => message.GetRawText()))
        {
            Assert.All(
                new[] { "Harbor", "ACME", "hubspot", "103" },
                text => Assert.DoesNotContain(text, message, StringComparison.Ordinal));
        }
    }

    private static string Ids(IEnumerable<JsonElement> items) =>
        string.Join(' ', items.Select(item => item.GetProperty("customer").GetString()));
}
