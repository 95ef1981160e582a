using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Reads;

/// <summary>Who asks for which scheme, and what is said of a scheme that nobody asks for.</summary>
public sealed class SchemeReadsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private Shop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shop = await Shop.OpenAsync(services => services.AddSingleton<TimeProvider>(_time));
        await _shop.FirstRunAsync();
    }

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task What_names_a_scheme_counts_for_it_and_what_names_none_for_all()
    {
        await OneAsync("?schemes=rfm", "billing");
        await OneAsync("", "billing");
        await OneAsync("?schemes=rfm", null);
        await CardAsync("crm");
        await _shop.Spine.Get<ListMembers>().RunAsync(new Asked(consumer: "crm").Request, "rfm", "best", Cancel);
        await _shop.Spine.Get<CustomerHistory>().RunAsync(new Asked().Request, "c1", Cancel);
        foreach (var query in new[] { "?scheme=rfm", "?scheme=made-up", "" })
            await _shop.Spine.Get<ListTransitions>().RunAsync(new Asked(query, "", "feed").Request, Cancel);
        Assert.Equal(
            [("*", "billing", 1), ("*", "feed", 1), ("*", "unnamed", 1), ("rfm", "billing", 1), ("rfm", "crm", 2),
             ("rfm", "feed", 1), ("rfm", "unnamed", 1)],
            _shop.Spine.Get<ReadCounter>().Take().OrderBy(read => (read.Scheme, read.Consumer))
                .Select(read => (read.Scheme, read.Consumer, (int)read.Reads)));
    }

    [Fact]
    public async Task An_answer_is_narrowed_to_the_schemes_that_are_named_and_an_unknown_one_is_told()
    {
        Assert.Equal(["rfm"], Asked.Ok(await OneAsync("?schemes=rfm,rfm", null))["segments"]!.AsObject()
            .Select(scheme => scheme.Key));
        Assert.Equal((404, "unknown-scheme"), Asked.Problem(await OneAsync("?schemes=rfm,touch", null)));
        Assert.Equal(
            [("rfm", 1)], _shop.Spine.Get<ReadCounter>().Take().Select(read => (read.Scheme, (int)read.Reads)));
    }

    [Fact]
    public async Task The_list_of_reads_has_the_days_and_the_scheme_that_are_asked_for()
    {
        foreach (var (days, scheme) in new[] { (30, "rfm"), (29, "rfm"), (0, "rfm"), (0, "*"), (-1, "rfm") })
            await AddAsync(days, scheme, 3);
        Assert.Equal(
            ["2026-05-03 rfm crm 3", "2026-06-01 * crm 3", "2026-06-01 rfm crm 3"], await ListAsync(""));
        Assert.Equal(["2026-05-02 rfm crm 3", "2026-05-03 rfm crm 3"], await ListAsync("?to=2026-05-31"));
        Assert.Equal(["2026-06-01 * crm 3"], await ListAsync("?from=2026-06-01&scheme=*"));
        Assert.Empty(await ListAsync("?to=0001-01-02"));
        foreach (var query in new[] { "?from=yesterday", "?to=01.06.2026" })
            Assert.Equal((400, "bad-date"), Asked.Problem(await ReadsAsync(query)));
    }

    [Fact]
    public async Task An_unread_scheme_is_told_by_the_linter_until_somebody_asks_for_it_or_it_is_accepted()
    {
        var use = _shop.Spine.Get<SchemeReads>();
        _time.Advance(TimeSpan.FromDays(100));
        Assert.Empty(await use.AllAsync(Cancel));
        await _shop.Spine.Get<ReadLedger>().BeginAsync(Today.AddDays(60), Cancel);
        Assert.Empty(await use.UnreadAsync(Cancel));
        _time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(["rfm"], await use.UnreadAsync(Cancel));
        var problem = Assert.Single(Lint.Of(Some.Files(), unread: ["rfm"]).Problems, p => p.Code == "unread-scheme");
        Assert.Equal(
            "schemes/rfm.yaml:1:9: scheme 'rfm': nobody asked for it by name in the last 45 days; expected somebody "
            + "who works with it; ask its owner, and take it out or say under accepts: who uses it otherwise "
            + "[warning: unread-scheme]", problem.WithCode());
        var accepting = Some.Files("schemes/rfm.yaml", $$"""
            {{Some.Grid}}
            accepts: { unread-scheme: "the messages alone are used" }
            """);
        Assert.DoesNotContain(
            Lint.Of(accepting, unread: ["rfm"]).Problems, p => p.Code is "unread-scheme" or "wrong-value");
        await AddAsync(-104, "rfm", 1);
        Assert.Empty(await use.UnreadAsync(Cancel));
    }

    [Fact]
    public async Task The_problems_of_the_current_definitions_have_unread_schemes()
    {
        await _shop.Spine.Get<ReadLedger>().BeginAsync(Today, Cancel);
        _time.Advance(TimeSpan.FromDays(45));
        var lint = _shop.Spine.Get<LintWorkspace>();
        Assert.Contains("unread-scheme", Asked.Ok(await lint.RunAsync(new Asked().Request, Cancel)).ToJsonString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_scheme_has_its_readers_of_whole_days_and_an_etag_of_the_day()
    {
        Assert.Null((await CardAsync(null)).Card["reads"]);
        Assert.Equal("\"1\"", (await CardAsync(null)).ETag);
        await _shop.Spine.Get<ReadLedger>().BeginAsync(Today, Cancel);
        await AddAsync(1, "rfm", 4);
        await AddAsync(0, "rfm", 9);
        var (card, etag) = await CardAsync(null);
        Assert.Equal(
            """{"last30Days":4,"consumers":["crm"],"isUnread":false}""", card["reads"]!.ToJsonString());
        Assert.Equal("\"1.2026-06-01\"", etag);
    }

    private async Task<(System.Text.Json.Nodes.JsonNode Card, string ETag)> CardAsync(string? consumer)
    {
        var request = new Asked(consumer: consumer).Request;
        var card = Asked.Ok(await _shop.Spine.Get<ListSchemes>().OneAsync(request, "rfm", Cancel));
        return (card, request.HttpContext.Response.Headers.ETag.ToString());
    }

    private Task<IActionResult> OneAsync(string query, string? consumer) =>
        _shop.Spine.Get<FindSegments>().OneAsync(new Asked(query, "", consumer).Request, "c1", Cancel);

    private Task<IActionResult> ReadsAsync(string query) =>
        _shop.Spine.Get<ListReads>().RunAsync(new Asked(query).Request, Cancel);

    private async Task<string[]> ListAsync(string query) =>
        [.. Asked.Ok(await ReadsAsync(query))["items"]!.AsArray().Select(
            item => string.Join(' ', item!.AsObject().Select(field => field.Value!.ToString())))];

    private Task AddAsync(int daysAgo, string scheme, int reads) => _shop.Spine.Get<ReadLedger>().AddAsync(
        Today.AddDays(-daysAgo), new CountedReads(scheme, "crm", reads), Cancel);
}
