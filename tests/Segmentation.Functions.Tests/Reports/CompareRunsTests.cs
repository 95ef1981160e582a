using System.Globalization;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Reports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Reports;

public sealed class CompareRunsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Sizes_matrix_and_retention_are_those_of_a_plain_loop_over_the_customers_of_both(int seed)
    {
        await using var accounts = await Accounts.OpenAsync();
        var random = new Random(seed);
        await accounts.RunAsync("2026-01-01", Drawn(random, 0, 40));
        await accounts.RunAsync("2026-02-01", Drawn(random, 1, 42));
        await accounts.RunAsync("2026-03-01", Drawn(random, 4, 45));
        var (then, now) = (Customers(accounts, 1), Customers(accounts, 3));
        var compared = await CompareAsync(accounts, "1", "3");
        Assert.Empty(compared.Missing);
        var touch = compared.Schemes.Single(scheme => scheme.Scheme == "touch");
        foreach (var segment in touch.Segments)
        {
            var (before, after) = (
                then.Values.Where(one => one.Segment == segment.Segment).ToArray(),
                now.Values.Where(one => one.Segment == segment.Segment).ToArray());
            Assert.Equal(new ComparedSize(before.Length, before.Sum(one => one.Arr)), segment.Then);
            Assert.Equal(new ComparedSize(after.Length, after.Sum(one => one.Arr)), segment.Now);
            Assert.Equal(before.Length, touch.Matrix!.Where(cell => cell.From == segment.Segment).Sum(cell => cell.Customers));
            Assert.Equal(after.Length, touch.Matrix!.Where(cell => cell.To == segment.Segment).Sum(cell => cell.Customers));
            Assert.Equal(after.Sum(one => one.Arr), touch.Matrix!.Where(cell => cell.To == segment.Segment).Sum(cell => cell.Value));
            Assert.Equal(Retained(then, now, one => one.Segment == segment.Segment), Rounded(segment.Retained));
        }

        foreach (var cell in touch.Matrix!)
        {
            Assert.Equal(cell.Customers, then.Keys.Union(now.Keys).Count(id =>
                then.GetValueOrDefault(id).Segment == cell.From && now.GetValueOrDefault(id).Segment == cell.To));
        }

        Assert.Equal(Retained(then, now, _ => true), Rounded(compared.Customers.Retained));
        Assert.Equal(
            (then.Keys.Intersect(now.Keys).Count(), now.Keys.Except(then.Keys).Count(), then.Keys.Except(now.Keys).Count()),
            ((int)compared.Customers.Stayed!, (int)compared.Customers.New!, (int)compared.Customers.Gone!));
        Assert.Equal(
            accounts.Runs.Report(2).MovesByCause.Values.Sum() + accounts.Runs.Report(3).MovesByCause.Values.Sum(),
            compared.Causes.Sum(cause => cause.Moves));
    }

    [Fact]
    public async Task Any_number_of_shards_compares_to_the_same_bytes()
    {
        var texts = new HashSet<string>();
        foreach (var shards in new[] { 1, 4 })
        {
            await using var accounts = await Accounts.OpenAsync(shards);
            var random = new Random(5);
            await accounts.RunAsync("2026-01-01", Drawn(random, 0, 30));
            await accounts.RunAsync("2026-02-01", Drawn(random, 3, 32));
            var compared = await CompareAsync(accounts, "1", "2");
            texts.Add(JsonSerializer.Serialize(
                compared with { From = compared.From with { PublishedAt = default }, To = compared.To with { PublishedAt = default } },
                Json.Options));
        }

        Assert.Single(texts);
    }

    [Fact]
    public async Task Customers_who_turn_out_to_be_one_lose_nothing_by_that()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.RunAsync("2026-01-01", ("a", 100, ""), ("b", 50, ""), ("c", 10, ""), ("d", 5, ""), ("e", 5, ""));
        await accounts.RunAsync("2026-02-01", ("a", 150, "DE 11111111"), ("b", 50, "DE 11111111"), ("c", 10, ""), ("d", 5, ""), ("e", 5, ""));
        var customers = (await CompareAsync(accounts, "1", "2")).Customers;
        Assert.Equal((4L, 0L, 0L, 1L), (customers.Stayed, customers.New, customers.Gone, customers.Merged));
        // 150 of a and b are 150, or 50 when the newest of both counts; c to e keep 20.
        var worth = Customers(accounts, 2)["a"].Arr;
        Assert.Equal(decimal.Round((Math.Min(150, worth) + 20) / 170, 12), Rounded(customers.Retained)!.Value.Grr);
    }

    [Fact]
    public async Task Without_the_files_of_the_earlier_run_sizes_and_causes_are_told_and_what_is_missing_is_said()
    {
        await using var accounts = await Accounts.OpenAsync();
        var random = new Random(9);
        await accounts.RunAsync("2026-01-01", Drawn(random, 0, 30));
        await accounts.RunAsync("2026-02-01", Drawn(random, 2, 32));
        var whole = await CompareAsync(accounts, "2026-01-15", "2");
        accounts.Runs.Delete(1);
        var compared = await CompareAsync(accounts, "2026-01-15", "2");
        Assert.StartsWith("who was where in run 1, and for how much, is not kept", Assert.Single(compared.Missing), StringComparison.Ordinal);
        Assert.Null(compared.Customers.Retained);
        Assert.All(compared.Schemes, scheme => Assert.Null(scheme.Matrix));
        Assert.Equal(whole.Causes, compared.Causes);
        Assert.Equal(
            whole.Schemes.SelectMany(scheme => scheme.Segments).Select(segment => (segment.Then, segment.Now)),
            compared.Schemes.SelectMany(scheme => scheme.Segments).Select(segment => (segment.Then, segment.Now)));
    }

    [Fact]
    public async Task Values_of_another_currency_stand_beside_nothing()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.RunAsync("2026-01-01", ("a", 300, ""), ("b", 100, ""), ("c", 50, ""), ("d", 5, ""), ("e", 5, ""));
        await accounts.RunAsync("2026-02-01", ("a", 150, ""), ("b", 300, ""), ("d", 5, ""), ("e", 5, ""));
        Assert.Equal(50, (await CompareAsync(accounts, "1", "2")).Customers.GoneValue);
        accounts.Data.Write(RunStore.Name(1, "workspace/workspace.yaml"), Encoding.UTF8.GetBytes(
            Accounts.Workspace.Replace("EUR", "USD", StringComparison.Ordinal)));
        var compared = await CompareAsync(accounts, "1", "2");
        Assert.StartsWith(
            "value is arr in USD in run 1 and arr in EUR in run 2", Assert.Single(compared.Missing),
            StringComparison.Ordinal);
        Assert.Equal((null, 460m), (compared.From.Value, compared.To.Value));
        Assert.Equal((1L, null), (compared.Customers.Gone, compared.Customers.GoneValue));
        var touch = compared.Schemes.Single(scheme => scheme.Scheme == "touch");
        Assert.All(touch.Segments, segment => Assert.Null(segment.Then?.Value));
        Assert.All(touch.Matrix!, cell => Assert.Equal(cell.To is null, cell.Value is null));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_refused_with_what_would_do()
    {
        await using var accounts = await Accounts.OpenAsync();
        var nothing = await Assert.ThrowsAsync<RefusedException>(() => CompareAsync(accounts, "1", "2"));
        Assert.Equal("no-run", nothing.Code);
        await accounts.RunAsync("2026-01-01", ("a", 1, ""));
        await accounts.RunAsync("2026-02-01", ("a", 2, ""));
        foreach (var (from, to, code, told) in new[]
        {
            ("2", "2", "bad-run", "from and to: both are run 2; expected an earlier run and a later one"),
            ("2", "1", "bad-run", "from and to: run 2 is later than run 1"),
            ("7", "2", "unknown-run", "from: no run 7 is published; expected a published run, from run 1 to run 2"),
            ("1", "9", "unknown-run", "to: no run 9 is published"),
            ("x", "2", "bad-run", "from: found 'x'; expected the number of a run, or a day like 2026-11-21"),
            ("2025-01-01", "2", "no-run", "from: no run is published as of 2025-01-01 or before; expected a day from 2026-01-01 on"),
        })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => CompareAsync(accounts, from, to));
            Assert.Equal(code, refused.Code);
            Assert.StartsWith(told, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_of_a_comparison_says_what_was_kept_and_what_is_due()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.RunAsync("2026-01-01", ("a", 300, ""), ("b", 100, ""));
        await accounts.RunAsync("2026-02-20", ("a", 150, ""), ("b", 300, ""));
        var page = new ComparisonPage(await CompareAsync(accounts, "1", "2")).Document();
        Assert.Equal("shop: from 2026-01-01 to 2026-02-20 (run 1 to run 2)", page.Title);
        // 400 then: a keeps 150 of 300, b all of 100 and 200 more.
        Assert.Equal(
            "2 customers, 2 before, worth EUR 450, 400 before. 0 came, 0 went. Of the value then, 62.5 % was kept (GRR), "
            + "and 112.5 % with what the same customers are worth more (NRR).", page.Lead);
        var items = page.Blocks.OfType<Items>().SelectMany(list => list.All).ToArray();
        Assert.Contains(
            new Item("due 2026-02-01, 19 days ago; record it with segment review --scheme touch --author NAME", "touch"),
            items);
        Assert.Contains(items, item => item.Text.Contains("In the earlier run it was 200.", StringComparison.Ordinal));
    }

    private static Task<RunComparison> CompareAsync(Accounts accounts, string from, string to) =>
        accounts.Spine.Get<CompareRuns>().OfAsync(from, to, Cancel);

    /// <summary>Accounts of some numbers with a revenue drawn by lot.</summary>
    private static (string Id, decimal Arr, string Tax)[] Drawn(Random random, int first, int end) =>
    [
        .. Enumerable.Range(first, end - first).Select(i => (
            string.Create(CultureInfo.InvariantCulture, $"c{i:D2}"), random.Next(0, 40000) / 100m, "")),
    ];

    private static Dictionary<string, (string? Segment, decimal Arr)> Customers(Accounts accounts, int run)
    {
        var customers = new Dictionary<string, (string? Segment, decimal Arr)>();
        for (var number = 0; number < accounts.Runs.Base(run).Shards; number++)
        {
            var shard = accounts.Runs.Shard(run, number);
            for (var row = 0; row < shard.Ids.Count; row++)
            {
                customers[shard.Ids.Text(row)] = (
                    (string)CellValue.Of(shard.Find("touch.segment"), row)!, ((MoneyColumn)shard.Find("arr")!).Values[row]);
            }
        }

        return customers;
    }

    private static (decimal Start, decimal Grr, decimal Nrr)? Retained(
        Dictionary<string, (string? Segment, decimal Arr)> then, Dictionary<string, (string? Segment, decimal Arr)> now,
        Func<(string? Segment, decimal Arr), bool> counts)
    {
        var (start, kept, all) = (0m, 0m, 0m);
        foreach (var (id, before) in then.Where(one => one.Value.Arr > 0 && counts(one.Value)))
        {
            var after = now.GetValueOrDefault(id).Arr;
            (start, kept, all) = (start + before.Arr, kept + Math.Min(before.Arr, after), all + after);
        }

        return start == 0 ? null : (start, decimal.Round(kept / start, 12), decimal.Round(all / start, 12));
    }

    private static (decimal Start, decimal Grr, decimal Nrr)? Rounded(RetainedValue? retained) => retained is null
        ? null
        : (retained.StartingValue, decimal.Round(retained.Grr!.Value, 12), decimal.Round(retained.Nrr!.Value, 12));
}
