using EndToEnd;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class RollUpMeasuresTests : IDisposable
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
    public async Task Rolled_up_twice_the_files_are_the_same()
    {
        await using var spine = await OpenAsync("all: { value: sum(orders.amount), rollup: sum }\n");
        var run = await spine.TakeAsync(new RunRequest { AsOf = new DateOnly(2026, 6, 1) });
        await spine.ScoreAsync(run);
        var once = RolledUp(spine, run);
        Assert.Equal(4, spine.Get<RollUpMeasures>().Run(run));
        Assert.Equal(once, RolledUp(spine, run));
        Assert.Equal(7m, once["top"]);
        Assert.Equal(3m, once["middle"]);
        Assert.Equal(1m, once["low"]);
    }

    [Fact]
    public async Task A_run_without_a_rollup_has_no_such_step_and_one_that_is_done_leaves_no_files_of_it()
    {
        await using var plain = await OpenAsync("");
        var run = await plain.RunAsync();
        Assert.False((await plain.Get<FreezeRun>().RunAsync(run, Cancel)).RollsUp);
        await using var rolled = await OpenAsync("all: { value: sum(orders.amount), rollup: sum }\n");
        run = await rolled.RunAsync();
        Assert.DoesNotContain(
            _folder.Data.List(RunStore.Folder(run)),
            file => file.Name.StartsWith("rolled/", StringComparison.Ordinal));
    }

    private async Task<PlainSpine> OpenAsync(string measures)
    {
        _folder.Write("in/customers.csv", "id,parent\ntop,\nmiddle,top\nlow,middle\nother,nobody\n");
        _folder.Write("in/orders.csv", "id,day,amount\ntop,2026-01-01,4\nmiddle,2026-01-01,2\nlow,2026-01-01,1\n");
        var spine = await PlainSpine.OpenAsync(_folder.Data, Some.Workspace(
            "sources.yaml", Sources, "measures.yaml", Some.Measures + "\n" + measures));
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        return spine;
    }

    private static Dictionary<string, decimal> RolledUp(PlainSpine spine, int run)
    {
        var sums = new Dictionary<string, decimal>();
        for (var shard = 0; shard < spine.Get<RunStore>().Base(run).Shards; shard++)
        {
            var measures = spine.Get<RunWork>().Measures(run, shard);
            for (var row = 0; row < measures.Ids.Count; row++)
                sums[measures.Ids.Text(row)] = ((MoneyColumn)measures.Find("all")!).Values[row];
        }

        return sums;
    }
}
