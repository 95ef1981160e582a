using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class CombineMeasuresTests : IDisposable
{
    private const string Sources = """
        customers: { file: "customers*.csv", id: id, parent: parent }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, fields: { amount: money } }
        """;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Combined_twice_the_files_are_the_same()
    {
        await using var spine = await OpenAsync(
            "all: { value: sum(orders.amount), rollup: sum }\neffort: { value: monetary, allocate: 1h }\n");
        var run = await spine.TakeAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        await spine.ScoreAsync(run);
        var once = Combined(spine, run);
        Assert.Equal(4, spine.Get<CombineMeasures>().Run(run));
        Assert.Equal(once, Combined(spine, run));
        // 60 * 4/7 = 34.29, 60 * 2/7 = 17.14, 60 * 1/7 = 8.57: the last one gets the minute that is left.
        Assert.Equal((7m, 34L), once["top"]);
        Assert.Equal((3m, 17L), once["middle"]);
        Assert.Equal((1m, 9L), once["low"]);
        Assert.Equal((0m, 0L), once["other"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task However_many_shards_there_are_everybody_gets_the_same(int shards)
    {
        await using var spine = await OpenAsync(
            "all: { value: 1, rollup: sum }\neffort: { value: 1, allocate: 6min }\n", new Settings { Shards = shards });
        var run = await spine.TakeAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        await spine.ScoreAsync(run);
        Assert.Equal(
            [("low", 2L), ("middle", 2L), ("other", 1L), ("top", 1L)],
            Combined(spine, run).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value.Minutes)));
    }

    [Fact]
    public async Task A_run_without_such_measures_has_no_such_step_and_one_that_is_done_leaves_no_files_of_it()
    {
        await using var plain = await OpenAsync("");
        var run = await plain.RunAsync();
        Assert.False((await plain.Get<FreezeRun>().RunAsync(run, Cancel)).Combines);
        await using var combined = await OpenAsync("all: { value: sum(orders.amount), rollup: sum }\n");
        run = await combined.RunAsync();
        Assert.DoesNotContain(
            _folder.Data.List(RunStore.Folder(run)),
            file => file.Name.StartsWith("combined/", StringComparison.Ordinal));
    }

    private async Task<PlainSpine> OpenAsync(string measures, Settings? settings = null)
    {
        _folder.Write("in/customers.csv", "id,parent\ntop,\nmiddle,top\nlow,middle\nother,nobody\n");
        _folder.Write("in/orders.csv", "id,day,amount\ntop,2026-01-01,4\nmiddle,2026-01-01,2\nlow,2026-01-01,1\n");
        var spine = await PlainSpine.OpenAsync(
            _folder.Data,
            Some.Workspace("sources.yaml", Sources, "measures.yaml", Some.Measures + "\n" + measures), settings);
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        return spine;
    }

    private static Dictionary<string, (decimal Sum, long Minutes)> Combined(PlainSpine spine, int run)
    {
        var values = new Dictionary<string, (decimal, long)>();
        for (var shard = 0; shard < spine.Get<RunStore>().Base(run).Shards; shard++)
        {
            var measures = spine.Get<RunWork>().Measures(run, shard);
            var sums = measures.Find("all")!;
            for (var row = 0; row < measures.Ids.Count; row++)
                values[measures.Ids.Text(row)] = (
                    sums is MoneyColumn amounts ? amounts.Values[row] : ((IntegerColumn)sums).Values[row],
                    ((IntegerColumn)measures.Find("effort")!).Values[row]);
        }

        return values;
    }
}
