using Azure.Data.Tables;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

/// <summary>What runs write, as look-ups see it.</summary>
public sealed class ProjectionTests
{
    private static readonly string[] Ids = ["c1", "c2", "c3", "c4", "c5", "c6"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_run_shows_before_it_is_published_and_then_all_of_it()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var before = await SeenAsync(shop);
        var run = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 1));
        Assert.True(await shop.Spine.ProjectAsync(run) > 0);
        Assert.Equal(before, await SeenAsync(shop));
        await shop.PublishAsync(run);
        var after = await SeenAsync(shop);
        Assert.NotEqual(before, after);
        Assert.Equal(Fresh(shop, run), after);
    }

    [Fact]
    public async Task Writing_the_rows_of_a_run_again_is_harmless()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var run = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 1));
        var changed = await shop.Spine.ProjectAsync(run);
        var rows = await EntitiesAsync(shop);
        Assert.Equal(changed, await shop.Spine.ProjectAsync(run));
        Assert.Equal(rows, await EntitiesAsync(shop));
    }

    [Fact]
    public async Task A_customer_is_written_when_its_segment_score_name_or_owner_changed_and_not_else()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        Assert.Equal(6, (await EntitiesAsync(shop)).Count);
        await shop.RunAsync("customers.csv", "id,name,owner\nc1,Ann,u1\n");
        Assert.All(await RunsAsync(shop), run => Assert.Equal(1, run.Value));
        await shop.RunAsync("customers.csv", "id,name,owner\nc1,Anna,u1\nc6,Flo,u9\n");
        var runs = await RunsAsync(shop);
        Assert.Equal(["c1", "c6"], runs.Where(run => run.Value == 3).Select(run => run.Key).Order());
        Assert.All(runs.Where(run => run.Key is not ("c1" or "c6")), run => Assert.Equal(1, run.Value));
        // A name is no move.
        Assert.DoesNotContain(await EntitiesAsync(shop), row => row.StartsWith("t~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_that_moved_has_a_row_of_history()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        await shop.RunAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 1));
        var (pointer, _) = await Results(shop).ReadAsync(["c1"], Cancel);
        var history = Assert.Single(await Results(shop).HistoryAsync("c1", pointer, Cancel));
        Assert.Equal(2, history.Run);
        Assert.StartsWith(
            "[{\"scheme\":\"rfm\",\"from\":\"rest\",\"to\":", history.Moves, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_run_that_was_given_up_shows_and_the_rows_are_as_before()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var (before, seen) = (await RunsAsync(shop), await SeenAsync(shop));
        var run = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 7));
        await shop.Spine.ProjectAsync(run);
        Assert.NotEqual(before, await RunsAsync(shop));
        for (var time = 0; time < 2; time++)
        {
            await shop.Spine.GiveUpAsync(run);
            Assert.Equal(before, await RunsAsync(shop));
            Assert.Equal(seen, await SeenAsync(shop));
        }

        Assert.Equal(RunState.Failed, (await shop.Spine.Get<RunLedger>().GetAsync(run, Cancel)).State);
    }

    [Fact]
    public async Task A_late_activity_of_a_dead_run_neither_shows_nor_overwrites()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.FirstRunAsync();
        var dead = await shop.ScoreAsync("orders.csv", shop.Orders(1, 1, 1, 1, 1, 1, 1, 1, 7));
        await shop.Spine.GiveUpAsync(dead);
        Assert.Equal(0, await shop.Spine.ProjectAsync(dead));
        var next = await shop.RunAsync("orders.csv", shop.Orders(2, 2, 2, 2, 2, 2, 2, 2, 2, 2));
        var seen = await SeenAsync(shop);
        // It had read the state of its run before the run was given up.
        await WriteLateAsync(shop, dead);
        Assert.Equal(seen, await SeenAsync(shop));
        Assert.Equal(Fresh(shop, next), seen);
        Assert.False(await shop.Spine.Get<RunLedger>().PublishAsync(dead, Cancel));
        // What it left is replaced by the run after it.
        var last = await shop.RunAsync("orders.csv", shop.Orders(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
        Assert.Equal(Fresh(shop, last), await SeenAsync(shop));
    }

    [Fact]
    public async Task A_first_run_that_was_given_up_leaves_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var dead = await shop.ScoreAsync("customers.csv", Shop.Customers, "orders.csv", shop.Orders(1, 2, 3));
        await shop.Spine.ProjectAsync(dead);
        Assert.Equal(6, (await EntitiesAsync(shop)).Count);
        await shop.Spine.GiveUpAsync(dead);
        Assert.Empty(await EntitiesAsync(shop));
        await WriteLateAsync(shop, dead);
        Assert.All(await SeenAsync(shop), Assert.Null);
        var next = await shop.RunAsync("orders.csv", shop.Orders(4, 4));
        Assert.Equal(Fresh(shop, next), await SeenAsync(shop));
    }

    private static CustomerResults Results(Shop shop) => shop.Spine.Get<CustomerResults>();

    private static async Task WriteLateAsync(Shop shop, int run)
    {
        for (var shard = 0; shard < shop.Spine.Get<RunStore>().Base(run).Shards; shard++)
        {
            foreach (var partition in shop.Spine.Get<ShardRowChanges>().Of(run, shard))
                await shop.Spine.Get<RowWriter>().WriteAsync(run, partition, () => Task.FromResult(true), Cancel);
        }
    }

    /// <summary>What look-ups say of all customers, as text.</summary>
    private static async Task<string?[]> SeenAsync(Shop shop) =>
    [
        .. (await Results(shop).ReadAsync(Ids, Cancel)).Results.Select(
            visible => visible.Result is null ? null : Text(visible.Result)),
    ];

    /// <summary>What the files of a run say of all customers.</summary>
    private static string?[] Fresh(Shop shop, int run)
    {
        var (runs, work) = (shop.Spine.Get<RunStore>(), shop.Spine.Get<RunWork>());
        var sides = Enumerable.Range(0, runs.Base(run).Shards)
            .Select(shard => new RunSide(runs, work, run, shard)).ToArray();
        return
        [
            .. Ids.Select(id => sides.Select(side => (side, row: side.Shard.IndexOf(
                    System.Text.Encoding.UTF8.GetBytes(id)))).Where(found => found.row >= 0)
                .Select(found => Text(StoredResult.Read(found.side.Results.Write(found.row)))).Single()),
        ];
    }

    private static string Text(StoredResult result) =>
        System.Text.Json.JsonSerializer.Serialize(result, Json.Options);

    /// <summary>The run of each customer's row.</summary>
    private static async Task<SortedDictionary<string, int>> RunsAsync(Shop shop)
    {
        var runs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in Table(shop).QueryAsync<CustomerRow>(cancellationToken: Cancel))
        {
            if (row.RowKey.StartsWith("c~", StringComparison.Ordinal))
                runs[row.Customer] = row.Run;
        }

        return runs;
    }

    private static async Task<List<string>> EntitiesAsync(Shop shop)
    {
        var all = new List<string>();
        await foreach (var entity in Table(shop).QueryAsync<TableEntity>(cancellationToken: Cancel))
            all.Add($"{entity.RowKey} {entity.ETag}");
        return all;
    }

    private static TableClient Table(Shop shop) => shop.Spine.Get<TableServiceClient>().GetTableClient("segments");
}
