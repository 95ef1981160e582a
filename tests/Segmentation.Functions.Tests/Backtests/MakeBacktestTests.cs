using System.Text.Json;
using EndToEnd;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Backtests;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Backtests;

/// <summary>Backtests beside a loop over the rows.</summary>
public sealed class MakeBacktestTests : IDisposable
{
    private const string Sources = """
        customers:
          file: "customers*.csv"
          id: id
          fields:
            joined: { type: date, known_since: joined }
            city: { type: text, known_since: joined }
            plan: text
            rank: { type: integer, known_since: 2026-04-01 }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money, paid: date } }
        """;

    private const string Measures = """
        frequency: count(orders)
        monetary: { value: sum(orders.amount), unit: money, kind: value }
        paid_orders: count(orders.paid)
        town: city
        tariff: plan
        steps: rank + frequency
        """;

    private const string Outcomes = """
        again: { event: count(orders) > 0, value: sum(orders.amount), horizon: P60D }
        """;

    private static readonly DateOnly AsOf = new(2026, 3, 11);

    private readonly TempFolder _folder = new();
    private readonly List<(string Id, DateOnly Joined, List<(DateOnly Day, int Amount, DateOnly Paid)> Orders)> _rows = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rates_are_those_of_a_loop_over_what_was_known_whatever_the_shards()
    {
        await using var spine = await OpenAsync(_folder.Data, 3);
        var run = await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        var files = _folder.Files();
        var report = Make(spine, run, AsOf, "P60D");
        Assert.Equal(files, _folder.Files());

        var until = AsOf.AddDays(60);
        var there = _rows.Where(row => row.Joined <= AsOf).ToArray();
        var back = there.Where(row => row.Orders.Any(order => order.Day > AsOf && order.Day <= until)).ToArray();
        Assert.Equal((there.Length, back.Length), (report.Customers, report.Events));
        Assert.Equal(
            back.Sum(row => row.Orders.Where(order => order.Day > AsOf && order.Day <= until).Sum(o => o.Amount)),
            report.Value);
        var touch = report.Schemes.Single(scheme => scheme.Scheme == "touch");
        var often = there.Where(row => row.Orders.Count(order => order.Day <= AsOf) >= 3).ToArray();
        Assert.Equal(
            (often.Length, often.Count(back.Contains)), (touch.Segments[0].Customers, touch.Segments[0].Events));
        var paid = report.Schemes.Single(scheme => scheme.Scheme == "paid");
        Assert.Equal(
            there.Count(row => row.Orders.Any(order => order.Day <= AsOf && order.Paid <= AsOf)),
            paid.Segments[0].Customers);
        // A segment without customers takes nobody else's place.
        Assert.Equal(
            [("huge", 0L), ("not-yet", there.Length - paid.Segments[0].Customers)],
            paid.Segments.Skip(1).Select(segment => (segment.Id, segment.Customers)));

        using var other = new TempFolder();
        await using var one = await OpenAsync(other.Data, 1);
        Assert.Equal(Text(report), Text(Make(one, await one.RunAsync(new RunRequest { AsOf = new(2026, 6, 1) }), AsOf, "P60D")));
    }

