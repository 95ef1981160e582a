namespace Segmentation.Functions.Tests.Attention;

/// <summary>Questions and votes that change nothing, of one shop.</summary>
public sealed class AskedAttentionTests(AskedAttentionTests.OpenShop open) : IClassFixture<AskedAttentionTests.OpenShop>
{
    private readonly CareShop _shop = open.Shop;

    [Theory]
    [InlineData("?owner=u1", "c1,c2")]
    [InlineData("?reason=detractor", "c1")]
    [InlineData("?reason=detractor&owner=u2", "")]
    [InlineData("?scheme=care&reason=segment", "c5")]
    public async Task A_filter_leaves_the_others_out_of_items_and_sums(string query, string customers)
    {
        var answer = await _shop.ListAsync(query);
        Assert.Equal(customers, string.Join(',', answer.Items.Select(item => item.Customer)));
        Assert.Equal(answer.Items.Count, answer.Totals.Customers);
    }

    [Theory]
    [InlineData("?reason=detracter", 400, "did you mean 'detractor'?")]
    [InlineData("?scheme=cares", 404, "unknown-scheme")]
    [InlineData("?cursor=Mjoy", 410, "cursor-expired")]
    [InlineData("?cursor=MTo5OQ", 400, "bad-cursor")]
    [InlineData("?limit=0", 400, "bad-limit")]
    public async Task A_question_without_an_answer_is_told_what_would_have_one(string query, int status, string told)
    {
        var answer = await _shop.AskAsync(query);
        Assert.Equal(status, answer.Status);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c3", "", 400, "malformed-json")]
    [InlineData("c3", """{"scheme": "care", "verdict": 5}""", 400, "malformed-json")]
    [InlineData("c3", """{"scheme": "care", "verdikt": "x"}""", 400, "malformed-json")]
    [InlineData("c3", """{"scheme": "care"}""", 400, "bad-verdict")]
    [InlineData("c3", """{"scheme": "care", "verdict": "wrong"}""", 400, "bad-verdict")]
    [InlineData("c3", """{"scheme": "care", "verdict": "wrong-segment"}""", 400, "no-author")]
    [InlineData("c3", """{"scheme": "care", "verdict": "wrong-segment", "suggested": "smal"}""", 400, "did you mean 'small'?")]
    [InlineData("c3", """{"scheme": "cares", "verdict": "wrong-segment"}""", 404, "unknown-scheme")]
    [InlineData("c9", """{"scheme": "care", "verdict": "wrong-segment"}""", 404, "unknown-customer")]
    [InlineData("c6", """{"scheme": "care", "verdict": "wrong-segment"}""", 409, "awaiting-first-run")]
    public async Task What_is_no_vote_is_told_with_what_is_expected(string customer, string body, int status, string told)
    {
        var answer = await _shop.VoteAsync(customer, body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_or_comment_that_is_too_long_is_refused()
    {
        Assert.Contains("long-author", (await _shop.WrongAsync("c3", new string('a', 201))).Text, StringComparison.Ordinal);
        var comment = await _shop.VoteAsync(
            "c3", $$"""{"scheme": "care", "verdict": "wrong-segment", "author": "a", "comment": "{{new string('b', 1001)}}"}""");
        Assert.Contains("found 1001 characters", comment.Text, StringComparison.Ordinal);
    }

    /// <summary>A shop with a run, and with a customer whom no run has.</summary>
    public sealed class OpenShop : IAsyncLifetime
    {
        internal CareShop Shop { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Shop = await CareShop.OpenAsync();
            await Shop.RunAsync(CareShop.Customers, "2026-06-01");
            await Shop.ImportAsync(CareShop.Header + "c6,Flo,u2,5,,,\n");
        }

        public ValueTask DisposeAsync() => Shop.DisposeAsync();
    }
}
