using System.Text.Json;
using EndToEnd;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Attention;

/// <summary>A few customers of whom some need attention, with a data folder of one test.</summary>
internal sealed class CareShop : IAsyncDisposable
{
    public const string Header = "id,name,owner,paid,score,alive,seen\n";

    /// <summary>Ann would not recommend us and may be gone, Bob was not met for long, of Cy nothing is known, Di is
    /// small, and of Ed it is not known what he pays.</summary>
    public const string Customers = Header + """
        c1,Ann,u1,1000,3,0.25,2026-05-25
        c2,Bob,u1,1000,9,0.9,2026-04-01
        c3,Cy,u2,500,,,
        c4,Di,u2,50,2,0.1,2026-01-01
        c5,Ed,,,0,,

        """;

    private const string Sources = """
        customers:
          file: "customers*.csv"
          id: id
          name: name
          owner: owner
          fields: { paid: money, score: integer, alive: number, seen: date }
        """;

    private const string Measures = """
        paid: { value: paid, unit: money, kind: value }
        score: { value: score, kind: attitude }
        alive: { value: alive, kind: behaviour }
        seen_days: { value: days_since(seen), unit: days, kind: service }
        """;

    private const string Scheme = """
        scheme: care
        version: 1
        kind: rules
        segments:
          - id: large
            when: paid >= 100
            playbook: visits
            attention:
              - { reason: detractor, when: score <= 6, text: "recommends us with {score} of 10" }
              - { reason: value-at-risk, when: alive < 0.5, weight: 1 - alive, days: 3, text: "pays {paid}, may be gone" }
          - id: small
            attention: { when: score = 0, text: "pays {paid}, and says {score}" }
        """;

    private const string Playbook = """
        engagement: { cadence: P1M, modes: [meeting], last_contact: seen_days }
        next_action: Visit them.
        """;

    private readonly TempFolder _folder = new();
    private int _imports;

    private CareShop()
    {
    }

    public PlainSpine Spine { get; private set; } = null!;

    public TempFolder Folder => _folder;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty data folder.</summary>
    /// <param name="more">Adds services that take the place of some.</param>
    /// <param name="shards">The number of shards.</param>
    /// <param name="scheme">The only scheme.</param>
    public static async Task<CareShop> OpenAsync(
        Action<IServiceCollection>? more = null, int shards = 3, string scheme = Scheme)
    {
        var shop = new CareShop();
        shop.Spine = await PlainSpine.OpenAsync(
            shop._folder.Data,
            Some.Workspace(
                "workspace.yaml", "name: shop\nvalue: paid\ncurrency: EUR\nhold_if_moved: 100%\n",
                "sources.yaml", Sources, "measures.yaml", Measures, "schemes/rfm.yaml", scheme,
                "playbooks/visits.yaml", Playbook),
            new Settings { Shards = shards, Parallelism = 2 },
            services =>
            {
                services.AddSingleton<TimeProvider>(shop.Time);
                more?.Invoke(services);
            });
        return shop;
    }

    /// <summary>Takes customers into the base, and publishes a run; tells its number.</summary>
    public async Task<int> RunAsync(string customers, string asOf)
    {
        await ImportAsync(customers);
        return await Spine.RunAsync(new RunRequest { AsOf = DateOnly.Parse(asOf, null) });
    }

    public async Task ImportAsync(string customers)
    {
        var name = $"in/{++_imports}";
        _folder.Write($"{name}/customers.csv", customers);
        Assert.Null((await Spine.ImportAsync(_folder[name], delta: true)).Fault);
    }

    public string Text(string name) => _folder.Data.Has(name) ? System.Text.Encoding.UTF8.GetString(_folder.Data.Read(name)) : "";

    /// <summary>What a query of the list answers.</summary>
    public async Task<AttentionAnswer> ListAsync(string query = "")
    {
        var (status, text, _) = await AskAsync(query);
        Assert.Equal(200, status);
        return JsonSerializer.Deserialize<AttentionAnswer>(text, Json.Options)!;
    }

    /// <summary>Status, body and ETag of the answer to a query of the list.</summary>
    public async Task<(int? Status, string Text, string ETag)> AskAsync(string query, string? known = null)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.IfNoneMatch = known;
        var answer = await Spine.Get<ListAttention>().RunAsync(context.Request, Cancel);
        return answer is ContentResult content
            ? (content.StatusCode, content.Content!, context.Response.Headers.ETag.ToString())
            : (((StatusCodeResult)answer).StatusCode, "", context.Response.Headers.ETag.ToString());
    }

    /// <summary>Status and body of the answer to a vote.</summary>
    public async Task<(int? Status, string Text)> VoteAsync(string customer, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        var answer = (ContentResult)await Spine.Get<GiveFeedback>().GiveAsync(context.Request, customer, Cancel);
        return (answer.StatusCode, answer.Content!);
    }

    /// <summary>Takes the vote of an author that a customer is in the wrong segment.</summary>
    public Task<(int? Status, string Text)> WrongAsync(string customer, string author, string verdict = "wrong-segment") =>
        VoteAsync(customer, $$"""{"scheme": "care", "verdict": "{{verdict}}", "author": "{{author}}"}""");

    public async ValueTask DisposeAsync()
    {
        await Spine.DisposeAsync();
        _folder.Dispose();
    }
}