    [Fact]
    public async Task What_was_not_known_is_named_and_schemes_that_need_it_are_refused()
    {
        await using var spine = await OpenAsync(_folder.Data, 2);
        var run = await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        var report = Make(spine, run, AsOf, "P1Y");
        Assert.Equal(
            [
                ("tariff", "reads customers.plan, and nothing says since when that is known"),
                ("steps", "reads customers.rank, which is known since 2026-04-01"),
            ],
            report.NotKnown.Select(unknown => (unknown.Measure, unknown.Why)));
        Assert.Equal(
            [
                ("after", "it uses tariffs, which is refused"),
                ("tariffs", "it needs measure tariff, which reads customers.plan, and nothing says since when that is known"),
            ],
            report.Refused.Select(refused => (refused.Scheme, refused.Why)));
        Assert.Equal(["paid", "rfm", "touch"], report.Schemes.Select(scheme => scheme.Scheme));
        Assert.False(report.IsComplete);
        Assert.StartsWith("the data end on 2026-05-11, before the horizon does (2027-03-11)", report.Notes[0],
            StringComparison.Ordinal);

        Assert.Contains("'tariffs' could not be decided on 2026-03-11: it needs measure tariff, which reads", Fault(
            spine, run, new BacktestRequest(AsOf, "again", null, "tariffs")), StringComparison.Ordinal);
        Assert.Contains("unknown scheme 'toch'; expected one of after, paid, rfm, tariffs, touch; did you mean 'touch'?",
            Fault(spine, run, new BacktestRequest(AsOf, "again", null, "toch")), StringComparison.Ordinal);
        Assert.Contains("unknown outcome 'agin'; expected one of again; did you mean 'again'?", Fault(
            spine, run, new BacktestRequest(AsOf, "agin", null, null)), StringComparison.Ordinal);
        Assert.Contains("2026-05-11, and nothing is known behind it; expected a day before 2026-05-11", Fault(
            spine, run, new BacktestRequest(new DateOnly(2026, 5, 11), "again", null, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?outcome=again", 400, "bad-date")]
    [InlineData("?asOf=2026-03-11", 400, "bad-outcome")]
    [InlineData("?asOf=2026-03-11&outcome=again&horizon=P0D", 400, "bad-horizon")]
    [InlineData("?asOf=2026-03-11&outcome=agin", 400, "no-backtest")]
    [InlineData("?asOf=2026-03-11&outcome=again&scheme=tariffs", 400, "no-backtest")]
    [InlineData("?asOf=2026-03-11&outcome=again&horizon=P60D&scheme=touch", 200, "\"scheme\":\"touch\"")]
    [InlineData("", 200, "\"items\":[]")]
    public async Task Over_http_a_query_makes_one_and_a_bad_one_is_a_problem(string query, int status, string told)
    {
        await using var spine = await OpenAsync(_folder.Data, 1);
        await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        var answer = (ContentResult)await spine.Get<ShowBacktest>().RunAsync(context.Request, Cancel);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(told, answer.Content!, StringComparison.Ordinal);
        Assert.Equal(query.Contains("scheme=touch", StringComparison.Ordinal) ? 1 : 0, spine.Get<BacktestStore>().All.Count);
    }

    [Fact]
    public async Task One_is_made_at_a_time_and_none_before_the_first_run()
    {
        await using var spine = await OpenAsync(_folder.Data, 1);
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?asOf=2026-03-11&outcome=again");
        async Task<string> AskAsync() =>
            ((ContentResult)await spine.Get<ShowBacktest>().RunAsync(context.Request, Cancel)).Content!;
        Assert.Contains("awaiting-first-run", await AskAsync(), StringComparison.Ordinal);
        await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        Assert.True(spine.Get<PreviewTurn>().TryTake());
        Assert.Contains("busy", await AskAsync(), StringComparison.Ordinal);
        Assert.Equal("10", context.Response.Headers.RetryAfter);
        spine.Get<PreviewTurn>().Return();
        Assert.Contains("\"outcome\":\"again\"", await AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_backtest_of_each_scheme_and_outcome_is_kept()
    {
        await using var spine = await OpenAsync(_folder.Data, 2);
        var run = await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        var store = spine.Get<BacktestStore>();
        Assert.Empty(store.All);
        store.Keep(Make(spine, run, AsOf.AddDays(-20), "P30D"));
        var last = Make(spine, run, AsOf, "P60D");
        store.Keep(last);
        Assert.Equal(
            last.Schemes.Select(scheme => (AsOf, Text(scheme))),
            store.All.Select(kept => (kept.AsOf, Text(Assert.Single(kept.Schemes)))));
    }

    private static string Fault(PlainSpine spine, int run, BacktestRequest request) =>
        Assert.Throws<DefinitionException>(() => spine.Get<MakeBacktest>().Of(request, run, Cancel)).Message;

    private static BacktestReport Make(PlainSpine spine, int run, DateOnly asOf, string horizon) =>
        spine.Get<MakeBacktest>().Of(
            new BacktestRequest(asOf, "again", Horizon.Parse(horizon), null), run, Cancel)
        with
        {
            MadeAt = default,
        };

    private static string Text(object value) => JsonSerializer.Serialize(value, Json.Options);

    private static Dictionary<string, byte[]> Files() => Some.Files(
        "sources.yaml", Sources, "measures.yaml", Measures, "outcomes.yaml", Outcomes, "schemes/touch.yaml",
        "scheme: touch\nversion: 1\nkind: rules\nsegments: [{ id: often, when: frequency >= 3 }, { id: rest }]\n",
        "schemes/paid.yaml",
        "scheme: paid\nversion: 1\nkind: rules\n"
        + "segments: [{ id: once, when: paid_orders > 0 }, { id: huge, when: frequency > 1000 }, { id: not-yet }]\n",
        "schemes/tariffs.yaml",
        "scheme: tariffs\nversion: 1\nkind: rules\n"
        + "segments: [{ id: big, when: tariff = 'big', missing: excluded }, { id: rest }]\n",
        "schemes/after.yaml",
        "scheme: after\nversion: 1\nkind: rules\nsegments: [{ id: big, when: \"tariffs = 'big'\" }, { id: rest }]\n");

    private async Task<PlainSpine> OpenAsync(DataFolder data, int shards)
    {
        var spine = await PlainSpine.OpenAsync(
            data, WorkspaceFolder.Read(Files()), new Settings { Shards = shards, Parallelism = 2 });
        Assert.Null((await spine.ImportAsync(Drop())).Fault);
        return spine;
    }

    /// <summary>Customers that joined on a day of the first four months; orders before it are mistakes.</summary>
    private string Drop()
    {
        var random = new Random(7);
        _rows.Clear();
        for (var i = 0; i < 240; i++)
        {
            var joined = new DateOnly(2026, 1, 1).AddDays(random.Next(120));
            _rows.Add(($"c{i}", joined, [.. Enumerable.Range(0, random.Next(8)).Select(_ =>
            {
                var day = new DateOnly(2026, random.Next(1, 6), 11);
                return (day, random.Next(5, 60), day.AddDays(random.Next(40)));
            })]));
        }

        _folder.Write("drop/customers.csv", "id,joined,city,plan,rank\n" + string.Concat(
            _rows.Select(row => $"{row.Id},{row.Joined:yyyy-MM-dd},Ulm,big,1\n")));
        _folder.Write("drop/orders.csv", "id,day,number,amount,paid\n" + string.Concat(_rows.SelectMany(
            row => row.Orders.Select((order, i) =>
                $"{row.Id},{order.Day:yyyy-MM-dd},{row.Id}-{i},{order.Amount},{order.Paid:yyyy-MM-dd}\n"))));
        return _folder["drop"];
    }
}
